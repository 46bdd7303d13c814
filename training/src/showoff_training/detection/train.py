"""Train the detector.

    python -m showoff_training.detection.train --data DIR --hours 2

`showoff_training.runs.trainer` says what a run leaves in its folder.
"""

from collections.abc import Iterable, Mapping

import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader
from typing_extensions import override

from showoff_training.detection import validation
from showoff_training.detection.data import Batch, Mix, PageBatches
from showoff_training.detection.loss import Labels, ctpn_loss
from showoff_training.detection.model import Ctpn, normalised
from showoff_training.detection.optimisers import optimisers
from showoff_training.detection.options import Options, parse
from showoff_training.detection.turning import Turning
from showoff_training.runs import devices
from showoff_training.runs.trainer import Losses, Progress, Task, Trainer

# (share of the time box from which it holds, what is trained on)
CURRICULUM = (
    (0.0, Mix(sizes=((384, 6),), real=0.4)),
    (0.35, Mix(sizes=((448, 4), (512, 4)), real=0.5)),
    (0.7, Mix(sizes=((512, 4), (640, 3), (832, 2)), real=0.5)),
)
# On a GPU, whose batches are large and whose renderers are many, from the start.
ON_A_GPU = Mix(sizes=((640, 48),), real=0.4, uses=2, pool=144)


class Detection(Task[Batch]):
    """Lines of pages and scenes, drawn and real, ever larger."""

    unit = "pages"
    goal = "mean F1"
    last_lesson = len(CURRICULUM) - 1

    def __init__(self, options: Options) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(options.seed)
        self._options = options
        self._device = devices.best_device()
        devices.prepare(self._device)
        self.model: Ctpn = Ctpn().to(self._device)
        self.model.to(memory_format=torch.channels_last)
        self.optimisers = optimisers(self.model)
        self.companion = Turning(self._device, options.orientation)
        self._sets = validation.synthetic(max(1, options.pages_to_validate // 2))
        if options.validate is not None:
            self._sets |= validation.annotated(options.validate, options.pages_to_validate)

    @override
    def batches(self, lesson: int, step: int) -> Iterable[Batch]:
        options, gpu = self._options, self._device.type == "cuda"
        mix = ON_A_GPU if gpu else CURRICULUM[lesson][1]
        workers = devices.renderers(self._device) if options.workers is None else options.workers
        # Spawned: validation has left OpenCV's and OpenMP's threads behind, which no fork survives.
        return DataLoader(
            PageBatches(options.data, mix, options.seed + 31 * step),
            batch_size=None,
            num_workers=workers,
            multiprocessing_context="spawn" if workers else None,
            pin_memory=gpu,
        )

    @override
    def lesson(self, progress: Progress, share: float) -> int:
        return sum(share >= start for start, _ in CURRICULUM) - 1

    @override
    def losses(self, batch: Batch, lesson: int) -> Losses:
        images = normalised(batch.images.to(self._device, non_blocking=True))
        if images.is_cuda:  # pages serve several batches there
            images = relit(images)
        labels = Labels(*(part.to(self._device, non_blocking=True) for part in batch.labels))
        with devices.autocast(self._device):
            heads = self.model(images.contiguous(memory_format=torch.channels_last))
        losses = ctpn_loss(heads, labels)
        names = ("loss", "scores", "verticals", "sides")
        return Losses(losses.total, dict(zip(names, losses, strict=True)), len(batch.images))

    @override
    def measure(self, model: nn.Module) -> dict[str, float]:
        network = validation.torch_network(model, self._device)  # type: ignore[arg-type]
        return {name: validation.measure(network, kind).f1 for name, kind in self._sets.items()}

    @override
    def score(self, figures: Mapping[str, float]) -> float:
        return sum(figures.values()) / len(figures)


def relit(images: Tensor) -> Tensor:
    """Pictures (B, 3, S, S) in -1..1 under other light, each its own; some are negatives."""
    count, tensor = len(images), images.new_empty
    gain = tensor(count, 1, 1, 1).uniform_(0.85, 1.12)
    tint = tensor(count, 3, 1, 1).uniform_(0.95, 1.05)
    sign = 1 - 2 * (tensor(count, 1, 1, 1).uniform_() < 0.02).float()
    offset = tensor(count, 1, 1, 1).uniform_(-0.08, 0.08)
    return (images * (gain * tint * sign) + offset).clamp(-1, 1)


def main(arguments: list[str] | None = None) -> None:
    options = parse(__doc__, arguments)
    Trainer(options, Detection(options)).train()


if __name__ == "__main__":
    main()
