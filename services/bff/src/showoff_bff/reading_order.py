"""The order in which a person reads the lines of a page.

Columns of prose are kept apart; what stands side by side otherwise (a receipt's label and price,
the cells of a table, a form's field and its value) is read along its row. Columns are found by
the white corridors between them, in the manner of Breuel, "Two geometric algorithms for layout
analysis" (2002): a corridor crosses the rows of both its columns and no line of text crosses it.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

# All lengths in multiples of the text's height.
_CORRIDOR_WIDTH: Final = 0.8
_CORRIDOR_LINES: Final = 3  # on either side
_PROSE_WIDTH: Final = 10  # median width from which a side is prose: about 20 characters
_SAME_ROW: Final = 0.45  # most distance of two centres
_ALIGNED: Final = 0.25  # most distance of two centres that were set on one row
_MOSTLY: Final = 0.7
_PARAGRAPH_GAP: Final = 0.7

Row = list[int]
Paragraph = list[Row]


@dataclass(frozen=True)
class _Box:
    """A line's extent after the page was turned so that its text runs to the right."""

    index: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return max(self.bottom - self.top, 1e-6)

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class _Corridor:
    """A split of boxes into those above, on both sides of, and below a white corridor."""

    above: list[_Box]
    left: list[_Box]
    right: list[_Box]
    below: list[_Box]

    @classmethod
    def at(cls, x: float, top: float, bottom: float, boxes: Sequence[_Box]) -> Self:
        """Cut at `x` between the heights `top` and `bottom`, where nothing crosses `x`."""
        beside = [box for box in boxes if top < box.middle < bottom]
        return cls(
            above=[box for box in boxes if box.middle <= top],
            left=[box for box in beside if box.right <= x],
            right=[box for box in beside if box.left >= x],
            below=[box for box in boxes if box.middle >= bottom],
        )

    @property
    def length(self) -> float:
        """How far both sides accompany it."""
        top = max(min(box.top for box in side) for side in (self.left, self.right))
        bottom = min(max(box.bottom for box in side) for side in (self.left, self.right))
        return bottom - top

    def parts_columns(self) -> bool:
        """Whether the two sides are to be read one after the other."""
        if min(len(self.left), len(self.right)) < _CORRIDOR_LINES:
            return False
        height = median(box.height for box in (*self.left, *self.right))
        width = min(box.left for box in self.right) - max(box.right for box in self.left)
        if width < _CORRIDOR_WIDTH * height:
            return False
        narrowest = min(
            median(box.width / box.height for box in side) for side in (self.left, self.right)
        )
        return narrowest >= _PROSE_WIDTH or not self._aligned()

    def _aligned(self) -> bool:
        """Whether the shorter side's lines were set on rows of the other side's."""
        few, many = sorted((self.left, self.right), key=len)
        return (
            mean(
                any(abs(box.middle - other.middle) < _ALIGNED * box.height for other in many)
                for box in few
            )
            >= _MOSTLY
        )


def reading_order(points: NDArray[np.float32]) -> list[Paragraph]:
    """Order lines of text.

    Args:
        points: float32 (N, 4, 2), corners of each line in pixels, clockwise from the top left of
            the text's own direction.

    Returns:
        Paragraphs of rows of indices into `points`; each index exactly once.
    """
    if not len(points):
        return []
    blocks = _blocks(_boxes(points))
    return [
        [[box.index for box in row] for row in paragraph]
        for block in blocks
        for paragraph in _paragraphs(_rows(block))
    ]


def _boxes(points: NDArray[np.float32]) -> list[_Box]:
    """Turn the page by the mean direction of its text; take each line's height across it."""
    corners = points.astype(np.float64)
    along = (corners[:, 1] - corners[:, 0] + corners[:, 2] - corners[:, 3]) / 2
    x, y = along.sum(axis=0)
    norm = float(np.hypot(x, y)) or 1.0
    turn = np.array([[x, -y], [y, x]]) / norm if np.hypot(x, y) else np.eye(2)
    corners, along = corners @ turn, along @ turn
    centres = corners.mean(axis=1)
    across = (corners[:, 3] - corners[:, 0] + corners[:, 2] - corners[:, 1]) / 2
    tall = np.linalg.norm(across, axis=1) / 2
    # A line that is steep against the page has its whole extent.
    steep = np.abs(along[:, 1]) > np.abs(along[:, 0])
    tall = np.where(steep, np.ptp(corners[:, :, 1], axis=1) / 2, tall)
    return [
        _Box(
            index,
            float(corners[index, :, 0].min()),
            float(corners[index, :, 0].max()),
            float(centres[index, 1] - tall[index]),
            float(centres[index, 1] + tall[index]),
        )
        for index in range(len(points))
    ]


def _blocks(boxes: list[_Box]) -> Iterator[list[_Box]]:
    """Parts of the page in reading order, none of which holds columns of prose."""
    if not boxes:
        return
    corridor = _longest_corridor(boxes)
    if corridor is None:
        yield boxes
        return
    for part in (corridor.above, corridor.left, corridor.right, corridor.below):
        yield from _blocks(part)


def _longest_corridor(boxes: Sequence[_Box]) -> _Corridor | None:
    corridors = (
        _Corridor.at(x, top, bottom, boxes)
        for x in _gaps(boxes)
        for top, bottom in _free_heights(x, boxes)
    )
    columns = (corridor for corridor in corridors if corridor.parts_columns())
    return max(columns, key=lambda corridor: corridor.length, default=None)


def _gaps(boxes: Sequence[_Box]) -> Iterator[float]:
    """Each x between where some line ends and where the next begins."""
    ends = sorted([(box.right, False) for box in boxes] + [(box.left, True) for box in boxes])
    for (x, begins), (next_x, next_begins) in pairwise(ends):
        if not begins and next_begins:
            yield (x + next_x) / 2


def _free_heights(x: float, boxes: Sequence[_Box]) -> Iterator[tuple[float, float]]:
    """The spans of height between the lines that cross `x`."""
    crossing = sorted(box.middle for box in boxes if box.left < x < box.right)
    return pairwise([-math.inf, *crossing, math.inf])


def _rows(block: Sequence[_Box]) -> list[list[_Box]]:
    """Lines of one block gathered into rows, from top to bottom, each from left to right."""
    rows: list[list[_Box]] = []
    for box in sorted(block, key=lambda box: box.middle):
        row = next((row for row in reversed(rows[-4:]) if _belongs(box, row)), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    rows.sort(key=lambda row: mean(box.middle for box in row))
    return [sorted(row, key=lambda box: box.left) for row in rows]


def _belongs(box: _Box, row: Sequence[_Box]) -> bool:
    """Whether a box stands beside those of a row, judged by its nearest neighbour there."""
    nearest = min(row, key=lambda other: max(other.left - box.right, box.left - other.right))
    overlaps = any(
        min(box.right, other.right) - max(box.left, other.left) > 0.3 * min(box.width, other.width)
        for other in row
    )
    reach = _SAME_ROW * min(box.height, nearest.height)
    return not overlaps and abs(box.middle - nearest.middle) < reach


def _paragraphs(rows: list[list[_Box]]) -> Iterator[list[list[_Box]]]:
    """Rows parted where the gap between them is wide, both against the text and the other gaps."""
    if not rows:
        return
    gaps = [
        min(box.top for box in lower) - max(box.bottom for box in upper)
        for upper, lower in pairwise(rows)
    ]
    # With fewer gaps there is no telling which of them is the usual one.
    usual = median(gaps) if len(gaps) >= 3 else 0.0
    paragraph = [rows[0]]
    for gap, row in zip(gaps, rows[1:], strict=True):
        height = median(box.height for box in (*paragraph[-1], *row))
        if gap > max(_PARAGRAPH_GAP * height, usual + 0.4 * height):
            yield paragraph
            paragraph = []
        paragraph.append(row)
    yield paragraph
