"""Pages scanned and written on: read in one order, in their own words where they have any."""

from pathlib import Path
from typing import Final

from document_worker.documents.content import PageWish, Sheet
from document_worker.reading import read_page
from showoff_common.contracts.lines import Quad, Separator
from showoff_common.contracts.pages import PageLine
from showoff_common.pictures.turns import Turn
from showoff_common.reading import Line, Reading

LEFT: Final = 100.0


def quad(top: float, left: float = LEFT, right: float = 500.0) -> Quad:
    return (left, top), (right, top), (right, top + 30), (left, top + 30)


def own(text: str, points: Quad) -> PageLine:
    return PageLine(text=text, separator="\n", confidence=None, points=points)


class Prepared:
    """A document whose page is prepared: `opened.Document` as far as reading needs it."""

    def __init__(self, folder: Path, *lines: PageLine) -> None:
        self._path = folder / "page-1.jpg"
        self._path.write_bytes(b"a picture")
        self._lines = list(lines)

    def page(self, wish: PageWish) -> Sheet:
        return Sheet(
            number=wish.number,
            width=600,
            height=800,
            dpi=200,
            kind="mixed",
            lines=self._lines,
            picture=self._path.name,
        )

    def picture(self, _: Sheet) -> Path:
        return self._path


def told(tmp_path: Path, read: list[Line], *lines: PageLine) -> list[tuple[Separator, str]]:
    def reader(picture: bytes) -> tuple[Reading, Turn]:
        assert picture == b"a picture"
        return Reading(read, "d", "r"), 0

    document = Prepared(tmp_path, *lines)
    page = read_page(document, PageWish(number=1), reader)  # type: ignore[arg-type] # as it needs
    assert not list(tmp_path.iterdir()), "its picture is gone"
    return [(line.separator, line.text) for line in page.lines]


READ = [
    Line("Name", 0.9, quad(100)),
    Line("Mary Mi11er", 0.6, quad(150), "\n"),
    Line("Signed", 0.9, quad(300), "\n\n"),
]


def test_what_was_typed_takes_the_place_of_what_was_read_there(tmp_path: Path) -> None:
    lines = told(tmp_path, READ, own("Mary Miller", quad(155, right=400)))

    assert lines == [("", "Name"), ("\n", "Mary Miller"), ("\n\n", "Signed")]


def test_parts_of_one_line_stand_in_its_row(tmp_path: Path) -> None:
    parts = own("Mary", quad(152, right=200)), own("Miller", quad(152, left=230))

    assert told(tmp_path, READ, *parts)[1:3] == [("\n", "Mary"), (" ", "Miller")]


def test_what_no_reader_saw_comes_last(tmp_path: Path) -> None:
    assert told(tmp_path, READ, own("too pale", quad(700)))[-1] == ("\n", "too pale")
    assert told(tmp_path, [], own("alone", quad(700))) == [("", "alone")]
