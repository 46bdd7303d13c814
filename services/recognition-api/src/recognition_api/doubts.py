"""The letters of a line that may be others."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import Frames
from recognition_api.alphabet import BLANK, CHARACTERS, encode

SURE: Final = 0.9  # probability from which on a letter is not in doubt
MOST: Final = 3  # alternatives
LEAST: Final = 0.02  # probability of one that is worth naming


@dataclass(frozen=True)
class Doubt:
    """A letter, or a space, that may be another.

    Attributes:
        index: Of the character in its line's text.
        confidence: The network's own probability (0..1) that it is what the text says.
        alternatives: What else it may be, and how probably, the likeliest first.
    """

    index: int
    confidence: float
    alternatives: tuple[tuple[str, float], ...]


def doubts(text: str, frames: Frames, probabilities: NDArray[np.float32]) -> list[Doubt]:
    """Tell the doubtful letters of a line.

    Args:
        text: What it says.
        frames: Of its characters.
        probabilities: (T, classes) of each frame.
    """
    classes = encode(text)
    return [
        Doubt(
            index,
            float(frames.probabilities[index]),
            _alternatives(probabilities[frames.peak[index]], classes[index]),
        )
        for index in np.flatnonzero(frames.probabilities < SURE).tolist()
    ]


def _alternatives(frame: NDArray[np.float32], said: int) -> tuple[tuple[str, float], ...]:
    likeliest = np.argsort(frame)[::-1][: MOST + 2].tolist()
    others = [c for c in likeliest if c not in (BLANK, said) and frame[c] >= LEAST][:MOST]
    return tuple((CHARACTERS[c - 1], float(frame[c])) for c in others)
