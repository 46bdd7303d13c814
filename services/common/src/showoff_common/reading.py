"""What a picture says, put together from the lines that were found and what they say."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from showoff_common.contracts.lines import FoundLine, FoundLines, Quad, Separator
from showoff_common.contracts.texts import ExtractedTexts

# Less sure than this, a line is more often a fence or a leaf than text: docs/models/reading.md.
LEAST_CONFIDENCE: Final = 0.2


@dataclass(frozen=True)
class Box:
    """The upright rectangle around a line, in whole pixels of the displayed picture."""

    start_x: int
    start_y: int
    width: int
    height: int


@dataclass(frozen=True)
class Line:
    """A line of text and what stands before it in the whole text; points as `FoundLine`'s."""

    text: str
    confidence: float
    points: Quad
    separator: Separator = ""

    @property
    def box(self) -> Box:
        xs, ys = zip(*self.points, strict=True)
        left, top = math.floor(min(xs)), math.floor(min(ys))
        return Box(left, top, math.ceil(max(xs)) - left, math.ceil(max(ys)) - top)


@dataclass(frozen=True)
class Reading:
    """What a picture says: its lines in reading order, and the text they make."""

    lines: Sequence[Line]
    detection_model: str
    recognition_model: str

    @property
    def text(self) -> str:
        return "".join(line.separator + line.text for line in self.lines)


def put_together(
    found: FoundLines, said: ExtractedTexts, least_confidence: float = LEAST_CONFIDENCE
) -> Reading:
    """Join lines and texts, one for each line; what is in more doubt, or says nothing, is left out.

    A page that was read upside down is read from its end: the last line comes first, and what
    stood before a line now stands after it.
    """
    lines, separators = list(found.lines), [line.separator for line in found.lines]
    read = list(zip(lines, said.tokens, said.confidences, said.turns, strict=True))
    if 180 in said.turns:
        read.reverse()
        separators = ["", *reversed(separators[1:])]
    legible: list[Line] = []
    pending: Separator = ""  # the widest since the last line that is kept
    for (line, text, confidence, turn), separator in zip(read, separators, strict=True):
        pending = max(pending, separator, key=_WIDTHS.index)
        if not text or confidence < least_confidence:
            continue
        legible.append(Line(text, confidence, _corners(line, turn), pending if legible else ""))
        pending = ""
    return Reading(legible, found.model, said.model)


_WIDTHS: Final[list[Separator]] = ["", " ", "\n", "\n\n"]


def _corners(line: FoundLine, turn: int) -> Quad:
    first, second, third, fourth = line.points
    return (third, fourth, first, second) if turn == 180 else line.points
