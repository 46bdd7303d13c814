"""What the child process does, without the process: for sound documents, which need none."""

import errno
import io
import json
from pathlib import Path
from typing import Any

import img2pdf
import pikepdf
import pytest
from PIL import ExifTags, Image
from tests.documents import papers

from document_worker.documents import child
from document_worker.documents.child import Opened
from document_worker.documents.limits import DocumentLimits


def in_hand(data: bytes, tmp_path: Path) -> Opened:
    source, folder = tmp_path / "document", tmp_path / "work"
    source.write_bytes(data)
    folder.mkdir()
    return Opened(source, folder, DocumentLimits())


def kinds(document: Opened, pages: int) -> list[Any]:
    return [document.page({"number": number + 1})["kind"] for number in range(pages)]


def test_pages_of_every_kind_are_told_apart(tmp_path: Path) -> None:
    old = papers.scan_with_text(["Dear Ms Mi11er"], invisible=True)
    typed = papers.scan_with_text(["Received on Tuesday"], invisible=False)
    data = papers.joined([papers.scan(), papers.written(), old, typed, papers.active()])
    document = in_hand(data, tmp_path)

    assert document.open()["pages"] == 5
    assert kinds(document, 5) == ["scanned", "written", "written", "mixed", "scanned"]
    document.copy()
    assert (tmp_path / "work" / "clean.pdf").exists()


def test_another_process_takes_up_where_one_ended(tmp_path: Path) -> None:
    frames = papers.encoded(
        papers.sheet(["1"]), "TIFF", save_all=True, append_images=[papers.sheet(["2"])]
    )
    first = in_hand(frames, tmp_path)
    first.open()
    first.copy()
    second = Opened(tmp_path / "document", tmp_path / "work", DocumentLimits())
    second.again()

    assert kinds(second, 2) == ["scanned", "scanned"]
    assert (tmp_path / "work" / "clean.pdf").read_bytes().startswith(b"%PDF")


def test_problems_and_faults_are_answered(tmp_path: Path) -> None:
    locked = in_hand(papers.locked(papers.written()), tmp_path)

    assert child._answer(locked, "open", [])["problem"][1] == "Document is locked"
    assert "not opened" in child._answer(locked, "page", [{"number": 1}])["fault"]
    json.dumps(child._answer(locked, "open", []))


def test_a_full_disk_is_told_apart_from_what_is_wrong_with_a_document(tmp_path: Path) -> None:
    class OnFullDisk(Opened):
        def page(self, wish: dict[str, Any]) -> dict[str, Any]:
            raise RuntimeError(wish) from OSError(errno.ENOSPC, "No space left on device")

    full = OnFullDisk(tmp_path / "document", tmp_path, DocumentLimits())

    assert child._answer(full, "page", [{"number": 1}]) == {"full": True}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_lines_are_told_in_the_direction_of_their_text(tmp_path: Path, turn: int) -> None:
    def turned(pdf: Any) -> None:  # noqa: ANN401 - a pikepdf.Pdf
        pdf.pages[0].Rotate = turn

    document = in_hand(papers.changed(papers.written(), turned), tmp_path)
    document.open()
    line = next(
        it for it in document.page({"number": 1})["lines"] if it["text"] == "Dear Ms Miller,"
    )

    (x0, y0), (x1, y1), *_ = line["points"]
    runs = {0: x1 > x0, 90: y1 > y0, 180: x1 < x0, 270: y1 < y0}
    assert runs[turn]
    assert [word["text"] for word in line["words"]] == ["Dear", "Ms", "Miller,"]
    assert line["words"][0]["start"] == pytest.approx(0, abs=0.01)
    assert line["words"][-1]["end"] == pytest.approx(1, abs=0.01)


def test_where_a_picture_was_taken_does_not_stay_in_a_copy(tmp_path: Path) -> None:
    tags = Image.Exif()
    tags[ExifTags.Base.Make] = "A maker of telephones"
    photo = papers.encoded(papers.sheet(), "JPEG", exif=tags.tobytes(), comment=b"at home")
    document = in_hand(img2pdf.convert(photo), tmp_path)

    document.open()

    with pikepdf.open(tmp_path / "work" / "clean.pdf") as pdf:
        (picture,) = pdf.pages[0].Resources.XObject.as_dict().values()
        data = picture.read_raw_bytes()
    assert b"telephones" in photo
    assert b"telephones" not in data
    assert b"at home" not in data
    assert Image.open(io.BytesIO(data)).tobytes() == Image.open(io.BytesIO(photo)).tobytes()


def test_pictures_that_are_drawn_anew_leave_nothing_but_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    convert, tries = img2pdf.convert, []

    def refuse_once(*given: object, **how: object) -> object:
        tries.append(given)
        if len(tries) == 1:
            raise ValueError("an odd picture")
        return convert(*given, **how)

    monkeypatch.setattr(img2pdf, "convert", refuse_once)
    document = in_hand(papers.encoded(papers.sheet()), tmp_path)
    document.open()

    document.copy()

    assert len(tries) == 2
    assert [it.name for it in (tmp_path / "work").iterdir()] == ["clean.pdf"]


def test_text_beside_the_page_is_none_of_it(tmp_path: Path) -> None:
    def write_beside(pdf: Any) -> None:  # noqa: ANN401 - a pikepdf.Pdf
        page = pdf.pages[0]
        (font, *_) = page.Resources.Font.keys()
        for left in (-400, 500_000):  # pt
            beside = f"BT {font} 12 Tf 1 0 0 1 {left} 500 Tm (beside) Tj ET"
            page.contents_add(beside.encode())

    document = in_hand(papers.changed(papers.written(), write_beside), tmp_path)
    document.open()

    assert [it["text"] for it in document.page({"number": 1})["lines"]] == list(papers.LETTER)
