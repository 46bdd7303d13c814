"""What the shapes of a line's characters tell beyond what the network saw in each."""

import re
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import Frames
from recognition_api.alphabet import encode
from recognition_api.doubles import are_possible, told_apart
from recognition_api.gaps import with_gaps
from recognition_api.glyphs import Print
from recognition_api.pitch import in_cells

_FRAMES: Final = 2  # a character: with less, there may be no room for one more
_CODE: Final = frozenset("_=(){}[]<>\\@;|")
_ADDRESS: Final = "://"
_NUMBER: Final = re.compile("[0-9][.][0-9]")
_CLEAR: Final = 0.95  # confidence from which the points of numbers are such
_SURE, _POSSIBLE = 0.98, 0.02  # probability of a space
_EITHER_SIDE: Final = 2  # frames in which a space fades

_SPACE: Final = encode(" ")[0]


def is_code(text: str) -> bool:
    """Whether a line has signs of code or of addresses."""
    return _ADDRESS in text or not _CODE.isdisjoint(text)


def by_shape(
    text: str,
    confidence: float,
    frames: Frames,
    probabilities: NDArray[np.float32],
    line: NDArray[np.uint8],
) -> str:
    """A line's text: look-alikes told apart, spaces and underscores where white and ink say so.

    Args:
        text: What it says; at least two characters.
        confidence: That all of it is right.
        frames: Of its characters.
        probabilities: (T, classes) of each frame.
        line: (h, w), what was looked at, and what is below it.
    """
    possible = are_possible(text, frames, probabilities)
    of_spaces = is_code(text) or _spaces_in_doubt(text, frames, probabilities)
    of_numbers = confidence < _CLEAR and _NUMBER.search(text) is not None
    if not (possible or of_spaces or of_numbers):
        return text
    print_ = Print(line)
    glyphs = print_.glyphs(text, frames)
    told = told_apart(text, frames, probabilities, glyphs, print_, possible)
    if not of_spaces:
        return told
    evenly = in_cells(told, glyphs, print_)
    if evenly is not None and evenly.count("_") > told.count("_") and not is_code(text):
        return told  # a rule of a form, or dashes below a line of a receipt
    if evenly is None:
        evenly = with_gaps(told, frames, probabilities, glyphs, print_)
    return evenly if _FRAMES * len(evenly) <= len(probabilities) else told


def _spaces_in_doubt(text: str, frames: Frames, probabilities: NDArray[np.float32]) -> bool:
    """Whether one that is told may be none, or there may be one more."""
    told = [i for i, character in enumerate(text) if character == " "]
    if told and frames.probabilities[told].min() < _SURE:
        return True
    others = probabilities[:, _SPACE].copy()
    for i in told:
        others[max(0, frames.first[i] - _EITHER_SIDE) : frames.last[i] + _EITHER_SIDE + 1] = 0
    return bool(others.max() >= _POSSIBLE)
