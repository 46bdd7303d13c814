"""The order in which a person reads the lines of a page.

Columns of prose are kept apart; what stands side by side otherwise (a receipt's label and price,
the cells of a table, a form's field and its value) is read along its row. Columns are found by
the white corridors between them, in the manner of Breuel, "Two geometric algorithms for layout
analysis" (2002): a corridor crosses the rows of both its columns and no line of text crosses it.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Final, Self

from showoff_common.contracts.lines import Separator

# All lengths in multiples of the text's height.
_CORRIDOR_WIDTH: Final = 0.8
_CORRIDOR_LINES: Final = 3  # on either side
_PROSE_WIDTH: Final = 10  # median width from which a side is prose: about 20 characters
_SAME_ROW: Final = 0.55  # most distance of two centres
_COLUMN_WIDTH: Final = 3  # median width below which a side is no column but labels or prices
_ALIGNED: Final = 0.3  # most distance of two centres that were set on one row
_ROWS_OF_THEIR_OWN: Final = 4  # that the shorter of two columns has at least
_MANY: Final = 0.5  # share of the shorter column's lines that those rows are at least
_FLUSH: Final = 0.6  # of a list's names, and of its values
_NAME_WIDTH: Final = 2.0  # median, of a list's names
_RAGGED: Final = 0.5  # least difference of their ends
_BLOCK_WIDTH: Final = 6  # median, of the lines of an address
_CLOSE: Final = 1.7  # most distance of their centres
_PAST: Final = 3  # lines that a line on end runs past, if it is none of a table's heads
_PARAGRAPH_GAP: Final = 0.7
_WIDE_ROWS: Final = 0.85  # between rows of a list that is set widely
# A short word's direction is uncertain by the shape of its letters: a page of labels leans no less
# than this, for every height of a line, or it stands upright.
_LEAN: Final = 0.15

Row = list[int]
Quad = Sequence[tuple[float, float]]
Paragraph = list[Row]


@dataclass(frozen=True)
class _Box:
    """A line's extent after the page was turned so that its text runs to the right."""

    index: int
    left: float
    right: float
    middle: float
    height: float
    steep: bool  # against the page

    @classmethod
    def around(cls, index: int, corners: Sequence[complex]) -> Self:
        """The extent of a line of the turned page."""
        top_left, top_right, bottom_right, bottom_left = corners
        along = (top_right - top_left + bottom_right - bottom_left) / 2
        across = (bottom_left - top_left + bottom_right - top_right) / 2
        xs, ys = [corner.real for corner in corners], [corner.imag for corner in corners]
        # A line that is steep against the page has its whole extent.
        steep = abs(along.imag) > abs(along.real)
        height = max(ys) - min(ys) if steep else abs(across)
        return cls(index, min(xs), max(xs), fmean(ys), max(height, 1e-6), steep)

    @property
    def top(self) -> float:
        return self.middle - self.height / 2

    @property
    def bottom(self) -> float:
        return self.middle + self.height / 2

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True)
class _Corridor:
    """A white corridor beside some boxes of a page: those from `first` up to `last`, by height."""

    first: int
    last: int
    left: list[_Box]
    right: list[_Box]

    @classmethod
    def at(cls, x: float, first: int, last: int, boxes: Sequence[_Box]) -> Self:
        """The corridor at `x` beside `boxes[first:last]`, none of which crosses it."""
        beside = boxes[first:last]
        left = [box for box in beside if box.right <= x]
        right = [box for box in beside if box.left >= x]
        return cls(first, last, left, right)

    @property
    def length(self) -> float:
        """How far both sides accompany it."""
        top = max(min(box.top for box in side) for side in (self.left, self.right))
        bottom = min(max(box.bottom for box in side) for side in (self.left, self.right))
        return bottom - top

    def is_long(self) -> bool:
        return min(len(self.left), len(self.right)) >= _CORRIDOR_LINES

    def parts_columns(self) -> bool:
        """Whether the two sides are to be read one after the other."""
        width = min(box.left for box in self.right) - max(box.right for box in self.left)
        if width < _CORRIDOR_WIDTH * median(box.height for box in (*self.left, *self.right)):
            return False
        narrowest = min(
            median(box.width / box.height for box in side) for side in (self.left, self.right)
        )
        return (
            narrowest >= _PROSE_WIDTH
            or (narrowest >= _COLUMN_WIDTH and self._apart())
            or all(_is_list(side) for side in (self.left, self.right))
            or all(_is_block(side) for side in (self.left, self.right))
        )

    def _apart(self) -> bool:
        """Whether many of the shorter side's lines were not set on rows of the other side's."""
        few, many = sorted((self.left, self.right), key=len)
        rows = [box.middle for box in many]
        apart = sum(_distance(box.middle, rows) >= _ALIGNED * box.height for box in few)
        return apart >= max(_ROWS_OF_THEIR_OWN, _MANY * len(few))


def _is_list(side: Sequence[_Box]) -> bool:
    """Whether one side is a list of its own, such as a receipt: names, and values at their right.

    Names begin below each other and end anywhere, values end below each other and are narrow. The
    columns of one table are none: only its first one holds names.
    """
    height = median(box.height for box in side)
    left, right = min(box.left for box in side), max(box.right for box in side)
    names = [box for box in side if box.left < left + _FLUSH * height]
    values = [box for box in side if box.left >= left + _FLUSH * height]
    if not _CORRIDOR_LINES <= len(values) <= len(names):
        return False
    flush = all(box.right > right - _FLUSH * height for box in values)
    ends = [box.right for box in names]
    ragged = max(ends) - min(ends) > _RAGGED * height
    wide = median(box.width for box in names) >= _NAME_WIDTH * height
    return flush and ragged and wide


def _is_block(side: Sequence[_Box]) -> bool:
    """Whether one side is a text of its own, such as an address: its lines set close, and long.

    A form's names are shorter, or its values are.
    """
    height = median(box.height for box in side)
    left, middles = min(box.left for box in side), sorted(box.middle for box in side)
    flush = all(box.left < left + _FLUSH * height for box in side)
    ends = [box.right for box in side]
    ragged = max(ends) - min(ends) > _RAGGED * height
    close = max(lower - upper for upper, lower in pairwise(middles)) <= _CLOSE * height
    return flush and ragged and close and median(ends) - left >= _BLOCK_WIDTH * height


def _distance(middle: float, rows: Sequence[float]) -> float:
    """To the nearest of `rows`, which are sorted."""
    place = bisect(rows, middle)
    return min(abs(row - middle) for row in rows[max(place - 1, 0) : place + 1])


def reading_order(points: Sequence[Quad]) -> list[Paragraph]:
    """Order lines of text.

    Returns:
        Paragraphs of rows of indices into `points`; each index exactly once.
    """
    boxes = _boxes(points)
    aside = _aside(boxes)
    blocks = _blocks([box for box in boxes if box not in aside])
    return [
        [[box.index for box in row] for row in paragraph]
        for block in (*blocks, *([box] for box in aside))
        for paragraph in _paragraphs(_rows(block))
    ]


def _aside(boxes: Sequence[_Box]) -> list[_Box]:
    """Lines on end that run past several rows, such as a margin's: they are told last."""
    rows = [box.middle for box in boxes if not box.steep]
    return [
        box
        for box in boxes
        if box.steep and sum(box.top < row < box.bottom for row in rows) >= _PAST
    ]


def separators(paragraphs: Sequence[Paragraph]) -> list[Separator]:
    """What stands before each line in the whole text, in reading order."""
    return [
        " " if place else "\n" if row else "\n\n" if paragraph else ""
        for paragraph, rows in enumerate(paragraphs)
        for row, lines in enumerate(rows)
        for place, _ in enumerate(lines)
    ]


def _direction(lines: Sequence[Sequence[complex]]) -> complex:
    """The direction of most of the text, of length 1; along an axis where it leans by a hair.

    Lines across it, such as a table's heads that stand on end, have no say.
    """
    directions = [line[1] - line[0] + line[2] - line[3] for line in lines]
    sums = dict.fromkeys((1 + 0j, 1j, -1 + 0j, -1j), 0j)
    for along in directions:
        sums[max(sums, key=lambda axis: (along * axis.conjugate()).real)] += along
    axis, along = max(sums.items(), key=lambda item: abs(item[1]))
    if not along:
        return 1 + 0j
    heights = sum(
        abs(line[3] - line[0] + line[2] - line[1])
        for line, its in zip(lines, directions, strict=True)
        if abs((its * axis.conjugate()).imag) <= (its * axis.conjugate()).real
    )
    leans = abs((along * axis.conjugate()).imag) > _LEAN * heights
    return along / abs(along) if leans else axis


def _boxes(points: Sequence[Quad]) -> list[_Box]:
    """Turn the page by the direction of its text: corners as complex numbers, x + iy."""
    lines = [[complex(*corner) for corner in line] for line in points]
    turn = _direction(lines).conjugate()
    return [
        _Box.around(index, [corner * turn for corner in line]) for index, line in enumerate(lines)
    ]


def _blocks(boxes: list[_Box]) -> Iterator[list[_Box]]:
    """Parts of the page in reading order, none of which holds columns of prose."""
    if not boxes:
        return
    boxes = sorted(boxes, key=lambda box: box.middle)
    corridor = _longest_corridor(boxes)
    if corridor is None:
        yield boxes
        return
    above, below = boxes[: corridor.first], boxes[corridor.last :]
    for part in (above, corridor.left, corridor.right, below):
        yield from _blocks(part)


def _longest_corridor(boxes: Sequence[_Box]) -> _Corridor | None:
    """The longest of those that part columns; `boxes` are sorted by height."""
    corridors = [
        corridor
        for x in _gaps(boxes)
        for first, last in _uncrossed(x, boxes)
        if (corridor := _Corridor.at(x, first, last, boxes)).is_long()
    ]
    corridors.sort(key=lambda corridor: corridor.length, reverse=True)
    return next((corridor for corridor in corridors if corridor.parts_columns()), None)


def _gaps(boxes: Sequence[_Box]) -> Iterator[float]:
    """Each x between where some line ends and where the next begins."""
    ends = sorted([(box.right, False) for box in boxes] + [(box.left, True) for box in boxes])
    for (x, begins), (next_x, next_begins) in pairwise(ends):
        if not begins and next_begins:
            yield (x + next_x) / 2


def _uncrossed(x: float, boxes: Sequence[_Box]) -> Iterator[tuple[int, int]]:
    """The runs of boxes between those that cross `x`, long enough for columns beside it."""
    crossing = [number for number, box in enumerate(boxes) if box.left < x < box.right]
    for before, after in pairwise([-1, *crossing, len(boxes)]):
        if after - before > 2 * _CORRIDOR_LINES:
            yield before + 1, after


def _rows(block: Sequence[_Box]) -> list[list[_Box]]:
    """Lines of one block gathered into rows, from top to bottom, each from left to right."""
    rows: list[list[_Box]] = []
    for box in sorted(block, key=lambda box: box.middle):
        row = next((row for row in reversed(rows[-4:]) if _belongs(box, row)), None)
        if row is None:
            rows.append([box])
        else:
            row.append(box)
    rows.sort(key=lambda row: fmean(box.middle for box in row))
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
    """Rows split where the gap between them is wide, both against the text and the other gaps."""
    if not rows:
        return
    gaps = [
        min(box.top for box in lower) - max(box.bottom for box in upper)
        for upper, lower in pairwise(rows)
    ]
    usual = _usual(gaps, median(box.height for row in rows for box in row))
    paragraph = [rows[0]]
    for gap, row in zip(gaps, rows[1:], strict=True):
        height = median(box.height for box in (*paragraph[-1], *row))
        if gap > max(_PARAGRAPH_GAP * height, usual + 0.4 * height):
            yield paragraph
            paragraph = []
        paragraph.append(row)
    yield paragraph


def _usual(gaps: Sequence[float], height: float) -> float:
    """The gap between rows of one paragraph.

    One or two gaps tell little: rows that are far apart, as those of a list are, would each be a
    paragraph. So they are judged beside a third that is as wide as such rows have it.
    """
    if len(gaps) < 3:
        gaps = [*gaps, _WIDE_ROWS * height]
    return median(gaps) if len(gaps) > 2 else min(gaps)
