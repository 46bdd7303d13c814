"""Train the detector.

    python -m showoff_training.detection.train --data DIR --hours 2

A run is a folder: log.jsonl (its recipe, then one row a report), checkpoint.pt (resumed from when
it is there, written every ten minutes and when stopped), best.pt (averaged weights with the best
validation F1, half precision) and curves.png.
"""

import itertools
import signal
import time
from dataclasses import dataclass
from types import FrameType

import torch
from torch.utils.data import DataLoader

from showoff_training.detection import evaluate
from showoff_training.detection.data import Batch, Mix, PageBatches
from showoff_training.detection.loss import Labels, ctpn_loss
from showoff_training.detection.model import Ctpn, normalised
from showoff_training.detection.optimisers import optimisers
from showoff_training.detection.options import Options, parse
from showoff_training.runs import checkpoints, curves, devices
from showoff_training.runs.checkpoints import Checkpoint
from showoff_training.runs.schedule import AveragedWeights, learning_rate

# (share of the time box from which it holds, what is trained on)
CURRICULUM = (
    (0.0, Mix(sizes=((384, 6),), real=0.4)),
    (0.35, Mix(sizes=((448, 4), (512, 4)), real=0.5)),
    (0.7, Mix(sizes=((512, 4), (640, 3), (832, 2)), real=0.5)),
)
REPORT_SECONDS = 20.0
CHECKPOINT_SECONDS = 600.0
SMOOTHING = 0.02  # of the losses shown
PARTS = ("loss", "scores", "verticals", "sides")


@dataclass
class Progress:
    """How far a run is; kept in its checkpoint."""

    step: int = 0
    pages: int = 0
    seconds: float = 0.0
    loss: float = 3.0
    scores: float = 2.0
    verticals: float = 0.5
    sides: float = 1.0
    best: float = 0.0
    stale: int = 0


class Trainer:
    """A run."""

    def __init__(self, options: Options) -> None:
        torch.set_num_threads(1)
        torch.manual_seed(options.seed)
        self._options = options
        self._device = devices.best_device()
        self._model = Ctpn().to(self._device)
        self._model.to(memory_format=torch.channels_last)
        if options.weights is not None:
            checkpoints.load_weights(options.weights, self._model)
        self._averaged = AveragedWeights(self._model)
        self._optimisers = optimisers(self._model)
        self._progress = Progress()
        self._checkpoint = Checkpoint(
            options.run / "checkpoint.pt",
            self._model,
            self._averaged,
            [optimiser for optimiser, _ in self._optimisers],
        )
        self._log = options.run / "log.jsonl"
        self._stopped = False
        self._sets: dict[str, list[evaluate.Sample]] = {}

    def train(self) -> None:
        if (progress := self._checkpoint.restore()) is not None:
            self._progress = Progress(**progress)
        recipe = {k: str(v) for k, v in vars(self._options).items()}
        curves.append(self._log, {"recipe": recipe, "curriculum": str(CURRICULUM)})
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._sets = evaluate.synthetic(max(1, self._options.pages_to_validate // 2))
        if self._options.validate is not None:
            self._sets |= evaluate.annotated(
                self._options.validate, self._options.pages_to_validate
            )
        while not self._finished():
            self._lesson(self._lesson_number())
        self._validate()
        self._checkpoint.save(vars(self._progress))

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopped = True

    def _share(self) -> float:
        return min(1.0, self._progress.seconds / (self._options.hours * 3600))

    def _finished(self) -> bool:
        stale = self._progress.stale >= self._options.patience
        return self._stopped or stale or self._share() >= 1

    def _lesson_number(self) -> int:
        if self._options.weights is not None:
            return len(CURRICULUM) - 1
        return sum(self._share() >= start for start, _ in CURRICULUM) - 1

    def _lesson(self, number: int) -> None:
        """Train until the time is over or the curriculum moves on."""
        options, progress = self._options, self._progress
        seed = options.seed + 31 * progress.step
        stream = PageBatches(options.data, CURRICULUM[number][1], seed)
        batches = iter(_loader(stream, options.workers))
        first = next(batches)  # the clock starts when the first pages are rendered
        started = time.monotonic() - progress.seconds
        reported = saved = validated = time.monotonic()
        for batch in itertools.chain((first,), batches):
            progress.seconds = time.monotonic() - started
            self._step(batch)
            now = time.monotonic()
            if now - reported > REPORT_SECONDS:
                reported = now
                self._report({})
            if now - validated > options.validate_minutes * 60:
                self._validate()
                validated = time.monotonic()
            if now - saved > CHECKPOINT_SECONDS:
                saved = now
                self._checkpoint.save(vars(self._progress))
            if self._finished() or self._lesson_number() != number:
                return

    def _step(self, batch: Batch) -> None:
        progress = self._progress
        rate = learning_rate(self._options.peak, self._share(), progress.step)
        for optimiser, peak in self._optimisers:
            optimiser.zero_grad(set_to_none=True)
            for group in optimiser.param_groups:
                group["lr"] = peak * rate
        self._model.train()
        images = normalised(batch.images.to(self._device))
        labels = Labels(*(part.to(self._device) for part in batch.labels))
        with devices.autocast(self._device):
            heads = self._model(images.contiguous(memory_format=torch.channels_last))
        losses = ctpn_loss(heads, labels)
        torch.autograd.backward(losses.total)
        torch.nn.utils.clip_grad_norm_(self._model.parameters(), 5.0)
        for optimiser, _ in self._optimisers:
            optimiser.step()
        self._averaged.update(self._model)
        progress.step += 1
        progress.pages += len(batch.images)
        for name, value in zip(PARTS, losses, strict=True):
            smooth = getattr(progress, name)
            setattr(progress, name, smooth + SMOOTHING * (float(value.detach()) - smooth))

    def _report(self, figures: dict[str, float]) -> None:
        progress = self._progress
        row: dict[str, float] = {
            "seconds": round(progress.seconds, 1),
            "core_seconds": round(time.process_time(), 1),
            "step": progress.step,
            "pages": progress.pages,
        }
        row |= {name: round(getattr(progress, name), 4) for name in PARTS}
        row |= {name: round(value, 5) for name, value in figures.items()}
        curves.append(self._log, row)
        shown = "  ".join(f"{name} {100 * value:.1f}%" for name, value in figures.items())
        losses = "  ".join(f"{name} {getattr(progress, name):.3f}" for name in PARTS)
        print(  # noqa: T201 - progress of a command
            f"{100 * self._share():5.1f}%  {progress.seconds / 60:6.1f} min  step {progress.step}"
            f"  pages {progress.pages}  {losses}  {shown}",
            flush=True,
        )

    def _validate(self) -> None:
        """Measure the averaged weights, and keep them if they are the best so far."""
        progress = self._progress
        model = self._averaged.model
        network = evaluate.torch_network(model, self._device)  # type: ignore[arg-type]
        figures = {
            name: evaluate.measure(network, samples).f1 for name, samples in self._sets.items()
        }
        mean = sum(figures.values()) / len(figures)
        self._report(figures | {"mean F1": mean})
        progress.stale += 1
        if mean > progress.best:
            progress.best, progress.stale = mean, 0
            checkpoints.save_weights(self._options.run / "best.pt", model)
        curves.draw(self._log, self._options.run / "curves.png", "pages", [*PARTS], [*figures])


def _loader(stream: PageBatches, workers: int) -> DataLoader[Batch]:
    # Spawned: validation has left OpenCV's and OpenMP's threads behind, which no fork survives.
    context = "spawn" if workers else None
    return DataLoader(stream, batch_size=None, num_workers=workers, multiprocessing_context=context)


def main(arguments: list[str] | None = None) -> None:
    Trainer(parse(__doc__, arguments)).train()


if __name__ == "__main__":
    main()
