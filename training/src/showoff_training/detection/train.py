"""Train the detector.

    python -m showoff_training.detection.train --data DIR --hours 2

`showoff_training.runs.trainer` says what a run leaves in its folder.
"""

from collections.abc import Iterable, Mapping

import torch
from torch import nn
from torch.utils.data import DataLoader
from typing_extensions import override

from showoff_training.detection import evaluate
from showoff_training.detection.data import Batch, Mix, PageBatches
from showoff_training.detection.loss import Labels, ctpn_loss
from showoff_training.detection.model import Ctpn, normalised
from showoff_training.detection.optimisers import optimisers
from showoff_training.detection.options import Options, parse
from showoff_training.runs import devices
from showoff_training.runs.trainer import Losses, Progress, Task, Trainer

# (share of the time box from which it holds, what is trained on)
CURRICULUM = (
    (0.0, Mix(sizes=((384, 6),), real=0.4)),
    (0.35, Mix(sizes=((448, 4), (512, 4)), real=0.5)),
    (0.7, Mix(sizes=((512, 4), (640, 3), (832, 2)), real=0.5)),
)


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
        self.model: Ctpn = Ctpn().to(self._device)
        self.model.to(memory_format=torch.channels_last)
        self.optimisers = optimisers(self.model)
        self._sets = evaluate.synthetic(max(1, options.pages_to_validate // 2))
        if options.validate is not None:
            self._sets |= evaluate.annotated(options.validate, options.pages_to_validate)

    @override
    def batches(self, lesson: int, step: int) -> Iterable[Batch]:
        options = self._options
        stream = PageBatches(options.data, CURRICULUM[lesson][1], options.seed + 31 * step)
        # Spawned: validation has left OpenCV's and OpenMP's threads behind, which no fork survives.
        context = "spawn" if options.workers else None
        return DataLoader(
            stream, batch_size=None, num_workers=options.workers, multiprocessing_context=context
        )

    @override
    def lesson(self, progress: Progress, share: float) -> int:
        return sum(share >= start for start, _ in CURRICULUM) - 1

    @override
    def losses(self, batch: Batch, lesson: int) -> Losses:
        images = normalised(batch.images.to(self._device))
        labels = Labels(*(part.to(self._device) for part in batch.labels))
        with devices.autocast(self._device):
            heads = self.model(images.contiguous(memory_format=torch.channels_last))
        losses = ctpn_loss(heads, labels)
        names = ("loss", "scores", "verticals", "sides")
        return Losses(losses.total, dict(zip(names, losses, strict=True)), len(batch.images))

    @override
    def measure(self, model: nn.Module) -> dict[str, float]:
        network = evaluate.torch_network(model, self._device)  # type: ignore[arg-type]
        return {name: evaluate.measure(network, samples).f1 for name, samples in self._sets.items()}

    @override
    def score(self, figures: Mapping[str, float]) -> float:
        return sum(figures.values()) / len(figures)


def main(arguments: list[str] | None = None) -> None:
    options = parse(__doc__, arguments)
    Trainer(options, Detection(options)).train()


if __name__ == "__main__":
    main()
