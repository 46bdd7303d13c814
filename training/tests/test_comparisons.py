import sys
from pathlib import Path

import numpy as np
import pytest

from showoff_training.measure.scores import ReadLine
from showoff_training.studies import compare_looks, compare_resolutions

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[2] / "samples"


def test_each_choice_of_looks_is_scored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["compare_looks", str(SAMPLES), "--limit", "1"])
    compare_looks.main()
    (mean,) = (line for line in capsys.readouterr().out.splitlines() if "mean" in line)
    scores = [float(word) for word in mean.split() if word.startswith(("0.", "1."))]
    assert len(scores) == len(compare_looks.CHOICES) + 1
    assert min(scores) > 0.4


def test_each_resolution_is_scored(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["compare_resolutions", str(SAMPLES), "--limit", "1"])
    compare_resolutions.main()
    (mean,) = (line for line in capsys.readouterr().out.splitlines() if "mean" in line)
    scores = [float(word) for word in mean.split() if word.startswith(("0.", "1."))]
    assert len(scores) == len(compare_resolutions.LONG_SIDES) + 1
    assert min(scores) > 0.4


@pytest.mark.parametrize(("height", "expected"), [(20, "far"), (4, "close")])
def test_low_print_is_read_once_more_from_close(height: int, expected: str) -> None:
    picture = (SAMPLES / "images" / "receipt.png").read_bytes()
    points = np.array([[0, 0], [90, 0], [90, height], [0, height]], np.float64)
    far, close = (lambda _, text=text: [ReadLine(text, points)] for text in ("far", "close"))
    assert compare_resolutions.adaptive(far, close)(picture)[0].text == expected
