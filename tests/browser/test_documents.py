"""Documents: PDFs, TIFFs of several pages, and folders, read page by page and taken along whole."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, FilePayload, Locator, expect
from tests.browser.pictures import encoded, file, text_picture
from tests.browser.the_page import TIMEOUT_MS, ThePage

WORDS = ("First page", "Second page", "Third page")


def document(kind: str, words: tuple[str, ...] = WORDS) -> bytes:
    first, *others = [text_picture(one, (800, 300)) for one in words]
    return encoded(first, kind, save_all=True, append_images=others)


def report(*words: str) -> FilePayload:
    return file("report.pdf", document("PDF", words or WORDS), "application/pdf")


def pages(page: ThePage, name: str) -> Locator:
    return page.tab.get_by_role("list", name=f"Pages of {name}").get_by_role("button")


def wait_until_read(page: ThePage, name: str, count: int = 3) -> None:
    expect(page.queue.filter(has_text=name).first).to_contain_text(f"{count} of {count}")
    expect(pages(page, name)).to_have_count(count)
    page.wait_for_text()


@pytest.fixture(scope="module")
def shown(browser: Browser, address: str) -> Iterator[ThePage]:
    """A document of three pages, read once for all who only look at it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    context.set_default_timeout(TIMEOUT_MS)
    page = ThePage(context.new_page(), address)
    page.open()
    page.choose(report())
    wait_until_read(page, "report.pdf")
    yield page
    context.close()


@pytest.fixture
def read(shown: ThePage) -> ThePage:
    """It, at its first page."""
    pages(shown, "report.pdf").first.click()
    shown.wait_for_text()
    return shown


def test_a_pdf_is_read_page_by_page_and_its_pages_are_seen(read: ThePage) -> None:
    expect(pages(read, "report.pdf")).to_have_text(["1", "2", "3"])
    for number, words in enumerate(WORDS, start=1):
        read.tab.get_by_role("button", name=re.compile(f"^Page {number}: ")).click()
        read.wait_for_text()
        assert read.texts() == [words]
        seen = read.tab.get_by_role("img", name="report.pdf")
        expect(seen).to_be_visible()
        line, whole = read.boxes.first.bounding_box(), seen.bounding_box()
        assert line is not None
        assert whole is not None
        assert whole["x"] < line["x"] < whole["x"] + whole["width"] / 4, "the box is not on it"


def test_the_first_page_is_seen_before_anything_is_read(page: ThePage) -> None:
    page.tab.route("**/api/jobs", lambda route: route.abort())
    page.choose(report())
    expect(page.tab.get_by_role("img", name="report.pdf")).to_be_visible()
    expect(pages(page, "report.pdf")).to_have_count(1)
    page.tab.unroute("**/api/jobs")
    wait_until_read(page, "report.pdf")  # it was only held up


def test_all_of_a_document_is_taken_along(read: ThePage, tmp_path: Path) -> None:
    read.lines.first.fill("First page, corrected")
    read.tab.keyboard.press("Tab")
    read.button("Save").click()
    with read.tab.expect_download() as download:
        read.tab.get_by_role("menuitem", name="Text (.txt)").first.click()
    download.value.save_as(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text() == "\n\n".join(
        ("First page, corrected", *WORDS[1:], "")
    ).rstrip("\n") + "\n"
    read.button("Save").click()
    with read.tab.expect_download() as download:
        read.tab.get_by_role("menuitem", name="PDF with text (.pdf)").click()
    assert download.value.suggested_filename == "report.pdf"
    download.value.save_as(tmp_path / "report.pdf")
    with pdfium.PdfDocument(tmp_path / "report.pdf") as pdf:
        texts = [page.get_textpage().get_text_range().strip() for page in pdf]
    assert texts == ["First page, corrected", *WORDS[1:]]


def test_a_document_and_its_corrections_come_from_the_server_after_a_reload(read: ThePage) -> None:
    pages(read, "report.pdf").nth(1).click()
    read.wait_for_text()
    read.lines.first.fill("Second page, corrected")
    read.tab.keyboard.press("Tab")
    expect(read.tab.get_by_text("Saved", exact=True)).to_be_visible()
    read.tab.evaluate(_FORGET_TEXTS)
    with read.tab.expect_request(re.compile(r"/api/jobs/[0-9a-f]{32}$")):  # asked for, not sent
        read.tab.reload()
    wait_until_read(read, "report.pdf")
    pages(read, "report.pdf").nth(1).click()
    expect(read.lines.first).to_have_value("Second page, corrected")


def test_a_part_of_a_page_is_read_again(read: ThePage) -> None:
    pages(read, "report.pdf").nth(2).click()
    read.wait_for_text()
    read.choose_part((0, 0), (1, 0.6))
    read.button("Read this part").click()
    expect(read.version("Part")).to_be_checked()
    read.wait_for_text()
    assert read.texts() == ["Third page"]


def test_a_tiff_of_several_pages_is_a_document_and_of_one_a_picture(page: ThePage) -> None:
    page.choose(file("fax.tiff", document("TIFF"), "image/tiff"))
    wait_until_read(page, "fax.tiff")
    seen = page.tab.get_by_role("img", name="fax.tiff")
    expect(seen).to_be_visible()  # as the server has it, for browsers show no TIFF
    assert seen.evaluate("(image) => [image.naturalWidth, image.naturalHeight]") == [800, 300]
    page.choose(file("scan.tiff", document("TIFF", ("Alone",)), "image/tiff"))
    expect(page.queue.filter(has_text="scan.tiff").locator("[data-at=done]")).to_be_visible()
    assert page.texts() == ["Alone"]


def test_a_document_that_cannot_be_read_says_why(page: ThePage) -> None:
    page.choose(file("letter.pdf", b"%PDF-1.7\n1 0 obj", "application/pdf"))
    expect(page.heading).to_have_text("This cannot be read")
    expect(page.tab.get_by_text("The server said")).to_be_visible()


def test_a_document_that_is_removed_is_not_read_on(page: ThePage) -> None:
    page.choose(report())
    with page.tab.expect_response(re.compile("/cancel$")) as response:
        page.tab.get_by_role("button", name=re.compile("^Page 1: ")).wait_for()
        page.tab.wait_for_function("() => document.body.innerText.includes('of 3')")
        page.button("Remove report.pdf").click()
    assert response.value.status in (202, 409)  # it may just have been finished
    expect(page.button("Choose pictures")).to_be_visible()


def test_a_dropped_folder_is_one_document_in_the_order_of_its_numbers(
    page: ThePage, tmp_path: Path
) -> None:
    folder = tmp_path / "scans"
    (folder / "more").mkdir(parents=True)
    for name in ("sheet 10.png", "sheet 2.png", "more/sheet 1.png"):
        (folder / name).write_bytes(encoded(text_picture(Path(name).stem.title()), "PNG"))
    (folder / "notes.txt").write_text("no picture")
    network = page.tab.context.new_cdp_session(page.tab)
    data = {"items": [], "files": [str(folder)], "dragOperationsMask": 1}
    for kind in ("dragEnter", "dragOver", "drop"):
        event = {"type": kind, "x": 200, "y": 200, "data": data}
        network.send("Input.dispatchDragEvent", event)
    expect(page.tab.get_by_role("alert")).to_contain_text("1 file in the folder was not a picture.")
    wait_until_read(page, "scans")
    found: list[str] = []
    for number in range(3):
        pages(page, "scans").nth(number).click()
        page.wait_for_text()
        found += page.texts()
    assert found == ["Sheet 1", "Sheet 2", "Sheet 10"]


_FORGET_TEXTS = """() => Object.keys(localStorage)
  .filter((key) => key.startsWith("show-off.text."))
  .forEach((key) => localStorage.removeItem(key))"""
