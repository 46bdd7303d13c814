"""What the shapes of a line's characters tell beyond what the network saw in each."""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import align
from recognition_api.alphabet import encode
from recognition_api.doubles import told_apart
from recognition_api.gaps import with_gaps
from recognition_api.glyphs import Print
from recognition_api.pitch import in_cells

_CLEAR: Final = 0.9  # confidence from which a line of words is read as it was seen
_FRAMES: Final = 2  # a character: with less, there may be no room for one more
_CODE: Final = frozenset("_=(){}[]<>/\\@#;")
_NUMBER: Final = re.compile("[0-9]([.,])[0-9]")
_MARKS: Final = encode(".,")
_POSSIBLE: Final = 0.02  # probability


def by_shape(
    text: str, confidence: float, probabilities: NDArray[np.float32], line: NDArray[np.uint8]
) -> str:
    """A line's text: look-alikes told apart, spaces and underscores where white and ink say so.

    Args:
        text: What it says.
        confidence: That all of it is right.
        probabilities: (T, classes) of each frame.
        line: (32, w), what was looked at.
    """
    if len(text) < 2 or (confidence >= _CLEAR and not _is_worth_it(text, probabilities)):
        return text
    frames, print_ = align(text, probabilities), Print(line)
    glyphs = print_.glyphs(text, frames)
    told = told_apart(text, frames, probabilities, glyphs, print_)
    evenly = in_cells(told, glyphs, print_)
    if evenly is None:
        evenly = with_gaps(told, frames, probabilities, glyphs, print_)
    return evenly if _FRAMES * len(evenly) <= len(probabilities) else told


def _is_worth_it(text: str, probabilities: NDArray[np.float32]) -> bool:
    """Whether a clear line is code, or a number's point may be a comma."""
    if not _CODE.isdisjoint(text):
        return True
    if not _NUMBER.search(text):
        return False
    return any(
        mark not in text and probabilities[:, kind].max() >= _POSSIBLE
        for mark, kind in zip(".,", _MARKS, strict=True)
    )
