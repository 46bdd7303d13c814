"""The loop that all networks are trained in, with one of a handful of weights."""

import math
import signal
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor, nn
from typing_extensions import override

from showoff_training.runs import checkpoints, log
from showoff_training.runs.companion import Companion
from showoff_training.runs.muon import Muon
from showoff_training.runs.options import RunOptions
from showoff_training.runs.smoothing import Smoothed
from showoff_training.runs.trainer import Losses, Progress, Task, Trainer


class Follower(Companion[Tensor]):
    """Learns what the averaged network says."""

    name = "follower"
    peak = 0.1

    def __init__(self) -> None:
        self.model = nn.Linear(3, 1)
        self.optimiser = torch.optim.AdamW(self.model.parameters())
        super().__init__()

    @override
    def losses(self, batch: Tensor, seen_by: nn.Module) -> Mapping[str, Tensor]:
        with torch.no_grad():
            wanted = seen_by(batch)
        return {"follows": (self.model(batch) - wanted).square().mean()}


class Sums(Task[Tensor]):
    """Learns to add, from batches that their number determines; stopped after so many."""

    unit, goal, last_lesson, companion_apart = "sums", "mean error", 0, 1

    def __init__(self, stop: int) -> None:
        torch.manual_seed(1)
        first, last = nn.Linear(3, 8), nn.Linear(8, 1)
        self.model = nn.Sequential(first, nn.Dropout(0.5), last)
        hidden = Muon([(first.weight, 1)])
        rest = torch.optim.AdamW([first.bias, *last.parameters()])
        self.optimisers = [(hidden, 0.02), (rest, 0.01)]
        self.companion = Follower()
        self._stop = stop

    @override
    def batches(self, lesson: int, step: int) -> Iterable[Tensor]:
        while True:
            if step == self._stop - 1:
                signal.raise_signal(signal.SIGTERM)
            yield torch.rand(4, 3, generator=torch.Generator().manual_seed(step))
            step += 1

    @override
    def lesson(self, progress: Progress, share: float) -> int:
        return 0

    @override
    def losses(self, batch: Tensor, lesson: int) -> Losses:
        loss = (self.model(batch)[:, 0] - batch.sum(1)).square().mean()
        return Losses(loss, {"loss": loss}, len(batch))

    @override
    def measure(self, model: nn.Module) -> dict[str, float]:
        return {"sums": 0.5}

    @override
    def score(self, figures: Mapping[str, float]) -> float:
        return -figures["sums"]


def trained(run: Path, stop: int) -> dict[str, Any]:
    options = RunOptions(run, None, None, 1e6, 1.0, 1, 1, None, 1e6, 8)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        Trainer(options, Sums(stop)).train()
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    return checkpoints.load(run / "checkpoint.pt")


def test_a_run_that_is_resumed_ends_where_one_that_went_on_does(tmp_path: Path) -> None:
    whole = trained(tmp_path / "whole", 12)
    half = trained(tmp_path / "parts", 5)
    both = trained(tmp_path / "parts", 12)
    assert (half["progress"]["step"], both["progress"]["step"]) == (5, 12)
    assert both["progress"]["seen"] == whole["progress"]["seen"] == 48
    for name in ("model", "averaged"):
        for one, other in zip(whole[name].values(), both[name].values(), strict=True):
            torch.testing.assert_close(one, other)
    for one, other in zip(
        whole["companion"]["averaged"].values(),
        both["companion"]["averaged"].values(),
        strict=True,
    ):
        torch.testing.assert_close(one, other)


def test_a_run_tells_its_recipe_and_keeps_its_companion(tmp_path: Path) -> None:
    trained(tmp_path, 3)
    recipe, *_, last = log.read_log(tmp_path / "log.jsonl")
    assert recipe["recipe"]["seed"] == "1"
    assert {"loss", "follows", "mean error", "waits"} <= last.keys()
    assert 0 <= last["waits"] <= 1
    kept = nn.Linear(3, 1)
    checkpoints.load_weights(tmp_path / "follower.pt", kept)
    assert (tmp_path / "best.pt").exists()


def test_losses_are_smoothed_in_their_order() -> None:
    smoothed = Smoothed({})
    for loss in (1.0, 0.0):
        smoothed.add({"loss": torch.tensor(loss)})
    smoothed.add({})
    assert smoothed.read() == {"loss": pytest.approx(0.98)}


def test_matrices_of_one_shape_move_as_each_would_alone() -> None:
    torch.manual_seed(0)
    together = [nn.Parameter(torch.randn(8, 6)) for _ in range(3)]
    alone = [nn.Parameter(weight.detach().clone()) for weight in together]
    for weight, other in zip(together, alone, strict=True):
        weight.grad = torch.randn(8, 6)
        other.grad = weight.grad.clone()
    Muon([(weight, 1 if n else 2) for n, weight in enumerate(together)]).step()
    for number, weight in enumerate(alone):
        Muon([(weight, 1 if number else 2)]).step()
    for weight, other in zip(together, alone, strict=True):
        torch.testing.assert_close(weight, other)
    assert not math.isclose(float(together[0].detach().sum()), 0.0)
