"""Train the recogniser.

    python -m showoff_training.recognition.train --data DIR --hours 2

`showoff_training.runs.trainer` says what a run leaves in its folder.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.utils.data import DataLoader
from typing_extensions import override

from recognition_api.measuring.gold_set import read_set
from showoff_training.recognition import gold, validation
from showoff_training.recognition.data import ON_A_GPU, Batch, Batching, LineBatches, Mix
from showoff_training.recognition.loss import ctc_losses
from showoff_training.recognition.model import Crnn
from showoff_training.recognition.optimisers import optimisers
from showoff_training.recognition.options import Options, parse
from showoff_training.recognition.real_lines import RealLine
from showoff_training.runs import averages, devices
from showoff_training.runs.trainer import Losses, Progress, Task, Trainer

# The first part of the curriculum: from long lines, CTC does not leave the plateau of blanks.
SHORT_LINES = Mix(
    widest=128,
    longest=9,
    clean=0.3,
    real=0.0,
    street=0.0,
    sign=0.0,
    nothing=0.0,
    icon=0.0,
)
SMALL_BATCHES = Batching(most=32)
PLATEAU = 1.6  # loss a character under which the network has left it
_AUXILIARY = (0.5, 0.2)  # weight of the auxiliary loss in each lesson


def best_path(model: Crnn, device: torch.device) -> validation.BestPath:
    """Wrap a network as what `validation` measures."""

    def run(images: NDArray[np.uint8]) -> tuple[NDArray[np.integer], NDArray[np.floating]]:
        batch = Batch(torch.from_numpy(images), torch.empty(0), torch.empty(0), torch.empty(0))
        with torch.inference_mode(), devices.autocast(device):
            probabilities, classes = model(batch.pixels(device)).float().softmax(2).max(2)
        return classes.cpu().numpy(), probabilities.cpu().numpy()

    return run


class Recognition(Task[Batch]):
    """Lines, drawn and real: short ones until the network says anything, then all."""

    unit = "lines"
    goal = "mean error"
    last_lesson = 1
    steps_apart = 4

    def __init__(self, options: Options, rank: int) -> None:
        torch.set_num_threads(1)
        cv2.setNumThreads(1)  # here: renderers are forked, and would wait for threads left behind
        torch.manual_seed(options.seed + rank)
        self._options, self._rank = options, rank
        self._device = devices.best_device()
        devices.prepare(self._device)
        self.model: Crnn = Crnn().to(self._device)
        self.model.convolutions.to(memory_format=torch.channels_last)
        self.optimisers = optimisers(self.model)
        self._gold: list[RealLine] = []
        if options.gold is not None:
            teach, _ = gold.parted(read_set(options.gold.read_bytes()))
            self._gold = list(gold.real_lines(teach, options.seed))
        self._sets: dict[str, list[RealLine]] = {}
        if rank == 0:
            self._sets = validation.synthetic(options.lines_to_validate)
            if options.validate is not None:
                self._sets |= validation.annotated(options.validate, options.lines_to_validate)

    @override
    def batches(self, lesson: int, step: int) -> Iterable[Batch]:
        options, gpu = self._options, self._device.type == "cuda"
        seed = options.seed + 97 * self._rank + 31 * step
        mix = Mix(gold=options.gold_share) if lesson else SHORT_LINES
        batching = ON_A_GPU if gpu else Batching() if lesson else SMALL_BATCHES
        return DataLoader(
            LineBatches(options.data, mix, seed, self._gold, batching),
            batch_size=None,
            num_workers=options.renderers or devices.renderers(self._device),
            prefetch_factor=3 if gpu else 8,
            pin_memory=gpu,
        )

    @override
    def lesson(self, progress: Progress, share: float) -> int:
        return int(progress.losses["loss"] < PLATEAU)

    @override
    def losses(self, batch: Batch, lesson: int) -> Losses:
        with devices.autocast(self._device):
            features = self.model.features(batch.pixels(self._device))
        with devices.recurrent_autocast(self._device):
            heads = self.model.heads(features.float() if features.is_cuda else features)
        loss, helper = ctc_losses(heads, batch.targets, batch.lengths, batch.any_case)
        total = loss + _AUXILIARY[lesson] * helper
        seen = len(batch.lengths) * self._options.processes
        return Losses(total, {"loss": loss, "auxiliary": helper}, seen)

    @override
    def measure(self, model: nn.Module) -> dict[str, float]:
        measured, figures = best_path(model, self._device), {}  # type: ignore[arg-type]
        for name, lines in self._sets.items():
            said = validation.read(measured, [line.image for line in lines])
            rate = validation.error_rate(lines, [decoded.text for decoded in said])
            figures[name] = rate.characters
        return figures

    @override
    def score(self, figures: Mapping[str, float]) -> float:
        return -sum(figures.values()) / len(figures)


def work(rank: int, options: Options) -> None:
    Trainer(options, Recognition(options, rank), rank).train()


def main(arguments: list[str] | None = None) -> None:
    options = parse(__doc__, arguments)
    if torch.cuda.is_available():  # one network fills it
        options = replace(options, processes=1)
    averages.run(partial(work, options=options), options.processes)


if __name__ == "__main__":
    main()
