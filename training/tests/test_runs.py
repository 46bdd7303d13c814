import subprocess
import sys
from pathlib import Path

import pytest
import torch
from torch import nn

from showoff_training.runs import checkpoints
from showoff_training.runs.schedule import AveragedWeights, learning_rate

MEETING = """
from pathlib import Path
from torch import nn
from showoff_training.runs import averages as averaging

def meet(rank):
    model = nn.Linear(1, 1)
    nn.init.constant_(model.weight, float(rank))
    averaging.average(model)
    Path(str(rank)).write_text(f"{model.weight.item()} {averaging.agree(10.0 + rank)}")

if __name__ == "__main__":
    averaging.run(meet, 2)
"""


@pytest.mark.slow
def test_two_processes_average_their_weights_and_agree(tmp_path: Path) -> None:
    (tmp_path / "meeting.py").write_text(MEETING, encoding="ascii")
    subprocess.run([sys.executable, "meeting.py"], cwd=tmp_path, check=True, timeout=120)
    assert [(tmp_path / rank).read_text() for rank in "01"] == ["0.5 10.0"] * 2


def test_weights_survive_half_precision(tmp_path: Path) -> None:
    model, other = nn.Linear(8, 8), nn.Linear(8, 8)
    checkpoints.save_weights(tmp_path / "w.pt", model)
    checkpoints.load_weights(tmp_path / "w.pt", other)
    torch.testing.assert_close(other.weight, model.weight, rtol=1e-3, atol=1e-3)


def test_weights_of_another_architecture_are_refused(tmp_path: Path) -> None:
    checkpoints.save_weights(tmp_path / "w.pt", nn.Linear(8, 8))
    with pytest.raises(RuntimeError):
        checkpoints.load_weights(tmp_path / "w.pt", nn.Linear(4, 4))


def test_a_checkpoint_interrupted_while_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.pt"
    checkpoints.save(path, {"step": 1})
    with pytest.raises(AttributeError):
        checkpoints.save(path, {"step": lambda: 2})  # cannot be pickled: dies half way
    assert checkpoints.load(path) == {"step": 1}


def test_the_learning_rate_rises_then_falls_with_the_time_box() -> None:
    rates = [learning_rate(1.0, share, 10_000) for share in (0.0, 0.5, 1.0)]
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] == pytest.approx(0.005)
    assert learning_rate(1.0, 0.0, 0) < 0.01


def test_averaged_weights_follow_the_model() -> None:
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, 0.0)
    averaged = AveragedWeights(model, decay=0.9)
    nn.init.constant_(model.weight, 1.0)
    for _ in range(100):
        averaged.update(model)
    assert 0.99 < averaged.model.weight.item() <= 1.0  # type: ignore[operator]


def test_averaged_weights_follow_as_slowly_after_resuming(tmp_path: Path) -> None:
    def checkpoint() -> checkpoints.Checkpoint:
        model = nn.Linear(1, 1, bias=False)
        nn.init.constant_(model.weight, 0.0)
        return checkpoints.Checkpoint(tmp_path / "run.pt", model, AveragedWeights(model), [])

    first, resumed = checkpoint(), checkpoint()
    for _ in range(10_000):
        first.averaged.update(first.model)
    first.save({})
    resumed.restore()
    resumed.model.load_state_dict({"weight": torch.ones(1, 1)})

    resumed.averaged.update(resumed.model)

    assert resumed.averaged.model.weight.item() == pytest.approx(0.001)  # type: ignore[operator]
