"""Searchable PDFs: what was read lies where it is printed, and the verdict on PDF/A is honest."""

import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pypdfium2 as pdfium
import pytest
from tests.documents import papers
from tests.documents.papers import Opener

from document_worker.assembly import watched
from document_worker.assembly.assemble import Assembly, assemble
from document_worker.documents.content import PageWish
from document_worker.documents.limits import DocumentLimits
from document_worker.documents.opened import Document
from document_worker.reading import Reader, failed_page, read_page
from showoff_common.contracts.lines import Quad
from showoff_common.contracts.texts import Word
from showoff_common.errors import Problem
from showoff_common.pictures.turns import Turn
from showoff_common.reading import Line, Reading

pytestmark = pytest.mark.slow

LIMITS = DocumentLimits()
DPI = 150
LEVEL: Quad = ((150, 140), (450, 140), (450, 170), (150, 170))
TILTED: Quad = ((150, 300), (450, 285), (451.5, 315), (151.5, 330))
DOWN: Quad = ((600, 300), (600, 600), (570, 600), (570, 300))
DEAR: Quad = ((100, 202), (349, 202), (349, 241), (100, 241))  # where a written page says so
TYPED: Quad = ((75, 1040), (400, 1040), (400, 1075), (75, 1075))
WORDS = [
    Word(text="Straße", confidence=0.9, start=0, end=0.5),
    Word(text="№5", confidence=0.9, start=0.55, end=1),
]
Box = tuple[float, float, float, float]


def reads(*quads: Quad) -> Reader:
    """Whatever it is shown, it reads the same, in these places."""
    lines = [Line("Straße №5", 0.9, quad, "\n", WORDS) for quad in quads]

    def read(_: bytes) -> tuple[Reading, Turn]:
        return Reading(lines, "d", "r"), 0

    return read


@dataclass(frozen=True)
class Found:
    """A searchable PDF."""

    path: Path
    assembly: Assembly

    def places(self, page: int, text: str) -> list[Box]:
        """Where a page says a text, in pixels of 150 dpi from the top left, before it is turned."""
        with pdfium.PdfDocument(self.path) as document:
            document[page - 1].set_rotation(0)
            height = document[page - 1].get_height()
            text_page = document[page - 1].get_textpage()
            search, found = text_page.search(text, match_case=True), []
            while hit := search.get_next():
                text_page.count_rects()
                boxes = [text_page.get_charbox(hit[0] + i, loose=True) for i in range(hit[1])]
                lefts, bottoms, rights, tops = zip(*boxes, strict=True)
                box = (min(lefts), height - max(tops), max(rights), height - min(bottoms))
                found.append(tuple(side * DPI / 72 for side in box))
            return found


def made(document: Document, target: Path, *readers: Reader, pdfa: bool = True) -> Found:
    """Read each page by a reader of its own."""
    wishes = [PageWish(number=number) for number in range(1, document.facts.pages + 1)]
    pages = [read_page(document, *one) for one in zip(wishes, readers, strict=True)]
    return Found(target, assemble(document.copy(), pages, target, LIMITS, pdfa=pdfa))


SCAN, TILT, STAND, WRITTEN, BOTH, OLD, OLD_REPLACED, FAILED, TURNED, ANEW = range(1, 11)


@pytest.fixture(scope="module")
def mixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    """A document with a page of every kind, assembled once."""

    def turned(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = 90

    folder = tmp_path_factory.mktemp("mixture")
    old = papers.scan_with_text(["Dear Ms Mi11er"], invisible=True)
    typed = papers.scan_with_text(["Received on Tuesday"], invisible=False)
    parts = [papers.scan()] * 3 + [papers.written(), typed, old, old, papers.scan()]
    data = papers.joined([*parts, papers.changed(papers.scan(), turned), papers.written()])
    (folder / "source").write_bytes(data)
    (folder / "work").mkdir()
    with Document(folder / "source", folder / "work", LIMITS) as document:
        readers = [reads(LEVEL), reads(TILTED), reads(DOWN), reads(LEVEL), reads(LEVEL, TYPED)]
        readers += [*[reads(LEVEL)] * 4, reads(LEVEL, DEAR)]
        anew = {OLD_REPLACED, ANEW}
        pages = [
            read_page(document, PageWish(number=number, keep_text=number not in anew), reader)
            for number, reader in enumerate(readers, 1)
        ]
        pages[FAILED - 1] = failed_page(FAILED, Problem(422, "Page not readable", "Given up."))
        target = folder / "out.pdf"
        yield Found(target, assemble(document.copy(), pages, target, LIMITS))


def test_a_mixture_is_pdfa_by_its_own_check_and_sound(mixture: Found) -> None:
    assert mixture.assembly == Assembly("2b", None)
    assert pikepdf.pdfa.validate_written(mixture.path, "2b").passed
    with pikepdf.open(mixture.path) as pdf:
        assert not pdf.check_pdf_syntax()
        assert len(pdf.pages) == ANEW


def test_words_lie_where_they_are_printed(mixture: Found) -> None:
    (street,), (number,) = mixture.places(SCAN, "Straße"), mixture.places(SCAN, "№5")

    assert (street[0], street[2]) == pytest.approx((150, 300), abs=3)
    assert (number[0], number[2]) == pytest.approx((315, 450), abs=3)
    assert 130 < street[1] < 150
    assert 165 < street[3] < 180


def test_a_line_that_leans_does_so_in_the_pdf(mixture: Found) -> None:
    (street,), (number,) = mixture.places(TILT, "Straße"), mixture.places(TILT, "№5")

    assert street[0] == pytest.approx(150, abs=4)
    assert number[2] == pytest.approx(450, abs=4)
    fall = 15 * 165 / 300  # from the beginning of the one to that of the other
    assert street[3] - number[3] == pytest.approx(fall, abs=4)


def test_a_line_that_stands_does_so_in_the_pdf(mixture: Found) -> None:
    (street,), (number,) = mixture.places(STAND, "Straße"), mixture.places(STAND, "№5")

    assert (street[1], street[3]) == pytest.approx((300, 450), abs=4)
    assert (number[1], number[3]) == pytest.approx((465, 600), abs=4)
    assert 560 < street[0] < street[2] < 610


def test_written_text_stays_alone(mixture: Found) -> None:
    assert len(mixture.places(WRITTEN, "Miller")) == 1
    assert not mixture.places(WRITTEN, "Straße")


def test_a_page_of_both_gets_only_what_it_lacks(mixture: Found) -> None:
    assert len(mixture.places(BOTH, "Received")) == 1
    assert len(mixture.places(BOTH, "Straße")) == 1


def test_what_an_earlier_ocr_left_is_kept_or_replaced(mixture: Found) -> None:
    assert mixture.places(OLD, "Mi11er")
    assert not mixture.places(OLD, "Straße")
    assert mixture.places(OLD_REPLACED, "Straße")
    assert not mixture.places(OLD_REPLACED, "Mi11er")


def test_what_is_written_for_all_to_see_is_never_there_twice(mixture: Found) -> None:
    assert len(mixture.places(ANEW, "Miller")) == 1
    assert len(mixture.places(ANEW, "Straße")) == 1, "but for the line that only a reader saw"


def test_a_page_that_failed_keeps_its_picture(mixture: Found) -> None:
    with pikepdf.open(mixture.path) as pdf:
        (picture,) = pdf.pages[FAILED - 1].Resources.XObject.as_dict().values()
        assert picture.Width == round(5.83 * DPI)
    assert not mixture.places(FAILED, "Straße")


def test_a_turned_page_has_its_words_where_they_are_displayed(mixture: Found) -> None:
    (street,) = mixture.places(TURNED, "Straße")

    # Turned by a quarter clockwise: what is displayed from the left was told from the bottom.
    height = round(8.27 * DPI)
    assert (height - street[3], height - street[1]) == pytest.approx((150, 300), abs=4)
    assert (street[0], street[2]) == pytest.approx((140, 170), abs=12)


def test_what_cannot_be_pdfa_says_why(opened: Opener, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"

    told = made(opened(papers.without_a_font()), target, reads())

    assert told.assembly.pdfa == "none"
    assert "font" in (told.assembly.reason or "").lower()
    assert told.places(1, "No font inside")
    assert not pikepdf.pdfa.validate_written(target, "2b").passed


def test_a_tiff_becomes_a_pdf_as_it_is_and_plain_where_that_is_wanted(
    opened: Opener, tmp_path: Path
) -> None:
    pages = [papers.sheet([text]).convert("1") for text in ("one", "two")]
    tiff = papers.encoded(
        pages[0],
        "TIFF",
        save_all=True,
        append_images=pages[1:],
        compression="group4",
        dpi=(DPI, DPI),
    )

    told = made(opened(tiff), tmp_path / "out.pdf", reads(LEVEL), reads(LEVEL), pdfa=False)

    assert told.assembly == Assembly("none", None)
    assert told.places(2, "Straße")
    with pikepdf.open(told.path) as pdf:
        filters = [
            str(thing.Filter)
            for page in pdf.pages
            for thing in page.Resources.XObject.as_dict().values()
            if thing.Subtype == pikepdf.Name.Image
        ]
    assert filters == ["/CCITTFaxDecode"] * 2


def test_users_without_a_home_get_one(
    opened: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A container's user has none, and OCRmyPDF looks for fonts there."""
    python, home = tmp_path / "python", tmp_path / "home"
    python.write_text(f'#!/bin/sh\necho "$HOME" >{home}\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    document = opened(papers.scan())
    clean = document.copy()
    monkeypatch.setattr(sys, "executable", str(python))

    assemble(clean, [], tmp_path / "out.pdf", DocumentLimits())

    assert Path(home.read_text().strip()) == tmp_path


def test_an_assembly_that_takes_too_long_is_given_up(opened: Opener, tmp_path: Path) -> None:
    document, target = opened(papers.scan()), tmp_path / "out.pdf"

    with pytest.raises(Problem, match="given up"):
        assemble(document.copy(), [], target, DocumentLimits(assembly_seconds=0.01))
    assert not target.exists()
    assert not list(tmp_path.glob("*.jsonl"))


def test_a_program_that_says_too_much_is_ended() -> None:
    """On standard output; of standard error the end is kept, however long it is."""
    endless = "while True: print('x' * 65536)"
    much = "import sys; [sys.stderr.write('x' * 65536) for _ in range(1000)]; print(input())"
    began = time.monotonic()

    ended, heard = (
        watched.run([sys.executable, "-c", program], b"given\n", {}, seconds=30)
        for program in (endless, much)
    )

    assert time.monotonic() - began < 25, "for what it says, before its time is over"
    assert ended.status == -signal.SIGKILL
    assert len(ended.answer) < 10**5
    assert (heard.status, heard.answer, len(heard.last_words)) == (0, b"given\n", 4000)


def test_a_program_that_takes_too_long_is_ended() -> None:
    ended = watched.run([sys.executable, "-c", "input(); input()"], b"", {}, seconds=20)
    assert ended.status == 1, "by itself"

    waiting = "import time; time.sleep(60)"
    assert watched.run([sys.executable, "-c", waiting], b"", {}, 0.1).status == -signal.SIGKILL
