"""Train the recogniser.

    python -m showoff_training.recognition.train --data DIR --hours 2

A run is a folder: log.jsonl (one row a report), checkpoint.pt (resumed from when it is there,
written every ten minutes and when stopped), best.pt (averaged weights with the lowest validation
error, half precision) and curves.png.
"""

import itertools
import signal
import time
from dataclasses import dataclass
from functools import partial
from types import FrameType

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import DataLoader

from showoff_training.recognition import evaluate
from showoff_training.recognition.data import Batch, LineBatches, Mix
from showoff_training.recognition.loss import ctc_loss
from showoff_training.recognition.model import Crnn
from showoff_training.recognition.optimisers import optimisers
from showoff_training.recognition.options import Options, parse
from showoff_training.recognition.real_lines import RealLine
from showoff_training.runs import averages as averaging
from showoff_training.runs import checkpoints, curves, devices
from showoff_training.runs.checkpoints import Checkpoint
from showoff_training.runs.schedule import AveragedWeights, learning_rate

# The first part of the curriculum: from long lines, CTC does not leave the plateau of blanks.
SHORT_LINES = Mix(
    widest=128,
    longest=9,
    largest_batch=32,
    clean=0.3,
    real=0.0,
    street=0.0,
    sign=0.0,
    nothing=0.0,
    icon=0.0,
)
PLATEAU = 1.6  # loss a character under which the network has left it
STEPS_APART = 4  # between averaging the processes' weights
REPORT_SECONDS = 20.0
CHECKPOINT_SECONDS = 600.0


@dataclass
class Progress:
    """How far a run is; kept in its checkpoint."""

    step: int = 0
    lines: int = 0
    seconds: float = 0.0
    short: bool = True
    loss: float = 5.0
    auxiliary: float = 5.0
    best: float = float("inf")
    stale: int = 0


def best_path(model: Crnn, device: torch.device) -> evaluate.BestPath:
    """Wrap a network as what `evaluate` measures."""

    def run(images: NDArray[np.uint8]) -> tuple[NDArray[np.integer], NDArray[np.floating]]:
        batch = Batch(torch.from_numpy(images), torch.empty(0), torch.empty(0), torch.empty(0))
        with torch.inference_mode(), devices.autocast(device):
            probabilities, classes = model(batch.pixels(device)).float().softmax(2).max(2)
        return classes.cpu().numpy(), probabilities.cpu().numpy()

    return run


class Trainer:
    """One process of a run."""

    def __init__(self, options: Options, rank: int) -> None:
        torch.set_num_threads(1 if options.processes > 1 or not torch.cuda.is_available() else 4)
        torch.manual_seed(options.seed + rank)
        self._options = options
        self._rank = rank
        self._device = devices.best_device()
        self._model = Crnn().to(self._device)
        self._model.convolutions.to(memory_format=torch.channels_last)
        if options.weights is not None:
            checkpoints.load_weights(options.weights, self._model)
        self._averaged = AveragedWeights(self._model)
        self._optimisers = optimisers(self._model)
        self._progress = Progress(short=options.weights is None)
        self._checkpoint = Checkpoint(
            options.run / "checkpoint.pt",
            self._model,
            self._averaged,
            [optimiser for optimiser, _ in self._optimisers],
        )
        self._log = options.run / "log.jsonl"
        self._stopped = False
        self._sets: dict[str, list[RealLine]] = {}

    def train(self) -> None:
        if (progress := self._checkpoint.restore()) is not None:
            self._progress = Progress(**progress)
        if self._rank == 0:
            self._sets = evaluate.synthetic(self._options.lines_to_validate)
            if self._options.validate is not None:
                real = evaluate.annotated(self._options.validate, self._options.lines_to_validate)
                self._sets |= real
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._finished():
            self._epoch(self._loader(short=self._progress.short))
        if self._rank == 0:
            self._validate()
            self._checkpoint.save(vars(self._progress))

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopped = True

    def _finished(self) -> bool:
        over = self._stopped or self._progress.seconds >= self._options.hours * 3600
        stale = self._progress.stale >= self._options.patience
        return bool(averaging.agree(float(over or stale)))

    def _loader(self, *, short: bool) -> DataLoader[Batch]:
        options = self._options
        mix = SHORT_LINES if short else Mix()
        seed = options.seed + 97 * self._rank + 31 * self._progress.step
        batches = LineBatches(options.data, mix, seed)
        return DataLoader(batches, batch_size=None, num_workers=1, prefetch_factor=8)

    def _epoch(self, loader: DataLoader[Batch]) -> None:
        """Train until the time is over or the curriculum moves on."""
        options, progress = self._options, self._progress
        batches = iter(loader)
        first = next(batches)  # the clock starts when the workers have rendered their first lines
        started = time.monotonic() - progress.seconds
        reported = saved = validated = time.monotonic()
        for batch in itertools.chain((first,), batches):
            progress.seconds = averaging.agree(time.monotonic() - started)
            self._step(batch)
            if progress.step % STEPS_APART:
                continue
            averaging.average(self._model)
            self._averaged.update(self._model)
            now = time.monotonic()
            if self._rank == 0 and now - reported > REPORT_SECONDS:
                reported = now
                self._report({})
            if self._rank == 0 and now - validated > options.validate_minutes * 60:
                validated = now
                self._validate()
            if self._rank == 0 and now - saved > CHECKPOINT_SECONDS:
                saved = now
                self._checkpoint.save(vars(self._progress))
            if self._finished():
                return
            if progress.short and averaging.agree(progress.loss) < PLATEAU:
                progress.short = False
                return

    def _step(self, batch: Batch) -> None:
        options, progress = self._options, self._progress
        share = progress.seconds / (options.hours * 3600)
        rate = learning_rate(1.0, share, progress.step)
        for optimiser, peak in self._optimisers:
            for group in optimiser.param_groups:
                group["lr"] = peak * options.peak * rate
        self._model.train()
        with devices.autocast(self._device):
            logits, auxiliary = self._model.forward_both(batch.pixels(self._device))
        loss = self._ctc(logits, batch)
        helper = self._ctc(auxiliary, batch)
        for optimiser, _ in self._optimisers:
            optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss + (0.5 if progress.short else 0.2) * helper)
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), 5.0)
        for optimiser, _ in self._optimisers:
            optimiser.step()
        progress.step += 1
        progress.lines += len(batch.lengths) * options.processes
        progress.loss += 0.02 * (float(loss.detach()) - progress.loss)
        progress.auxiliary += 0.02 * (float(helper.detach()) - progress.auxiliary)

    def _ctc(self, logits: Tensor, batch: Batch) -> Tensor:
        return ctc_loss(logits, batch.targets.to(self._device), batch.lengths, batch.any_case)

    def _report(self, figures: dict[str, float]) -> None:
        progress = self._progress
        row: dict[str, float] = {
            "seconds": round(progress.seconds, 1),
            "step": progress.step,
            "lines": progress.lines,
            "loss": round(progress.loss, 4),
            "auxiliary": round(progress.auxiliary, 4),
        }
        row |= {name: round(value, 5) for name, value in figures.items()}
        curves.append(self._log, row)
        share = min(1.0, progress.seconds / (self._options.hours * 3600))
        shown = "  ".join(f"{name} {100 * value:.2f}%" for name, value in figures.items())
        print(  # noqa: T201 - progress of a command
            f"{100 * share:5.1f}%  {progress.seconds / 60:6.1f} min  step {progress.step}  "
            f"lines {progress.lines}  loss {progress.loss:.3f}  {shown}",
            flush=True,
        )

    def _validate(self) -> None:
        """Measure the averaged weights, and keep them if they are the best so far."""
        progress = self._progress
        measure = best_path(self._averaged.model, self._device)  # type: ignore[arg-type]
        figures = {}
        for name, lines in self._sets.items():
            said = evaluate.read(measure, [line.image for line in lines])
            rate = evaluate.error_rate(lines, [decoded.text for decoded in said])
            figures[name] = rate.characters
        mean = sum(figures.values()) / len(figures)
        self._report(figures | {"mean error": mean})
        if mean < progress.best:
            progress.best, progress.stale = mean, 0
            checkpoints.save_weights(self._options.run / "best.pt", self._averaged.model)
        elif not progress.short:
            progress.stale += 1
        curves.draw(
            self._log, self._options.run / "curves.png", "lines", ["loss", "auxiliary"], [*figures]
        )


def work(rank: int, options: Options) -> None:
    Trainer(options, rank).train()


def main(arguments: list[str] | None = None) -> None:
    options = parse(__doc__ or "", arguments)
    averaging.run(partial(work, options=options), options.processes)


if __name__ == "__main__":
    main()
