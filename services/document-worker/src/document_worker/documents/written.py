"""The text that a page of a PDF has already: born with it, or left by an earlier OCR."""

import math
from collections.abc import Iterator, Sequence
from ctypes import byref, c_double, c_int
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from document_worker.documents.raster import Frame
from showoff_common.contracts.history import KeptWord
from showoff_common.contracts.lines import Quad, Separator
from showoff_common.contracts.pages import PageLine

_INVISIBLE: Final = frozenset({3, 7})  # text rendering modes: neither filled nor stroked
_PARAGRAPH_GAP: Final = 0.7  # of a line's height
_WIDER: Final = 0.4  # than usual, of a line's height
_BACK_UP: Final = 3  # lines' heights: a new column
_MOST_CHARACTERS: Final = 200_000  # of a page; a printed one has 5,000
_LONGEST: Final = 10_000  # of a line


@dataclass(frozen=True)
class Character:
    """A character and its box on the raster: left, top, right, bottom, in pixels."""

    text: str
    visible: bool
    box: tuple[float, float, float, float]


def characters(page: pdfium.PdfPage, size: Frame) -> list[Character]:
    """All that stand on a page, spaces and line ends included, in the order of the file."""
    text_page = page.get_textpage()
    try:
        count = min(text_page.count_chars(), _MOST_CHARACTERS)
        found = (_character(page, text_page, index, size) for index in range(count))
        return [one for one in found if one.text.isspace() or _is_on(one.box, size)]
    finally:
        text_page.close()


def count_visible(said: Sequence[Character]) -> int:
    """How many printable ones can be seen."""
    return sum(one.visible and one.text.isprintable() and not one.text.isspace() for one in said)


def lines(said: Sequence[Character]) -> list[PageLine]:
    """Lines and their words, in the order of the file."""
    found = [line for line in map(_words, _split(said)) if line]
    if not found:
        return []
    boxes = [_around([box for _, box in line]) for line in found]
    separators: list[Separator] = ["", *_separators(boxes)]
    return [_line(*one) for one in zip(found, boxes, separators, strict=True)]


Box = tuple[float, float, float, float]
Word = tuple[str, Box]


def _character(
    page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, index: int, size: Frame
) -> Character:
    text = chr(pdfium_c.FPDFText_GetUnicode(text_page, index))
    thing = pdfium_c.FPDFText_GetTextObject(text_page, index)
    mode = pdfium_c.FPDFTextObj_GetTextRenderMode(thing) if thing else 0
    left, bottom, right, top = text_page.get_charbox(index, loose=True)
    x0, y0 = _on_raster(page, left, top, size)
    x1, y1 = _on_raster(page, right, bottom, size)
    return Character(
        text, mode not in _INVISIBLE, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    )


def _is_on(box: Box, size: Frame) -> bool:
    """Whether any of it is: what is cut off, or lies miles away, nobody is shown."""
    left, top, right, bottom = box
    return left <= size.width and right >= 0 and top <= size.height and bottom >= 0


def _on_raster(page: pdfium.PdfPage, x: float, y: float, size: Frame) -> tuple[float, float]:
    """From the page's points to pixels: turned and cropped as it is displayed."""
    column, row = c_int(), c_int()
    # In 16ths of a pixel: it answers whole ones.
    whole = (16 * size.width, 16 * size.height)
    pdfium_c.FPDF_PageToDevice(
        page, 0, 0, *whole, 0, c_double(x), c_double(y), byref(column), byref(row)
    )
    return column.value / 16, row.value / 16


def _split(said: Sequence[Character]) -> list[list[Character]]:
    rows: list[list[Character]] = [[]]
    for one in said:
        if one.text in "\r\n" or len(rows[-1]) >= _LONGEST:
            rows.append([])
        if one.text not in "\r\n":
            rows[-1].append(one)
    return rows


def _words(row: Sequence[Character]) -> list[Word]:
    words: list[Word] = []
    pending: list[Character] = []
    for one in [*row, None]:
        if one is not None and one.text.isprintable() and not one.text.isspace():
            pending.append(one)
        elif pending:
            text = "".join(each.text for each in pending)
            words.append((text, _around([each.box for each in pending])))
            pending = []
    return words


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _separators(boxes: Sequence[Box]) -> Iterator[Separator]:
    """A paragraph ends where a gap is wide, against the print and against the other gaps."""
    gaps = [after[1] - before[3] for before, after in pairwise(boxes)]
    usual = median([gap for gap in gaps if gap > 0] or [0.0])
    for gap, (before, after) in zip(gaps, pairwise(boxes), strict=True):
        height = min(before[3] - before[1], after[3] - after[1])
        wide = gap > max(_PARAGRAPH_GAP * height, usual + _WIDER * height)
        yield "\n\n" if wide or gap < -_BACK_UP * height else "\n"


def _line(words: Sequence[Word], box: Box, separator: Separator) -> PageLine:
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    turned = _quarters(words)
    points: Quad = (*corners[turned:], *corners[:turned])  # type: ignore[assignment] # four
    return PageLine(
        text=" ".join(text for text, _ in words),
        separator=separator,
        confidence=None,
        points=points,
        words=[
            KeptWord(
                text=text,
                confidence=None,
                start=start,
                end=end,
            )
            for text, (start, end) in _shares(words, box, turned)
        ],
    )


def _quarters(words: Sequence[Word]) -> int:
    """By how many quarters, clockwise, the text of a line is turned: from word to word."""
    first, last = words[0][1], words[-1][1]
    across = last[0] + last[2] - first[0] - first[2]
    down = last[1] + last[3] - first[1] - first[3]
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 2
    return 1 if down > 0 else 3


def _shares(
    words: Sequence[Word], box: Box, turned: int
) -> Iterator[tuple[str, tuple[float, float]]]:
    """Where along the line each word begins and ends."""
    axis = turned % 2
    low, high = box[axis], box[axis + 2]
    length = max(high - low, math.ulp(1.0))
    for text, placed in words:
        start, end = ((placed[side] - low) / length for side in (axis, axis + 2))
        if turned >= 2:
            start, end = 1 - end, 1 - start
        yield text, (round(start, 4), round(end, 4))
