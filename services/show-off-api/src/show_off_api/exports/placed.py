"""A picture that was read, as all forms need it: lines and words, each with its corners."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from showoff_common.contracts.history import Detail, KeptLine
from showoff_common.contracts.lines import Quad
from showoff_common.reading import between

# What XML 1.0 has no way to write; a person's correction may hold it.
_UNWRITABLE: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Placed:
    """A word or a line.

    Attributes:
        text: What it says, without characters that XML can't hold.
        confidence: Probability (0..1) that it is right; None where a person said it.
        points: Four corners in pixels, clockwise from the top left of the text's direction.
    """

    text: str
    confidence: float | None
    points: Quad

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of the upright rectangle around it, in whole pixels."""
        xs, ys = zip(*self.points, strict=True)
        return round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))


@dataclass(frozen=True)
class PlacedLine(Placed):
    """A line and its words from left to right; there is at least one."""

    words: Sequence[Placed] = ()


@dataclass(frozen=True)
class PlacedPage:
    """A picture: its id, its size in pixels as displayed, and its lines in reading order."""

    name: str
    width: int
    height: int
    lines: Sequence[PlacedLine]

    @property
    def edges(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of the rectangle around all lines."""
        edges = [line.edges for line in self.lines]
        lefts, tops, rights, bottoms = zip(*edges, strict=True) if edges else ([0],) * 4
        return min(lefts), min(tops), max(rights), max(bottoms)


def place(detail: Detail) -> PlacedPage:
    """Lay out what is kept of a picture, the latest corrections of its lines included.

    A line that was corrected keeps its place, and its words are laid along it by their length; so
    are those of a line whose words aren't known. A line that says nothing is left out.
    """
    lines = [line for line in map(_line, detail.lines) if line.words]
    _, _, right, bottom = PlacedPage(detail.id, 0, 0, lines).edges
    return PlacedPage(detail.id, detail.width or right, detail.height or bottom, lines)


def _line(line: KeptLine) -> PlacedLine:
    points, text = _corners(line), _UNWRITABLE.sub("", line.text)
    corrected = line.text != line.recognized
    confidence = None if corrected else line.confidence
    if corrected or line.words is None:
        words = [
            Placed(word[0], None, between(points, word.start() / len(text), word.end() / len(text)))
            for word in re.finditer(r"\S+", text)
        ]
    else:
        words = [
            Placed(word.text, word.confidence, between(points, word.start, word.end))
            for word in line.words
        ]
    return PlacedLine(text, confidence, points, words)


def _corners(line: KeptLine) -> Quad:
    if line.points is not None:
        first, second, third, fourth = line.points
        return first, second, third, fourth
    box = line.box
    left, top = float(box.start_x), float(box.start_y)
    right, bottom = left + box.width, top + box.height
    return (left, top), (right, top), (right, bottom), (left, bottom)
