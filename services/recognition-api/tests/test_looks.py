import math
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from recognition_api import looks
from recognition_api.alphabet import CLASSES, encode
from recognition_api.confidence import Confidence
from recognition_api.crops import cut, inside, with_margin
from recognition_api.letters import Letters
from recognition_api.network import Seen
from recognition_api.recognizer import Recognizer
from showoff_common.reading import LEAST_CONFIDENCE

WAYS = (looks.FIRST, *looks.FURTHER)


class Eye(Recognizer):
    """Tells by the width of a cut which look it is asked to see with."""

    def __init__(self, first: float, again: tuple[float, float] = (0.9, 0.7)) -> None:
        self.confidences = (first, *again)
        self.confidence_of_lines: Confidence | None = None
        self.confidence_of_words = Confidence()
        self.version = "none"
        self._network = self  # type: ignore[assignment]
        self._further = looks.FURTHER
        self._letters = Letters(np.zeros((28,) * 4, np.uint8))
        self.seen: list[tuple[looks.Look, int]] = []

    def _cut(
        self, grey: NDArray[np.uint8], points: NDArray[np.float32], ways: Sequence[looks.Look]
    ) -> list[NDArray[np.uint8]]:
        assert grey.ndim == 2
        self.seen += [(look, len(points)) for look in ways]
        return [_with_ink(40 + WAYS.index(look)) for look in ways for _ in points]

    def see(self, lines: Sequence[NDArray[np.uint8]]) -> list[Seen]:
        ways = [line.shape[1] - 40 for line in lines]
        return [Seen(*said("again" if way else "first", self.confidences[way])) for way in ways]


def _with_ink(width: int) -> NDArray[np.uint8]:
    """Up to 8 columns before its end."""
    line = np.full((32, width), 255, np.uint8)
    line[8:16, :-8] = 0
    return line


def said(text: str, confidence: float) -> tuple[str, float, NDArray[np.float32]]:
    probabilities = np.zeros((len(text), CLASSES), np.float32)
    probabilities[range(len(text)), encode(text)] = 1
    return text, confidence, probabilities


LINES = np.array([[[0, 0], [9, 0], [9, 4], [0, 4]]] * 3, np.float32)
IMAGE = np.zeros((20, 20, 3), np.uint8)


def test_doubtful_lines_are_looked_at_again_and_the_surest_counts() -> None:
    eye = Eye(first=0.2)
    assert [reading.confidence for reading in eye.read(IMAGE, LINES)] == [0.9] * 3
    assert eye.seen == [(look, 3) for look in (looks.FIRST, *looks.FURTHER)]


def test_words_lie_as_the_look_that_won_saw_them() -> None:
    closer, drawn_out = looks.FURTHER
    for again, look, width in (((0.9, 0.7), closer, 41), ((0.7, 0.9), drawn_out, 42)):
        low, high = inside(LINES[0], look.along, width)
        for reading in Eye(0.2, again).read(IMAGE, LINES, parts=True):
            assert reading.parts is not None
            (word,) = reading.parts.words
            assert word.start == 0
            assert word.end == pytest.approx((width - 8 - low) / (high - low))


def test_what_was_surer_at_first_stays() -> None:
    readings = Eye(first=0.2, again=(0.2, 0.1)).read(IMAGE, LINES)
    assert [(reading.text, reading.confidence) for reading in readings] == [("first", 0.2)] * 3


@pytest.mark.parametrize(
    ("look", "fitted", "told"),
    [(0.9, 0.7, 0.7), (0.9, 0.05, LEAST_CONFIDENCE), (0.1, 0.7, 0.1), (0.1, 0.05, 0.05)],
)
def test_the_look_decides_what_is_left_out_and_all_that_was_seen_how_sure_the_rest_is(
    look: float, fitted: float, told: float
) -> None:
    eye = Eye(first=look, again=(look, look))
    eye.confidence_of_lines = Confidence(bias=math.log(fitted / (1 - fitted)), mean=0)
    assert [line.confidence for line in eye.read(IMAGE, LINES)] == [pytest.approx(told)] * 3


@pytest.mark.parametrize("sure", [looks.DOUBTFUL, 0.95])
def test_lines_that_are_sure_are_read_once(sure: float) -> None:
    eye = Eye(first=sure)
    eye.read(IMAGE, LINES)
    assert sum(lines for _, lines in eye.seen) == 3


def test_a_stretched_cut_is_wider() -> None:
    grey = np.zeros((40, 200), np.uint8)
    points = np.array([[0, 0], [200, 0], [200, 40], [0, 40]], np.float32)
    assert [cut(grey, points, stretch=s).shape for s in (1, 1.3)] == [(32, 160), (32, 208)]


@pytest.mark.parametrize("look", WAYS)
def test_what_is_below_a_line_is_seen_at_its_scale(look: looks.Look) -> None:
    page = np.full((100, 300), 255, np.uint8)
    page[66:68, 100:140] = 0  # an underscore, below the line's corners
    corners = np.array([[40, 40], [240, 40], [240, 64], [40, 64]], np.float32)
    (widened,) = with_margin(corners[None], look.across, look.along)
    line = cut(page, widened, stretch=look.stretch)
    whole = looks.with_what_is_below(line, page, corners, look)
    assert whole.shape == (40, line.shape[1])
    assert (whole[:32] == line).all()
    columns = np.flatnonzero((whole[28:] < 100).any(axis=0))
    first, last = inside(corners, look.along, line.shape[1])
    shares = (columns[[0, -1]] - first) / (last - first)
    assert shares == pytest.approx([60 / 200, 100 / 200], abs=0.02)
