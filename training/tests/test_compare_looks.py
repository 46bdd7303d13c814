import sys
from pathlib import Path

import pytest

from showoff_training.end_to_end import compare_looks

SAMPLES = Path(__file__).parents[2] / "samples"


def test_each_choice_of_looks_is_scored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["compare_looks", str(SAMPLES), "--limit", "1"])
    compare_looks.main()
    (mean,) = (line for line in capsys.readouterr().out.splitlines() if "mean" in line)
    scores = [float(word) for word in mean.split() if word.startswith(("0.", "1."))]
    assert len(scores) == len(compare_looks.CHOICES)
    assert min(scores) > 0.4
