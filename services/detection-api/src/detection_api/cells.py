"""Lone signs in the cells of a table, such as the - and + of a laboratory's results.

By itself so small a mark may be anything. It is text where the rows of a table leave it a place:
below and above it stand other cells, left of it the row begins.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from detection_api.lines import Floats, TextLines, together

_ROWS: Final = 3  # of a table
_CELLS: Final = 2  # that begin at the same place and so make a column
_NEAR: Final = 4  # rows from one of them to a sign
_FLUSH: Final = 0.4  # heights within which they begin
_NARROW: Final = 6  # heights: wider ones are no cells of signs and numbers
_AROUND: Final = 0.6  # heights of white around a sign
_BEYOND: Final = 0.3  # heights above and below the row, which rules cross and signs don't
_WIDEST: Final = 2  # heights of a sign
_BESIDE: Final = 0.4  # heights of white that make it easier to read
_DETAIL: Final = 12  # samples across a line
_FAINTEST: Final = 40  # levels between a sign and its ground
_CLEAR: Final = 0.5  # of the print's contrast that a sign has at least
_SCORE: Final = 0.9  # of a line that the network did not find
_LEVEL: Final = 0.05  # most slope of a page that is searched


def with_lone_signs(image: NDArray[np.uint8], lines: TextLines) -> TextLines:
    """Lines of a picture, (H, W, 3), and the signs that stand alone in the cells between them."""
    if len(lines) <= _ROWS or _slope(lines) > _LEVEL:
        return lines
    low, high = lines.points.min(1), lines.points.max(1)
    boxes = np.concatenate([low, high], 1)  # left, top, right, bottom
    row_of = _rows(boxes)
    if row_of.max() + 1 < _ROWS:
        return lines
    rows = [boxes[row_of == row] for row in range(row_of.max() + 1)]
    found = [
        box
        for left, right, near in _columns(boxes, row_of)
        for row in _without_a_cell(boxes, row_of, left, right)
        if np.abs(near - row).min() <= _NEAR
        if (box := _sign(image, rows[row], left, right)) is not None
    ]
    if not found:
        return lines
    corners = [[[x0, y0], [x1, y0], [x1, y1], [x0, y1]] for x0, y0, x1, y1 in found]
    scores = np.full(len(found), _SCORE, np.float32)
    return together(lines, TextLines(np.array(corners, np.float32), scores))


def _slope(lines: TextLines) -> float:
    along = (lines.points[:, 1] - lines.points[:, 0]).sum(0)
    return abs(float(along[1] / max(along[0], 1e-6)))


def _rows(boxes: Floats) -> NDArray[np.intp]:
    """(N,) in which row each line stands, counted from the top."""
    row_of = np.zeros(len(boxes), np.intp)
    row, bottom = -1, -np.inf
    for i in np.argsort(boxes[:, 1] + boxes[:, 3]).tolist():
        if (boxes[i, 1] + boxes[i, 3]) / 2 > bottom:
            row, bottom = row + 1, boxes[i, 3]
        row_of[i] = row
    return row_of


def _without_a_cell(
    boxes: Floats, row_of: NDArray[np.intp], left: float, right: float
) -> list[int]:
    """Rows that begin left of a column and have nothing in it."""
    around = _AROUND * float(np.median(boxes[:, 3] - boxes[:, 1]))
    taken = (boxes[:, 0] < right + around) & (boxes[:, 2] > left - around)
    before = np.bincount(row_of, boxes[:, 2] <= left - around) > 0
    return np.flatnonzero(before & (np.bincount(row_of, taken) == 0)).tolist()


def _columns(
    boxes: Floats, row_of: NDArray[np.intp]
) -> Iterator[tuple[float, float, NDArray[np.intp]]]:
    """From where to where the cells reach that begin below each other, and their rows."""
    heights = boxes[:, 3] - boxes[:, 1]
    begins = np.full(row_of.max() + 1, np.inf)
    np.minimum.at(begins, row_of, boxes[:, 0])
    is_cell = boxes[:, 0] > begins[row_of] + heights  # not what its row begins with
    narrow = np.flatnonzero(is_cell & (boxes[:, 2] - boxes[:, 0] < _NARROW * heights))
    narrow = narrow[np.argsort(boxes[narrow, 0])]
    ordered = boxes[narrow]
    start = 0
    for end in range(1, len(ordered) + 1):
        reach = _FLUSH * float(ordered[start, 3] - ordered[start, 1])
        if end < len(ordered) and ordered[end, 0] <= ordered[start, 0] + reach:
            continue
        if end - start >= _CELLS:
            right = float(ordered[start:end, 2].max())
            yield float(ordered[start, 0]), right, row_of[narrow[start:end]]
        start = end


def _sign(
    image: NDArray[np.uint8], row: Floats, left: float, right: float
) -> tuple[float, float, float, float] | None:
    """The box of a small mark that stands alone in a row's cell."""
    height, top, bottom = (float(x) for x in np.median(_extent(row), axis=0))
    around = _AROUND * height
    y0, y1 = max(0, round(top - _BEYOND * height)), round(bottom + _BEYOND * height)
    x0, x1 = max(0, round(left - around)), round(min(right, left + _WIDEST * height) + around)
    step = max(1, int(height) // _DETAIL)
    cell = image[y0:y1:step, x0:x1:step, 1]  # green is most of what is seen
    if not cell.size or int(cell.max()) - int(cell.min()) < _FAINTEST:
        return None
    away = np.abs(cell.astype(np.int16) - np.median(cell))
    ink = away >= _CLEAR * _contrast(image, row, step)
    (columns,), (lines,) = np.nonzero(ink.any(0)), np.nonzero(ink.any(1))
    if not len(columns):
        return None
    first, last = int(columns[0]), int(columns[-1]) + 1
    inside = first > 0 and last < ink.shape[1] and lines[0] > 0 and lines[-1] + 1 < ink.shape[0]
    first, last = first * step, last * step
    if not inside or last - first > _WIDEST * height:
        return None
    beside = _BESIDE * height
    return x0 + first - beside, top, x0 + last + beside, bottom


def _extent(row: Floats) -> Floats:
    """Height, top and bottom of each line of a row."""
    return np.stack([row[:, 3] - row[:, 1], row[:, 1], row[:, 3]], 1)


def _contrast(image: NDArray[np.uint8], row: Floats, step: int) -> float:
    """Between the print of a row and its ground, in levels."""
    left, top, right, bottom = np.round(row[0]).astype(int).clip(0).tolist()
    text = image[top : bottom + 1 : step, left : right + 1 : step, 1].astype(np.int16)
    return float(np.abs(text - np.median(text)).max()) if text.size else np.inf
