"""The parts of a line that was read: its words, and the letters that may be others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognition_api.confidence import Confidence
from recognition_api.doubts import Doubt, doubts
from recognition_api.ink import ink
from recognition_api.trace import Trace
from recognition_api.words import Word, words


@dataclass(frozen=True)
class Parts:
    """In order; joined by spaces, the words are the text, but for spaces that were seen twice."""

    words: Sequence[Word] = ()
    letters: Sequence[Doubt] = ()


def part(
    line: Trace,
    image: NDArray[np.uint8],
    inside: tuple[float, float],
    confidence: Confidence,
) -> Parts:
    """Take a line apart.

    Args:
        line: What was seen of it, in the look in which it was read.
        image: (32, w), what was looked at.
        inside: Between which of its columns the line itself lies, without the margin.
        confidence: As fitted for words.
    """
    return Parts(
        words(line, ink(image), inside, confidence),
        doubts(line.text, line.frames, line.probabilities),
    )
