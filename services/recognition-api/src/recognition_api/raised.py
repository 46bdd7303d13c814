"""Digits that stand raised: footnotes and powers, and the cents of a price."""

import re
from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import align
from recognition_api.ink import inked
from recognition_api.words import STRIDE

_RAISED: Final[Mapping[str, str]] = dict(zip("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹", strict=True))
_PLAIN: Final = {ord(raised): digit for digit, raised in _RAISED.items()}
_ANY: Final = "".join(_RAISED.values())
_AFTER_RAISED: Final = re.compile(f"(?<=[{_ANY}])[0-9]+")
_PRICE: Final = re.compile(f"([$€£¥₹₺₽₩]? ?[0-9]+)([{_ANY}]{{2}})")
_DIGITS: Final = re.compile("([$€£¥₹₺₽₩]?[0-9]{1,4})([0-9]{2})")
_LOWER: Final = 0.72  # times the height of the digits before: cents at most
_UP: Final = 0.15  # of that height by which they end above the base line


def even(text: str) -> str:
    """A number that begins raised is raised to its end: a footnote ¹² is not ¹ and 2."""
    return _AFTER_RAISED.sub(lambda found: "".join(_RAISED[digit] for digit in found[0]), text)


def cents_apart(text: str, probabilities: NDArray[np.float32], line: NDArray[np.uint8]) -> str:
    """A line that is a price alone, its raised cents parted from the rest: 12⁴⁹ is no 1249.

    Args:
        text: What the line says.
        probabilities: (T, classes) of each frame.
        line: (32, w), what was looked at.
    """
    if (price := _PRICE.fullmatch(text)) and price[1] != "10":
        return f"{price[1]} {price[2].translate(_PLAIN)}"
    if (price := _DIGITS.fullmatch(text)) and _ends_raised(text, probabilities, line):
        return f"{price[1]} {price[2]}"
    return text


def _ends_raised(text: str, probabilities: NDArray[np.float32], line: NDArray[np.uint8]) -> bool:
    """Whether the last two characters are lower than those before, and end above them."""
    peaks = STRIDE * (align(text, probabilities).peak + 0.5)
    border = round(float(peaks[-3] + peaks[-2]) / 2)
    ink = inked(line)
    spans = [_rows(part) for part in (ink[:, :border], ink[:, border:])]
    if None in spans:
        return False
    (top, bottom), (cents_top, cents_bottom) = [span for span in spans if span]
    height = bottom - top
    lower = cents_bottom - cents_top <= _LOWER * height
    return lower and cents_bottom <= bottom - _UP * height


def _rows(ink: NDArray[np.bool_]) -> tuple[int, int] | None:
    """From which row to which there is ink: the most that lies together."""
    edges = np.flatnonzero(np.diff(ink.any(axis=1), prepend=False, append=False)).reshape(-1, 2)
    if not len(edges):
        return None
    first, end = edges[np.diff(edges, axis=1).argmax()].tolist()
    return first, end
