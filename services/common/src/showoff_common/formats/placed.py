"""What was read, as all formats need it: lines and words, each with its corners."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from showoff_common.contracts.history import Models
from showoff_common.contracts.lines import Point, Quad, Separator
from showoff_common.contracts.pages import PageLine, PageReading, TaskProblem
from showoff_common.reading import between, wider

# What XML 1.0 has no way to write; a person's correction may hold it.
_UNWRITABLE: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Where letters stand in a line's box: descenders take about this share of its height.
DESCENT: Final = 0.2


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

    @property
    def height(self) -> float:
        """Across the text's direction, in pixels."""
        top_left, _, _, bottom_left = self.points
        return math.dist(top_left, bottom_left)

    @property
    def angle(self) -> float:
        """Of the text's direction in degrees, counter-clockwise; 0 runs to the right."""
        _, _, (right, right_y), (left, left_y) = self.points
        return math.degrees(math.atan2(left_y - right_y, right - left))

    @property
    def baseline(self) -> tuple[Point, Point]:
        """From where its letters stand at its beginning to where they do at its end."""
        top_left, top_right, bottom_right, bottom_left = self.points
        return _towards(bottom_left, top_left), _towards(bottom_right, top_right)


@dataclass(frozen=True)
class PlacedLine(Placed):
    """A line: what stands before it in the text, and its words in order, at least one.

    Their places were seen, or they are laid along the line by their length. It may have a number
    among those that were read.
    """

    separator: Separator = "\n"
    words: Sequence[Placed] = ()
    words_seen: bool = True
    ord_num: int | None = None


@dataclass(frozen=True)
class PlacedPage:
    """A page: its number from 1, its size in pixels as displayed, its lines in reading order.

    Its dots an inch are None where nobody knows them; the rest is as `PageReading` has it.
    """

    number: int
    width: int
    height: int
    dpi: float | None
    lines: Sequence[PlacedLine]
    model: Models
    source: str = "read"
    turn: int = 0
    problem: TaskProblem | None = None

    @property
    def paragraphs(self) -> list[list[PlacedLine]]:
        """The lines, parted where an empty line stands between them."""
        parted: list[list[PlacedLine]] = []
        for line in self.lines:
            if not parted or line.separator == "\n\n":
                parted.append([])
            parted[-1].append(line)
        return parted


@dataclass(frozen=True)
class Document:
    """Pages under a name, and when they were read."""

    name: str
    pages: Sequence[PlacedPage]
    created: datetime


def edges(placed: Sequence[Placed]) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of the rectangle around all, at least one."""
    lefts, tops, rights, bottoms = zip(*(one.edges for one in placed), strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def place(page: PageReading) -> PlacedPage:
    """Lay out a page.

    The words of a line whose words aren't known are laid along it by their length. A line that says
    nothing is left out; what stands before it stands before the next.
    """
    lines: list[PlacedLine] = []
    pending: Separator = ""
    for given in page.lines:
        pending = wider(pending, given.separator)
        line = _line(given, pending if lines else "")
        if line.words:
            lines.append(line)
            pending = ""
    _, _, right, bottom = edges(lines) if lines else (0, 0, 0, 0)
    width, height = page.width or right, page.height or bottom
    return PlacedPage(
        page.number,
        width,
        height,
        page.dpi,
        lines,
        page.model,
        page.source,
        page.turn,
        page.problem,
    )


def _line(line: PageLine, separator: Separator) -> PlacedLine:
    points, text = line.points, writable(line.text)
    if line.words is None:
        words = [
            Placed(word[0], None, between(points, word.start() / len(text), word.end() / len(text)))
            for word in re.finditer(r"\S+", text)
        ]
    else:
        told = [(writable(word.text).strip(), word) for word in line.words]
        words = [
            Placed(said, word.confidence, between(points, word.start, word.end))
            for said, word in told
            if said
        ]
    seen = line.words is not None
    return PlacedLine(text, line.confidence, points, separator, words, seen, line.ord_num)


def writable(text: str) -> str:
    """Text without what XML can't hold."""
    return _UNWRITABLE.sub("", text)


def _towards(bottom: Point, top: Point) -> Point:
    x, y = (round(b + DESCENT * (t - b), 2) for b, t in zip(bottom, top, strict=True))
    return x, y
