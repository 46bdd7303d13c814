"""A page as it reads with what a person said of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from showoff_common.contracts.lines import Quad
from showoff_common.contracts.pages import PageLine, PageReading


def corrected(reading: PageReading, lines: Sequence[Mapping[str, Any]]) -> PageReading:
    """The page with these lines in place of its own, in their order.

    A line that was read and says the same keeps its words and how sure they are. One that stands
    nowhere on the page is put where the line before it is, the first where the page is: no format
    has lines without a place.

    Args:
        reading: As it was read, its lines numbered.
        lines: `LaidLine`s.
    """
    return reading.model_copy(update={"lines": list(_lines(reading, lines))})


def _lines(reading: PageReading, lines: Sequence[Mapping[str, Any]]) -> Iterator[PageLine]:
    read = {line.ord_num: line for line in reading.lines}
    right, bottom = float(reading.width), float(reading.height)
    place: Quad = (0.0, 0.0), (right, 0.0), (right, bottom), (0.0, bottom)
    for told in lines:
        before = read.get(told["ord_num"])
        place = told["points"] or (before.points if before else place)
        same = before if before is not None and before.text == told["text"] else None
        yield PageLine(
            text=told["text"],
            separator=told["separator"],
            confidence=same.confidence if same else None,
            points=place,
            words=same.words if same else None,
            ord_num=before.ord_num if before else None,
        )
