"""Reading a page: its picture by the models, its own text as it stands."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from document_worker.documents.content import PageWish, Sheet
from document_worker.documents.opened import Document
from document_worker.overlap import same_places
from showoff_common.contracts.history import Models
from showoff_common.contracts.pages import PageLine, PageReading, TaskProblem
from showoff_common.errors import Problem
from showoff_common.pictures.turns import Turn
from showoff_common.reading import Reading, page_line

Reader = Callable[[bytes], tuple[Reading, Turn]]
"""Reads an encoded picture, over HTTP or with the models in this process: what it says, with words,
and by how much it has to be turned. It may raise Problem."""

OVER_THE_PICTURE: Final = frozenset({HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.GATEWAY_TIMEOUT})
"""Of such a Problem: nothing was away, and still it was not read, or not in time."""


@dataclass(frozen=True)
class DrawnPage:
    """A page as it is to be read.

    Attributes:
        picture: Of all of it, encoded; none where its own text is all.
    """

    sheet: Sheet
    picture: bytes | None


def draw_page(document: Document, wish: PageWish) -> DrawnPage:
    """Draw a page of a document; nothing of it stays on disk.

    Raises:
        Problem: It cannot be drawn; 5xx where that may pass.
    """
    sheet = document.page(wish)
    if sheet.picture is None:
        return DrawnPage(sheet, None)
    path = document.picture(sheet)
    try:
        return DrawnPage(sheet, path.read_bytes())
    finally:
        path.unlink(missing_ok=True)


def read_drawn(drawn: DrawnPage, reader: Reader) -> PageReading:
    """Read a page that was drawn; safe to call from several threads where the reader is.

    Raises:
        Problem: It cannot be read; 5xx where that may pass.
    """
    sheet = drawn.sheet
    if drawn.picture is None:
        return _told(sheet, sheet.lines, 0, Models(detection=None, recognition=None))
    reading, turn = reader(drawn.picture)
    lines = _with_own_text([page_line(line) for line in reading.lines], sheet.lines)
    models = Models(detection=reading.detection_model, recognition=reading.recognition_model)
    return _told(sheet, lines, turn, models)


def read_page(document: Document, wish: PageWish, reader: Reader) -> PageReading:
    """Read a page of a document; nothing of it stays on disk.

    Raises:
        Problem: It cannot be read; 5xx where that may pass.
    """
    return read_drawn(draw_page(document, wish), reader)


def failed_page(number: int, problem: Problem) -> PageReading:
    """In the place of a page that could not be read."""
    told = TaskProblem(status=problem.status, title=problem.title, detail=problem.detail)
    return PageReading(
        number=number,
        width=0,
        height=0,
        dpi=72,
        source="failed",
        lines=[],
        model=Models(detection=None, recognition=None),
        problem=told,
    )


def _told(sheet: Sheet, lines: Sequence[PageLine], turn: Turn, model: Models) -> PageReading:
    return PageReading(
        number=sheet.number,
        width=sheet.width,
        height=sheet.height,
        dpi=sheet.dpi,
        source="embedded" if sheet.picture is None else "read",
        turn=turn,
        lines=list(lines),
        model=model,
    )


def _with_own_text(read: Sequence[PageLine], own: Sequence[PageLine]) -> list[PageLine]:
    """Lines as they were read, but in the words of the document where it has its own.

    A page of both, a scan with a typed note or a printed form filled in, is read in one order. Of
    its own lines each takes the place of the first line read that it lies on; the others lying
    there are dropped, and those that lie nowhere come last.
    """
    first: dict[int, int] = {}
    covered: set[int] = set()
    for mine, place in same_places(own, read):
        first[mine] = min(place, first.get(mine, place))
        covered.add(place)
    lying = defaultdict(list)
    for mine, one in enumerate(own):
        lying[first.get(mine)].append(one)
    told: list[PageLine] = []
    for place, line in enumerate(read):
        for number, one in enumerate(lying[place]):
            separator = " " if number else line.separator
            told.append(one.model_copy(update={"separator": separator}))
        if place not in covered:
            told.append(line)
    told += lying[None]
    if told:
        told[0] = told[0].model_copy(update={"separator": ""})
        told[1:] = [
            one if one.separator else one.model_copy(update={"separator": "\n"}) for one in told[1:]
        ]
    return told
