"""A training run: the same loop for every network.

A run is a folder: log.jsonl (its recipe, then one row a report), checkpoint.pt (resumed from when
it is there, written every ten minutes and when stopped), best.pt (averaged weights of the best
validation, half precision; beside it those of the companion, if there is one) and curves.png, where
matplotlib is installed.
"""

import importlib
import importlib.util
import itertools
import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType
from typing import Generic, TypeVar

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from showoff_training.runs import averages, checkpoints, log
from showoff_training.runs.checkpoints import Checkpoint
from showoff_training.runs.companion import Companion
from showoff_training.runs.options import RunOptions
from showoff_training.runs.schedule import AveragedWeights, learning_rate
from showoff_training.runs.smoothing import Smoothed

Batch = TypeVar("Batch")

REPORT_SECONDS = 20.0
CHECKPOINT_SECONDS = 600.0


@dataclass
class Progress:
    """How far a run is; kept in its checkpoint.

    Attributes:
        step: Batches learnt from.
        seen: Pages or lines in them, over all processes.
        seconds: Time spent on them.
        lesson: The part of the curriculum, from 0.
        losses: Smoothed, by name.
        best: The best score of a validation; None before the first.
        stale: Validations since then.
    """

    step: int = 0
    seen: int = 0
    seconds: float = 0.0
    lesson: int = 0
    losses: dict[str, float] = field(default_factory=dict)
    best: float | None = None
    stale: int = 0


@dataclass(frozen=True)
class Losses:
    """Of a batch.

    Attributes:
        total: What to descend, a scalar.
        parts: What the log shows, scalars by name.
        seen: Pages or lines in the batch.
    """

    total: Tensor
    parts: Mapping[str, Tensor]
    seen: int


class Task(ABC, Generic[Batch]):
    """What a network learns, from what, and how well it does.

    Attributes:
        model: The network, on its device.
        optimisers: Each with the learning rate of its peak.
        unit: What a batch is made of: `pages`, `lines`.
        goal: The score of a validation in the log.
        last_lesson: Number of the last part of the curriculum.
        steps_apart: Batches between averaging the processes' weights.
        companion: What learns beside the network, if anything does.
        companion_apart: Batches between its steps.
    """

    model: nn.Module
    optimisers: Sequence[tuple[Optimizer, float]]
    unit: str
    goal: str
    last_lesson: int
    steps_apart: int = 1
    companion: Companion[Batch] | None = None
    companion_apart: int = 4

    @abstractmethod
    def batches(self, lesson: int, step: int) -> Iterable[Batch]:
        """Batches of a lesson without end, others from each step on."""

    @abstractmethod
    def lesson(self, progress: Progress, share: float) -> int:
        """Which part of the curriculum it is time for; ``share`` (0..1) of the time is over."""

    @abstractmethod
    def losses(self, batch: Batch, lesson: int) -> Losses: ...

    @abstractmethod
    def measure(self, model: nn.Module) -> dict[str, float]:
        """Measure averaged weights: a share (0..1) for each set."""

    @abstractmethod
    def score(self, figures: Mapping[str, float]) -> float:
        """One figure of all; the higher, the better."""


class Trainer(Generic[Batch]):
    """One process of a run."""

    def __init__(self, options: RunOptions, task: Task[Batch], rank: int = 0) -> None:
        self._options, self._task, self._rank = options, task, rank
        if options.weights is not None:
            checkpoints.load_weights(options.weights, task.model)
        self._averaged = AveragedWeights(task.model)
        # Weights have learnt the first lessons already.
        self._progress = Progress(lesson=task.last_lesson if options.weights is not None else 0)
        self._checkpoint = Checkpoint(
            options.run / "checkpoint.pt",
            task.model,
            self._averaged,
            [optimiser for optimiser, _ in task.optimisers],
            task.companion,
        )
        self._log = options.run / "log.jsonl"
        self._smoothed = Smoothed(self._progress.losses)
        self._waited, self._reported = 0.0, time.monotonic()
        self._stopped = False

    def train(self) -> None:
        """Train until the time is over, nothing gets better, or a signal comes."""
        if (progress := self._checkpoint.restore()) is not None:
            self._progress = Progress(**progress)
            self._smoothed = Smoothed(self._progress.losses)
        if self._rank == 0:
            recipe = {name: str(value) for name, value in vars(self._options).items()}
            log.append(self._log, {"recipe": recipe})
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._finished():
            self._learn()
        if self._rank == 0:
            self._validate()
            self._save()

    def _save(self) -> None:
        self._smoothed.read()
        self._checkpoint.save(vars(self._progress))

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopped = True

    def _share(self) -> float:
        return min(1.0, self._progress.seconds / (self._options.hours * 3600))

    def _finished(self) -> bool:
        stale = self._progress.stale >= self._options.patience
        return bool(averages.agree(float(self._stopped or stale or self._share() >= 1)))

    def _moves_on(self) -> bool:
        """Whether the next part of the curriculum begins."""
        progress = self._progress
        lesson = max(progress.lesson, self._task.lesson(progress, self._share()))
        lesson = int(averages.agree(float(lesson)))
        moved, progress.lesson = lesson != progress.lesson, lesson
        return moved

    def _learn(self) -> None:
        """Train until the run is finished or the curriculum moves on."""
        task, progress = self._task, self._progress
        batches = iter(task.batches(progress.lesson, progress.step))
        first = next(batches)  # the clock starts when the first batch is rendered
        started = time.monotonic() - progress.seconds
        self._waited, self._reported = 0.0, time.monotonic()
        saved = validated = time.monotonic()
        for batch in itertools.chain((first,), self._awaited(batches)):
            progress.seconds = averages.agree(time.monotonic() - started)
            self._step(batch)
            if progress.step % task.steps_apart:
                continue
            averages.average(task.model)
            self._averaged.update(task.model)
            now = time.monotonic()
            if self._rank == 0 and now - self._reported > REPORT_SECONDS:
                self._report({})
            if self._rank == 0 and now - validated > self._options.validate_minutes * 60:
                self._validate()
                validated = time.monotonic()
            if self._rank == 0 and now - saved > CHECKPOINT_SECONDS:
                saved = now
                self._save()
            if self._finished() or self._moves_on():
                return

    def _awaited(self, batches: Iterator[Batch]) -> Iterator[Batch]:
        """Count the time for which none was ready."""
        while True:
            begun = time.monotonic()
            batch = next(batches)
            self._waited += time.monotonic() - begun
            yield batch

    def _step(self, batch: Batch) -> None:
        task, progress = self._task, self._progress
        options = self._options
        rate = learning_rate(options.peak, self._share(), progress.step, options.warm_up)
        for optimiser, peak in task.optimisers:
            optimiser.zero_grad(set_to_none=True)
            for group in optimiser.param_groups:
                group["lr"] = peak * rate
        task.model.train()
        losses = task.losses(batch, progress.lesson)
        torch.autograd.backward(losses.total)
        torch.nn.utils.clip_grad_norm_(task.model.parameters(), 5.0)
        for optimiser, _ in task.optimisers:
            optimiser.step()
        self._smoothed.add(losses.parts)
        if task.companion is not None and progress.step % task.companion_apart == 0:
            self._smoothed.add(task.companion.learn(batch, self._averaged.model, rate))
        progress.step += 1
        progress.seen += losses.seen

    def _report(self, figures: Mapping[str, float]) -> None:
        task, progress, now = self._task, self._progress, time.monotonic()
        self._smoothed.read()
        waits = min(1.0, self._waited / max(1e-6, now - self._reported))
        self._waited, self._reported = 0.0, now
        row: dict[str, float] = {
            "seconds": round(progress.seconds, 1),
            "core_seconds": round(time.process_time(), 1),
            "step": progress.step,
            task.unit: progress.seen,
            "waits": round(waits, 3),  # share of the time for which no batch was ready
        }
        row |= {name: round(value, 4) for name, value in progress.losses.items()}
        row |= {name: round(value, 5) for name, value in figures.items()}
        log.append(self._log, row)
        losses = "  ".join(f"{name} {value:.3f}" for name, value in progress.losses.items())
        shown = "  ".join(f"{name} {100 * value:.2f}%" for name, value in figures.items())
        print(  # noqa: T201 - progress of a command
            f"{100 * self._share():5.1f}%  {progress.seconds / 60:6.1f} min  step {progress.step}"
            f"  {task.unit} {progress.seen}  {losses}  {shown}",
            flush=True,
        )

    def _validate(self) -> None:
        """Measure the averaged weights, and keep them if they are the best so far."""
        task, progress = self._task, self._progress
        figures = task.measure(self._averaged.model)
        mean, score = sum(figures.values()) / len(figures), task.score(figures)
        self._report({**figures, task.goal: mean})
        if progress.best is None or score > progress.best:
            progress.best, progress.stale = score, 0
            checkpoints.save_weights(self._options.run / "best.pt", self._averaged.model)
            if (companion := task.companion) is not None:
                kept = self._options.run / f"{companion.name}.pt"
                checkpoints.save_weights(kept, companion.averaged.model)
        elif progress.lesson == task.last_lesson:
            progress.stale += 1
        if importlib.util.find_spec("matplotlib") is not None:  # it is not where one only trains
            curves = importlib.import_module("showoff_training.runs.curves")
            picture = self._options.run / "curves.png"
            curves.draw(self._log, picture, task.unit, [*progress.losses], [*figures])
