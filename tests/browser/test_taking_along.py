"""Copying and downloading the text, and the link to its trace."""

import json
import zipfile
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import BrowserContext, expect
from tests.browser.the_page import ThePage, payload, read_answer


@pytest.fixture
def read(page: ThePage, samples: Path) -> ThePage:
    """The page with a receipt, read."""
    page.drop(payload(samples / "images" / "receipt.png"))
    page.wait_for_text()
    return page


def test_the_text_is_copied_in_reading_order_with_its_rows_and_paragraphs(
    read: ThePage, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=read.address)
    read.button("Copy").click()
    expect(read.button("Copied")).to_be_visible()
    copied = read.tab.evaluate("() => navigator.clipboard.readText()")
    assert "\n2 x Filter coffee 5.60\n" in copied  # two lines side by side in one row
    assert "\n\nTOTAL" in copied
    assert copied.index("CORNER CAFE") < copied.index("TOTAL")


def test_the_text_is_downloaded_with_its_corrections(read: ThePage, tmp_path: Path) -> None:
    read.lines.first.fill("CORNER CAFÉ")
    read.tab.keyboard.press("Enter")
    read.button("Export").click()
    with read.tab.expect_download() as download:
        read.tab.get_by_role("menuitem", name="Text (.txt)").click()
    assert download.value.suggested_filename == "receipt.txt"
    download.value.save_as(tmp_path / "text")
    text = (tmp_path / "text").read_text("utf-8")
    assert text.startswith("CORNER CAFÉ\n")
    assert text.endswith("\n")


def test_lines_and_boxes_are_downloaded_as_json(read: ThePage, tmp_path: Path) -> None:
    read.lines.first.fill("CORNER CAFÉ")
    read.tab.keyboard.press("Enter")
    read.button("Export").click()
    with read.tab.expect_download() as download:
        read.tab.get_by_role("menuitem", name="Lines and boxes (.json)").click()
    assert download.value.suggested_filename == "receipt.json"
    download.value.save_as(tmp_path / "json")
    content = json.loads((tmp_path / "json").read_text("utf-8"))
    first = content["lines"][0]
    assert first["text"] == "CORNER CAFÉ"
    assert first["recognized"] == "CORNER CAFE"
    assert len(first["points"]) == 4
    assert (content["width"], content["height"]) == (420, 560)


FORMATS = {
    "PDF with text (.pdf)": ("pdf", b"%PDF-"),
    "Table (.csv)": ("csv", b""),
    "Markdown (.md)": ("md", b""),
    "hOCR (.hocr)": ("hocr", b""),
    "ALTO (.xml)": ("alto.xml", b"<?xml"),
    "PAGE (.xml)": ("page.xml", b"<?xml"),
}


def test_a_corrected_text_is_downloaded_in_every_format(read: ThePage, tmp_path: Path) -> None:
    read.lines.first.fill("CORNER BAKERY")
    read.tab.keyboard.press("Enter")
    for choice, (ending, start) in FORMATS.items():
        read.button("Export").click()
        with read.tab.expect_download() as download:
            read.tab.get_by_role("menuitem", name=choice).click()
        assert download.value.suggested_filename == f"receipt.{ending}"
        download.value.save_as(tmp_path / ending)
        content = (tmp_path / ending).read_bytes()
        assert content.startswith(start), choice
        assert ending == "pdf" or b"BAKERY" in content, choice


def test_a_table_is_copied_for_a_spreadsheet(read: ThePage, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=read.address)
    read.button("Export").click()
    read.tab.get_by_role("menuitem", name="Table, for a spreadsheet").click()
    read.tab.wait_for_function(
        "async () => (await navigator.clipboard.readText()).includes('2 x Filter coffee\\t5.60')"
    )


def test_all_pictures_are_saved_as_one_file_of_texts_or_one_pdf(
    page: ThePage, samples: Path, tmp_path: Path
) -> None:
    picture = payload(samples / "images" / "receipt.png")
    page.drop(picture, picture, payload(samples / "images" / "form.png"))
    expect(page.queue.locator("[data-at=done]")).to_have_count(3)
    page.button("Save all").click()
    with page.tab.expect_download() as download:
        page.tab.get_by_role("menuitem", name="Texts (.zip)").click()
    download.value.save_as(tmp_path / "zip")
    with zipfile.ZipFile(tmp_path / "zip") as archive:
        assert archive.namelist() == ["receipt.txt", "receipt 2.txt", "form.txt"]
        assert b"CORNER CAFE" in archive.read("receipt 2.txt")
    page.lines.first.fill("CORNER CAFÉ")
    page.tab.keyboard.press("Enter")
    page.button("Save all").click()
    with page.tab.expect_download() as download:
        page.tab.get_by_role("menuitem", name="One PDF with text (.pdf)").click()
    assert download.value.suggested_filename == "texts.pdf"
    download.value.save_as(tmp_path / "pdf")
    with pdfium.PdfDocument(tmp_path / "pdf") as document:
        texts = [one.get_textpage().get_text_bounded() for one in document]
    assert ["CORNER CAF" in text for text in texts] == [True, True, False]
    assert "CAFÉ" in texts[0]


def test_there_is_no_link_to_a_trace_where_none_is_configured(read: ThePage) -> None:
    expect(read.tab.get_by_role("link", name="Trace")).to_have_count(0)


def test_where_traces_are_shown_the_page_links_to_the_one_of_this_read(
    page: ThePage, samples: Path
) -> None:
    template = "https://traces.example/trace/{trace_id}"
    page.tab.route("**/config.json", lambda route: route.fulfill(json={"trace_url": template}))
    page.open()
    with page.tab.expect_response("**/api/read") as response:
        page.drop(payload(samples / "images" / "receipt.png"))
    trace = read_answer(response.value)["trace_id"]
    sent = response.value.request.headers["traceparent"]
    assert sent.split("-")[1] == trace  # the trace begins at the page
    link = page.tab.get_by_role("link", name="Trace")
    expect(link).to_have_attribute("href", f"https://traces.example/trace/{trace}")
