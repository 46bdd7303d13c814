import numpy as np
import pytest

from recognition_api.alphabet import is_known
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.marked_lines import MarkedLines
from showoff_training.synthesis.marks import LOWERED, MarkSource, shown


@pytest.fixture(scope="module")
def source() -> MarkSource:
    return MarkSource(5)


@pytest.fixture(scope="module")
def synthesis(source: MarkSource) -> MarkedLines:
    return MarkedLines(load_faces()[0], source, 5)


def test_every_new_sign_is_said(source: MarkSource) -> None:
    said = set("".join(source.next() for _ in range(6000)))
    assert said >= set("¢₹₺₽₩₫₱₪₴₿☐☑☒✓★☆◦▪→←↑↓⁰¹³⁴⁵⁶⁷⁸⁹≤≥≠≈÷†¼¾")


def test_a_lowered_digit_can_be_shown_and_another_script_cannot() -> None:
    assert shown("H" + next(c for c, digit in LOWERED.items() if digit == "2") + "O ₹5")
    assert not shown("漢")


def test_lines_are_labelled_in_the_alphabet_whatever_they_show(synthesis: MarkedLines) -> None:
    for make in (synthesis.clean, synthesis.degraded):
        for _ in range(60):
            line = make(40)
            assert line.image.shape[0] == 32
            assert line.image.dtype == np.uint8
            assert is_known(line.text)
            assert 1 <= len(line.text) <= 40


def test_raised_digits_are_drawn_high_and_small(
    synthesis: MarkedLines, source: MarkSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "next", lambda: "H⁷")
    heights = []
    for _ in range(20):
        ink = 255 - synthesis.clean(10).image.astype(int)
        columns = np.flatnonzero((ink > 100).any(0))
        digit = ink[:, columns[-1] - 2 : columns[-1] + 1]
        rows = np.flatnonzero((digit > 100).any(1))
        letter = np.flatnonzero((ink[:, columns[0] : columns[0] + 3] > 100).any(1))
        heights.append((rows[-1] - letter[0]) / (letter[-1] - letter[0]))
    assert np.median(heights) < 0.75  # they end well above the baseline
