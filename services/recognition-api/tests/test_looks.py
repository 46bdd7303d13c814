from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from recognition_api import looks
from recognition_api.alphabet import CLASSES, encode
from recognition_api.crops import cut
from recognition_api.letters import Letters
from recognition_api.network import Seen
from recognition_api.recognizer import Recognizer

LOOKS = (looks.FIRST, *looks.FURTHER)


class Eye(Recognizer):
    """Notes which looks it is asked to cut out, and sees in each cut only which look it is."""

    def __init__(self, first: float, again: tuple[float, float] = (0.9, 0.7)) -> None:
        self.confidences = (first, *again)
        self.version = "none"
        self._network = self  # type: ignore[assignment] # the edge: no network is loaded
        self._further = looks.FURTHER
        self._letters = Letters(np.zeros((28,) * 4, np.uint8))
        self.seen: list[tuple[looks.Look, int]] = []

    def _cut(
        self, grey: NDArray[np.uint8], points: NDArray[np.float32], ways: Sequence[looks.Look]
    ) -> list[NDArray[np.uint8]]:
        assert grey.ndim == 2
        self.seen += [(look, len(points)) for look in ways]
        return [np.full((1, 1), LOOKS.index(look), np.uint8) for look in ways for _ in points]

    def see(self, cuts: Sequence[NDArray[np.uint8]]) -> list[Seen]:
        numbers = [int(line[0, 0]) for line in cuts]
        return [
            Seen(*said("again" if number else "first", self.confidences[number]))
            for number in numbers
        ]


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


def test_what_was_surer_at_first_stays() -> None:
    readings = Eye(first=0.2, again=(0.2, 0.1)).read(IMAGE, LINES)
    assert [(reading.text, reading.confidence) for reading in readings] == [("first", 0.2)] * 3


@pytest.mark.parametrize("sure", [looks.DOUBTFUL, 0.95])
def test_lines_that_are_sure_are_read_once(sure: float) -> None:
    eye = Eye(first=sure)
    eye.read(IMAGE, LINES)
    assert sum(lines for _, lines in eye.seen) == 3


def test_a_stretched_cut_is_wider() -> None:
    grey = np.zeros((40, 200), np.uint8)
    points = np.array([[0, 0], [200, 0], [200, 40], [0, 40]], np.float32)
    assert [cut(grey, points, stretch=s).shape for s in (1, 1.3)] == [(32, 160), (32, 208)]
