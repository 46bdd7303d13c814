"""A line's text, laid along the frames in which it was read, and what they say of each part."""

import math

import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import Frames
from recognition_api.alphabet import BLANK, encode
from recognition_api.evidence import LEAST, Evidence, log_odds


class Trace:
    """What was seen of a line where it says what.

    Attributes:
        text: What it says; at least one character.
        frames: Of its characters.
        probabilities: (T, classes) of each frame.
    """

    def __init__(self, text: str, frames: Frames, probabilities: NDArray[np.float32]) -> None:
        self.text, self.frames, self.probabilities = text, frames, probabilities
        seen = np.clip(frames.probabilities.astype(np.float64), LEAST, 1 - LEAST)
        self._logarithms: list[float] = np.log(seen).tolist()
        self._unsaid = _unsaid(np.array(encode(text)), frames, probabilities)

    def evidence(self, first: int = 0, end: int | None = None) -> Evidence:
        """The figures of the characters from one up to another, at least one; by default of all."""
        end = len(self.text) if end is None else end
        logarithms = self._logarithms[first:end]
        product = sum(logarithms)
        return Evidence(
            mean=log_odds(math.exp(product / len(logarithms))),
            weakest=log_odds(math.exp(min(logarithms))),
            whole=log_odds(math.exp(product)),
            unsaid=log_odds(max(self._unsaid[2 * first : 2 * end + 1])),
        )


def _unsaid(
    classes: NDArray[np.intp], frames: Frames, probabilities: NDArray[np.float32]
) -> list[float]:
    """The most that is left for other characters: before the first, in it, after it, and so on.

    A frame is for its character, or for both of its neighbours where it lies between two.
    """
    count = np.arange(len(probabilities))
    padded = np.append(classes, BLANK)  # beyond either end of the line
    left = padded[np.searchsorted(frames.first, count, "right") - 1]
    right = padded[np.searchsorted(frames.last, count, "left")]
    said = probabilities[:, BLANK] + np.where(left == BLANK, 0, probabilities[count, left])
    said += np.where((right == left) | (right == BLANK), 0, probabilities[count, right])
    borders = np.stack([frames.first, frames.last + 1], axis=1).ravel()
    most = np.maximum.reduceat(np.append(1 - said, 0), np.r_[0, borders])
    told: list[float] = most.tolist()
    return told
