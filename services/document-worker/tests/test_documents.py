"""What documents hold: opened, mended, told apart page by page."""

import os
import signal
import subprocess
import sys
import time

import pikepdf
import pytest
from PIL import Image
from tests.documents import papers
from tests.documents.papers import Opener

from document_worker.documents.content import PageWish
from document_worker.documents.limits import DocumentLimits
from document_worker.documents.opened import Document
from showoff_common.errors import Problem


def said(document: Document, number: int = 1, **wish: object) -> list[str]:
    sheet = document.page(PageWish.model_validate({"number": number, **wish}))
    return [line.text for line in sheet.lines]


def test_a_scanned_page_becomes_a_picture_at_the_scans_own_resolution(opened: Opener) -> None:
    document = opened(papers.scan(dpi=200))

    assert document.facts.model_dump() == {"pages": 1, "repaired": False, "signed": False}
    sheet = document.page(PageWish(number=1))
    assert (sheet.kind, sheet.lines) == ("scanned", [])
    assert sheet.dpi == pytest.approx(200, abs=0.5)
    picture = Image.open(document.picture(sheet))
    assert picture.size == (sheet.width, sheet.height)
    assert picture.size == pytest.approx(papers.sheet(dpi=200).size, abs=1)


def test_a_written_page_keeps_its_text_and_needs_no_picture(opened: Opener) -> None:
    document = opened(papers.written([papers.LETTER, ["Page two"]]))

    sheet = document.page(PageWish(number=1))
    assert (sheet.kind, sheet.picture) == ("written", None)
    assert [line.text for line in sheet.lines] == list(papers.LETTER)
    assert [word.text for word in sheet.lines[0].words or []] == ["Dear", "Ms", "Miller,"]
    assert sheet.lines[0].confidence is None
    assert said(document, 2) == ["Page two"]
    left, top = sheet.lines[0].points[0]
    assert left == pytest.approx(36 * sheet.dpi / 72, abs=3)
    assert 72 * sheet.dpi / 72 - 12 < top < 84 * sheet.dpi / 72


def test_written_text_is_read_anew_where_that_is_wanted(opened: Opener) -> None:
    sheet = opened(papers.written()).page(PageWish(number=1, keep_text=False))

    assert (sheet.kind, sheet.lines) == ("scanned", [])
    assert sheet.picture == "page-1.jpg"


def test_what_an_earlier_ocr_left_is_kept_or_replaced(opened: Opener) -> None:
    document = opened(papers.scan_with_text(["Dear Ms Mi11er"], invisible=True))

    assert document.page(PageWish(number=1)).kind == "written"
    assert said(document) == ["Dear Ms Mi11er"]
    assert document.page(PageWish(number=1, keep_text=False)).kind == "scanned"


def test_a_page_of_both_is_read_and_keeps_what_was_typed_into_it(opened: Opener) -> None:
    document = opened(papers.scan_with_text(["Received on Tuesday"], invisible=False))

    sheet = document.page(PageWish(number=1))
    assert sheet.kind == "mixed"
    assert sheet.picture
    assert [line.text for line in sheet.lines] == ["Received on Tuesday"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_places_of_written_text_follow_the_page_as_it_is_displayed(
    opened: Opener, turn: int
) -> None:
    def turned(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Rotate = turn

    upright = opened(papers.written()).page(PageWish(number=1))
    sheet = opened(papers.changed(papers.written(), turned)).page(PageWish(number=1))

    x, y = upright.lines[0].points[0]
    (line,) = [line for line in sheet.lines if line.text == upright.lines[0].text]
    expected = {
        90: (upright.height - y, x),
        180: (upright.width - x, upright.height - y),
        270: (y, upright.width - x),
    }[turn]
    assert line.points[0] == pytest.approx(expected, abs=2)


def test_a_table_that_is_gone_is_mended_and_said(opened: Opener) -> None:
    document = opened(papers.without_table(papers.written()))

    assert document.facts.repaired
    assert said(document) == list(papers.LETTER)


def test_a_document_that_anybody_may_open_is_no_longer_locked(opened: Opener) -> None:
    document = opened(papers.locked(papers.written(), user=""))

    assert said(document) == list(papers.LETTER)
    with pikepdf.open(document.copy()) as copy:
        assert not copy.is_encrypted


def test_nothing_that_acts_is_left_in_a_copy(opened: Opener) -> None:
    copy = opened(papers.active()).copy()

    with pikepdf.open(copy) as pdf:
        objects = b"".join(one.unparse(resolved=True) for one in pdf.objects)
        assert len(pdf.pages[0].Annots) == 2
    for acting in (
        b"JavaScript",
        b"Launch",
        b"EmbeddedFiles",
        b"SubmitForm",
        b"OpenAction",
        b"/AA",
    ):
        assert acting not in objects
    assert b"https://show-off.example" in objects


def test_every_page_of_a_tiff_is_a_page(opened: Opener) -> None:
    pages = [papers.sheet([text]).convert("1") for text in ("one", "two", "three")]
    tiff = papers.encoded(
        pages[0],
        "TIFF",
        save_all=True,
        append_images=pages[1:],
        compression="group4",
        dpi=(150, 150),
    )
    document = opened(tiff)

    assert document.facts.pages == 3
    sheets = [document.page(PageWish(number=number)) for number in (1, 2, 3)]
    assert {(sheet.kind, sheet.dpi) for sheet in sheets} == {("scanned", 150)}
    assert Image.open(document.picture(sheets[2])).tobytes() == pages[2].convert("L").tobytes()
    with pikepdf.open(document.copy()) as pdf:
        assert len(pdf.pages) == 3
        assert [float(side) for side in pdf.pages[0].MediaBox[2:]] == pytest.approx(
            [420, 595], abs=1
        )


@pytest.mark.parametrize("mode", ["RGBA", "I;16", "CMYK", "P"])
def test_pictures_of_any_kind_become_a_pdf(opened: Opener, mode: str) -> None:
    picture = papers.sheet()
    picture = picture.convert("RGB").convert(mode) if mode != "I;16" else picture.convert(mode)
    document = opened(papers.encoded(picture, "TIFF"))

    with pikepdf.open(document.copy()) as pdf:
        assert len(pdf.pages) == 1


def test_a_killed_process_costs_a_page_one_more_try(opened: Opener) -> None:
    document = opened(papers.scan([["one"], ["two"]]))
    assert document._child is not None
    os.kill(document._child.pid, signal.SIGKILL)

    assert document.page(PageWish(number=2)).picture == "page-2.jpg"


SAYS = "import sys; sys.stdin.readline(); sys.stdin.readline(); print({!r}); sys.stdout.flush()"


@pytest.mark.parametrize(
    "program",
    [
        *(SAYS.format(words) for words in ("nonsense", "[]", "{}", '{"problem": [1]}')),
        SAYS.format('{"problem": [200, "fine", ""]}'),
        SAYS.format('{"told": {"pages": 0}}'),
        "import os; os.close(1)",
    ],
)
def test_a_process_that_a_file_has_taken_over_costs_its_document_at_most(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", f"{program}; import time; time.sleep(20)"]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(command, stdin=pipe, stdout=pipe))
        return started[-1]

    monkeypatch.setattr("document_worker.documents.opened._started", start)
    begun = time.monotonic()
    with pytest.raises(Problem) as refused:
        opened(papers.written())

    assert refused.value.title == "Document not readable"
    assert time.monotonic() - begun < 15
    (child,) = started
    assert child.poll() is not None, "it has been ended"


def test_limits_of_pages_are_kept(opened: Opener) -> None:
    limits = DocumentLimits(max_pixels=100_000, max_side=300)
    sheet = opened(papers.scan(), limits).page(PageWish(number=1))

    assert max(sheet.width, sheet.height) <= 300
    assert sheet.width * sheet.height <= 100_000


def test_a_picture_too_large_to_be_sent_loses_some_of_its_quality(opened: Opener) -> None:
    large = papers.encoded(papers.noisy(papers.sheet()))
    limits = DocumentLimits(picture_bytes=len(large) // 3)

    document = opened(large, limits)
    sheet = document.page(PageWish(number=1))

    assert sheet.picture == "page-1.jpg"
    assert document.picture(sheet).stat().st_size <= limits.picture_bytes
    assert Image.open(document.picture(sheet)).size == (sheet.width, sheet.height)
