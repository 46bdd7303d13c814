"""What a picture says, put together from the lines that were found and what they say."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from showoff_common.contracts.history import KeptWord, Models
from showoff_common.contracts.lines import FoundLine, FoundLines, Point, Quad, Separator
from showoff_common.contracts.pages import PageLine, PageReading
from showoff_common.contracts.texts import DoubtfulLetter, ExtractedTexts, Script, Word

# Less sure than this, a line is more often a fence or a leaf than text: docs/models/reading.md.
LEAST_CONFIDENCE: Final = 0.2


# Where lines are lower and doubtful, more pixels help: docs/interface.md.
_LOW: Final = 12.0  # pixels
_DOUBTFUL: Final = 0.65  # a word


@dataclass(frozen=True)
class Box:
    """The upright rectangle around a line, in whole pixels of the displayed picture."""

    start_x: int
    start_y: int
    width: int
    height: int

    @classmethod
    def around(cls, points: Quad) -> Self:
        xs, ys = zip(*points, strict=True)
        left, top = math.floor(min(xs)), math.floor(min(ys))
        return cls(left, top, math.ceil(max(xs)) - left, math.ceil(max(ys)) - top)


@dataclass(frozen=True)
class Line:
    """A line of text and what stands before it in the whole text; points as `FoundLine`'s.

    Its words and its doubtful letters are None unless asked for.
    """

    text: str
    confidence: float
    points: Quad
    separator: Separator = ""
    words: Sequence[Word] | None = None
    letters: Sequence[DoubtfulLetter] | None = None
    script: Script = "latin"

    @property
    def box(self) -> Box:
        return Box.around(self.points)

    @property
    def is_low_and_doubtful(self) -> bool:
        """Whether it might be read better if it had more pixels."""
        sure = min((word.confidence for word in self.words or ()), default=self.confidence)
        first, second, third, fourth = self.points
        height = (math.dist(first, fourth) + math.dist(second, third)) / 2
        return sure < _DOUBTFUL and height < _LOW


@dataclass(frozen=True)
class Reading:
    """What a picture says: its lines in reading order, and the text they make."""

    lines: Sequence[Line]
    detection_model: str
    recognition_model: str

    @property
    def text(self) -> str:
        return "".join(line.separator + line.text for line in self.lines)

    @property
    def larger_helps(self) -> bool:
        """Whether more pixels of the same picture may be read better."""
        return any(line.is_low_and_doubtful for line in self.lines)


def put_together(
    found: FoundLines, said: ExtractedTexts, least_confidence: float = LEAST_CONFIDENCE
) -> Reading:
    """Join lines and texts, one for each line; what is in more doubt, or says nothing, is left out.

    A line in letters that the recogniser does not know says nothing, and stays: it is text.

    A page that was read upside down is read from its end: the last line comes first, and what
    stood before a line now stands after it.
    """
    lines, separators = list(found.lines), [line.separator for line in found.lines]
    words: Sequence[list[Word] | None] = said.words or [None] * len(lines)
    letters: Sequence[list[DoubtfulLetter] | None] = said.letters or [None] * len(lines)
    scripts: Sequence[Script] = said.scripts or ["latin"] * len(lines)
    readings = zip(said.tokens, said.confidences, said.turns, words, letters, scripts, strict=True)
    read = list(zip(lines, readings, strict=True))
    if 180 in said.turns:
        read.reverse()
        separators = ["", *reversed(separators[1:])]
    legible: list[Line] = []
    pending: Separator = ""  # the widest since the last line that is kept
    for (line, told_of_it), separator in zip(read, separators, strict=True):
        text, confidence, turn, its_words, its_letters, script = told_of_it
        pending = wider(pending, separator)
        if script == "latin" and (not text or confidence < least_confidence):
            continue
        before, corners = pending if legible else "", _corners(line, turn)
        legible.append(Line(text, confidence, corners, before, its_words, its_letters, script))
        pending = ""
    return Reading(legible, found.model, said.model)


_WIDTHS: Final[list[Separator]] = ["", " ", "\n", "\n\n"]


def wider(one: Separator, other: Separator) -> Separator:
    """Of two separators the one that parts more."""
    return max(one, other, key=_WIDTHS.index)


def _corners(line: FoundLine, turn: int) -> Quad:
    first, second, third, fourth = line.points
    return (third, fourth, first, second) if turn == 180 else line.points


def as_page(reading: Reading, width: int, height: int, number: int = 1) -> PageReading:
    """A reading as a page that can be rendered; its size in pixels as displayed."""
    return PageReading(
        number=number,
        width=width,
        height=height,
        source="read",
        lines=[page_line(line) for line in reading.lines],
        model=Models(detection=reading.detection_model, recognition=reading.recognition_model),
    )


def page_line(line: Line) -> PageLine:
    """A line as one of a page, without its doubtful letters."""
    words = line.words
    return PageLine(
        text=line.text,
        separator=line.separator,
        confidence=line.confidence,
        points=line.points,
        words=None if words is None else [KeptWord(**word.model_dump()) for word in words],
    )


def between(points: Quad, start: float, end: float) -> Quad:
    """The part of a line between two shares, 0..1, of the way along it."""
    top_left, top_right, bottom_right, bottom_left = points
    return (
        _on_the_way(top_left, top_right, start),
        _on_the_way(top_left, top_right, end),
        _on_the_way(bottom_left, bottom_right, end),
        _on_the_way(bottom_left, bottom_right, start),
    )


def _on_the_way(start: Point, end: Point, share: float) -> Point:
    x, y = (round(a + share * (b - a), 2) for a, b in zip(start, end, strict=True))
    return x, y
