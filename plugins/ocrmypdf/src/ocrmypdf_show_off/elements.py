"""Lines and words with their corners, as the tree that OCRmyPDF lays onto a page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from ocrmypdf.hocrtransform import Baseline, BoundingBox, OcrClass, OcrElement

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]

_DESCENT: Final = 0.22  # of a line's height: below its baseline
# Of text turned counter-clockwise by so many quarters: along it, and down from it.
_DIRECTIONS: Final = (((1, 0), (0, 1)), ((0, -1), (1, 0)), ((-1, 0), (0, -1)), ((0, 1), (-1, 0)))


@dataclass(frozen=True)
class Word:
    """A word, its corners in pixels, clockwise from the top left of the text's direction."""

    text: str
    points: Quad
    confidence: float | None = None


@dataclass(frozen=True)
class Line:
    """A line, likewise, and whether a new paragraph begins with it."""

    text: str
    points: Quad
    words: Sequence[Word]
    begins_paragraph: bool = False


def page(
    lines: Sequence[Line], width: int, height: int, dpi: float, number: int
) -> tuple[OcrElement, str]:
    """The tree of a page, and its text.

    Args:
        lines: In reading order.
        width: Of the picture that they were read in, in pixels.
        height: The same.
        dpi: Of that picture.
        number: Of the page, from 0.
    """
    starts = [i for i, line in enumerate(lines) if not i or line.begins_paragraph]
    paragraphs = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    root = OcrElement(
        OcrClass.PAGE,
        bbox=BoundingBox(0, 0, width, height),
        dpi=dpi,
        page_number=number,
        children=[_paragraph(part) for part in paragraphs],
    )
    text = "\n\n".join("\n".join(line.text for line in part) for part in paragraphs)
    return root, text


def _paragraph(lines: Sequence[Line]) -> OcrElement:
    children = [_line(line) for line in lines]
    boxes = [child.bbox for child in children if child.bbox is not None]
    return OcrElement(OcrClass.PARAGRAPH, bbox=_around(boxes), children=children, direction="ltr")


def _line(line: Line) -> OcrElement:
    """A line by its baseline: where it begins, which way it runs, and by how much it is tilted.

    Its box is upright and begins where the line begins: that around a tilted line would be higher
    than its print, and so would be what OCRmyPDF writes into it.
    """
    top_left, _, right, left = line.points
    angle = math.degrees(math.atan2(left[1] - right[1], right[0] - left[0]))  # counter-clockwise
    quarters = round(angle / 90)
    tilt = math.radians(angle - 90 * quarters)
    along, down = _DIRECTIONS[quarters % 4]
    length, height = math.dist(left, right) * math.cos(tilt), math.dist(top_left, left)
    xs, ys = (
        (start, start + length * a, start - height * d, start + length * a - height * d)
        for start, a, d in zip(left, along, down, strict=True)
    )
    words = [
        OcrElement(
            OcrClass.WORD, bbox=_box(word.points), text=word.text, confidence=word.confidence
        )
        for word in line.words
        if word.text
    ]
    return OcrElement(
        OcrClass.LINE,
        bbox=BoundingBox(min(xs), min(ys), max(xs), max(ys)),
        baseline=Baseline(-math.tan(tilt), -_DESCENT * height),
        textangle=90.0 * (quarters % 4),
        direction="ltr",
        children=words,
    )


def _box(points: Quad) -> BoundingBox:
    xs, ys = zip(*points, strict=True)
    return BoundingBox(min(xs), min(ys), max(xs), max(ys))


def _around(boxes: Sequence[BoundingBox]) -> BoundingBox:
    return BoundingBox(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )
