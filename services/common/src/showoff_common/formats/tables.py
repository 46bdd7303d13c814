"""Tables as they are seen: rows whose parts stand below each other in columns.

A part of a row ends where a gap wider than the text is high begins. Rows belong to one table while
each part stands in one column alone; a row of one part is a row of the table if others follow it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from showoff_common.formats.placed import Placed, PlacedLine, PlacedPage

# Between the parts of a row, in multiples of the text's height. Spaces of typewriters reach 1.2.
_GAP_OF_LINES: Final = 1.3
_GAP_WITHIN_LINE: Final = 1.8
_FEWEST_ROWS: Final = 2  # of several parts, in a table


@dataclass(frozen=True)
class Paragraph:
    """Rows of text."""

    rows: Sequence[str]


@dataclass(frozen=True)
class Table:
    """Rows of cells, as many in each; empty where nothing stands."""

    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class _Part:
    """What stands together in a row: from `left` to `right` along the text's direction."""

    text: str
    left: float
    right: float

    def meets(self, other: "_Part") -> bool:
        return self.left < other.right and other.left < self.right

    def with_(self, other: "_Part") -> "_Part":
        return _Part("", min(self.left, other.left), max(self.right, other.right))


@dataclass(frozen=True)
class _Row:
    parts: Sequence[_Part]
    begins_paragraph: bool

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


@dataclass
class _Growing:
    """A table so far. Its columns never meet, and each part lies within one of them."""

    rows: list[_Row] = field(default_factory=list)
    columns: list[_Part] = field(default_factory=list)

    def take(self, row: _Row) -> bool:
        """Add a row, unless a part of it stands in two columns or none of it in any."""
        met = [[column for column in self.columns if column.meets(part)] for part in row.parts]
        if self.rows and (max(map(len, met)) > 1 or not any(met)):
            return False
        for part in row.parts:
            old = [column for column in self.columns if column.meets(part)]
            self.columns = [column for column in self.columns if column not in old]
            whole = part
            for column in old:
                whole = whole.with_(column)
            self.columns.append(whole)
        self.rows.append(row)
        return True

    def is_table(self) -> bool:
        several = sum(len(row.parts) > 1 for row in self.rows)
        return several >= _FEWEST_ROWS and len(self.columns) > 1

    def cells(self) -> list[list[str]]:
        columns = sorted(self.columns, key=lambda column: column.left)
        return [
            [" ".join(part.text for part in row.parts if part.meets(column)) for column in columns]
            for row in self.rows
        ]


def blocks(page: PlacedPage) -> Iterator[Paragraph | Table]:
    """The paragraphs and tables of a page in reading order; every word is in one of them."""
    rows = _rows(page)
    while rows:
        table = _table(rows)
        if table is not None:
            yield Table(table.cells())
            rows = rows[len(table.rows) :]
            continue
        end = _end_of_text(rows)
        yield Paragraph([row.text for row in rows[:end]])
        rows = rows[end:]


def _end_of_text(rows: Sequence[_Row]) -> int:
    """How many rows there are until the next paragraph or table begins."""
    for place, row in enumerate(rows[1:], 1):
        if row.begins_paragraph or _table(rows[place:]) is not None:
            return place
    return len(rows)


def _table(rows: Sequence[_Row]) -> _Growing | None:
    """The table that begins with the first row; it ends with a row of several parts."""
    if len(rows[0].parts) < 2:
        return None
    table, waiting = _Growing(), []
    for row in rows:
        if len(row.parts) < 2:
            if row.begins_paragraph:
                break
            waiting.append(row)
            continue
        longer = _Growing([*table.rows], [*table.columns])
        if not all(longer.take(one) for one in (*waiting, row)):
            break
        table, waiting = longer, []
    return table if table.is_table() else None


def _rows(page: PlacedPage) -> list[_Row]:
    along = _direction(page.lines)
    rows: list[list[PlacedLine]] = []
    for line in page.lines:
        if not rows or line.separator in {"\n", "\n\n"}:
            rows.append([])
        rows[-1].append(line)
    return [_Row([*_parts(row, along)], row[0].separator == "\n\n") for row in rows]


def _parts(row: Sequence[PlacedLine], along: complex) -> Iterator[_Part]:
    height = max(line.height for line in row)
    together: list[Placed] = []
    for line in row:
        pieces = [[word] for word in line.words] if line.words_seen else [line.words]
        for place, piece in enumerate(pieces):
            widest = (_GAP_WITHIN_LINE if place else _GAP_OF_LINES) * height
            if together and _extent(piece, along)[0] - _extent(together, along)[1] > widest:
                yield _part(together, along)
                together = []
            together.extend(piece)
    yield _part(together, along)


def _part(words: Sequence[Placed], along: complex) -> _Part:
    return _Part(" ".join(word.text for word in words), *_extent(words, along))


def _extent(placed: Sequence[Placed], along: complex) -> tuple[float, float]:
    """From where to where it reaches in a direction, which has length 1."""
    places = [(complex(*point) * along.conjugate()).real for one in placed for point in one.points]
    return min(places), max(places)


def _direction(lines: Sequence[PlacedLine]) -> complex:
    """The mean direction of the text, x + iy, of length 1."""
    along = 0j
    for line in lines:
        top_left, top_right, bottom_right, bottom_left = (complex(*point) for point in line.points)
        along += top_right - top_left + bottom_right - bottom_left
    return along / abs(along) if along else 1 + 0j
