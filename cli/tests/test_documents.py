"""`show-off read` and documents: page by page, and as a searchable PDF."""

import itertools
import json
import subprocess
import sys
import threading
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from tests.documents import papers

from show_off import documents
from show_off.__main__ import main
from show_off.wishes import Wishes
from showoff_common.pictures.turns import Turn
from showoff_common.reading import Reading

pytestmark = pytest.mark.slow

PAGES = [papers.LETTER, ["The second page says more."], ["And here it ends."]]
DPI = 100  # enough to be read, and soon


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("documents") / "scanned.pdf"
    path.write_bytes(papers.scan(PAGES, DPI))
    return path


def show_off(*arguments: object) -> tuple[int, str, str]:
    written, stderr = BytesIO(), StringIO()
    stdout = TextIOWrapper(written, encoding="utf-8", newline="")
    with redirect_stdout(stdout), redirect_stderr(stderr), pytest.raises(SystemExit) as ended:
        main(list(map(str, arguments)))
    stdout.flush()
    return int(ended.value.code or 0), written.getvalue().decode(), stderr.getvalue()


def test_pages_are_parted_by_form_feeds(scanned: Path) -> None:
    status, said, _ = show_off("read", scanned)

    assert status == 0
    texts = [page.split() for page in said.split("\f")]
    assert texts == [" ".join(lines).split() for lines in PAGES]


def test_pages_are_read_at_once_and_told_in_their_order(
    scanned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "allowed_cpus", lambda: 2)
    calls, other = itertools.count(), threading.Event()

    def reader(_: bytes) -> tuple[Reading, Turn]:
        if next(calls) == 0:
            assert other.wait(30), "alone"
        other.set()
        return Reading([], "d", "r"), 0

    with documents.opened(scanned, Wishes()) as document:
        pages = list(document.pages(reader))

    assert [(page.number, page.problem) for page in pages] == [(1, None), (2, None), (3, None)]


def test_no_more_pages_are_read_than_are_taken(
    scanned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "allowed_cpus", lambda: 1)
    calls = itertools.count()

    def reader(_: bytes) -> tuple[Reading, Turn]:
        next(calls)
        return Reading([], "d", "r"), 0

    with documents.opened(scanned, Wishes()) as document:
        next(document.pages(reader))

    assert next(calls) < len(PAGES)


def test_some_pages_are_read_alone_as_an_object_each(scanned: Path) -> None:
    status, said, _ = show_off("read", scanned, "--pages", "3,1", "--json")

    first, third = map(json.loads, said.splitlines())
    assert (status, first["number"], third["number"]) == (0, 1, 3)
    assert third["text"] == "And here it ends."
    assert third["lines"][0]["words"][0]["text"] == "And"


def test_a_scan_becomes_searchable(scanned: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"

    assert show_off("read", scanned, "-o", out) == (0, "", "")

    with pdfium.PdfDocument(out) as document:
        said = document[1].get_textpage().get_text_bounded()
    assert said.split() == ["The", "second", "page", "says", "more."]


def test_a_document_comes_over_standard_input_too(scanned: Path) -> None:
    with scanned.open("rb") as given:
        ran = subprocess.run(
            [sys.executable, "-m", "show_off", "read", "-", "--pages", "3"],
            stdin=given,
            capture_output=True,
            text=True,
            check=False,
        )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "And here it ends.\n", "")


@pytest.mark.parametrize("format_", ["TIFF", "GIF", "HEIF"])
def test_no_page_of_a_picture_is_lost(tmp_path: Path, format_: str) -> None:
    first, *others = [papers.sheet(lines, DPI) for lines in PAGES]
    path = tmp_path / "pages"
    path.write_bytes(papers.encoded(first, format_, save_all=True, append_images=others))

    status, said, _ = show_off("read", path)

    assert status == 0
    assert said.split("\f")[-1] == "And here it ends.\n"
    assert said.count("\f") == 2


def test_what_cannot_be_read_is_said_and_the_rest_is_read(scanned: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(papers.locked(papers.written()))

    status, said, complaint = show_off("read", locked, scanned)

    assert status == 1
    assert "asks for a password" in complaint
    assert "And here it ends." in said


def test_a_page_that_cannot_be_read_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    first, second = papers.sheet(["One"], DPI), papers.sheet(["Two"], DPI)
    data = papers.encoded(first, "TIFF", save_all=True, append_images=[second], compression="jpeg")
    path = tmp_path / "torn.tiff"
    path.write_bytes(papers.torn_first_page(data))

    status, said, complaint = show_off("read", path)

    assert status == 1
    assert "page 1" in complaint
    assert said.split() == ["Two"]


def test_a_signed_document_is_copied_only_where_that_is_wanted(tmp_path: Path) -> None:
    signed, out = tmp_path / "signed.pdf", tmp_path / "out.pdf"
    signed.write_bytes(papers.signed())

    status, _, complaint = show_off("read", signed, "-o", out)
    assert (status, out.exists()) == (1, False)
    assert "signature" in complaint

    assert show_off("read", signed, "-o", out, "--signed")[0] == 0
    assert out.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "out.docx"), "names no format"),
        (("-o", "nowhere/out.pdf"), "there is no folder"),
        (("--pages", "0"), "names no pages"),
    ],
)
def test_wrong_wishes_are_refused_before_anything_is_read(
    scanned: Path, arguments: tuple[str, ...], said: str
) -> None:
    status, _, complaint = show_off("read", scanned, *arguments)

    assert status == 2
    assert said in complaint


def test_nothing_is_replaced_unasked(scanned: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    out.write_bytes(b"mine")

    assert show_off("read", scanned, "-o", out)[0] == 2
    assert out.read_bytes() == b"mine"


def test_pages_that_are_not_there_are_refused(scanned: Path) -> None:
    status, _, complaint = show_off("read", scanned, "--pages", "2-9")

    assert status == 1
    assert "Page 9 is asked for; the document has 3" in complaint
