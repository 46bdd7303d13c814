"""Whatever is dropped, the page says what happened, and goes on."""

import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, expect
from tests.browser.pictures import encoded, file, heavy_jpeg, png, text_picture
from tests.browser.the_page import ThePage

HTML = b"<!doctype html><title>Not found</title><p>Sorry"
NO_PICTURE = {
    "empty": (file("empty.jpg", b"", "image/jpeg"), "This file is empty"),
    "pdf": (file("letter.pdf", b"%PDF-1.7\n1 0 obj", "application/pdf"), "This cannot be read"),
    "html named jpg": (file("picture.jpg", HTML, "image/jpeg"), "This is not a picture"),
    "text": (file("notes.txt", b"Dear Sir or Madam", "text/plain"), "This is not a picture"),
}


@pytest.mark.parametrize(("wrong", "title"), NO_PICTURE.values(), ids=NO_PICTURE)
def test_what_is_no_picture_is_named_and_never_sent(
    page: ThePage, wrong: FilePayload, title: str
) -> None:
    sent: list[str] = []
    page.tab.on("request", lambda request: sent.append(request.url))
    page.drop(wrong)
    note = page.tab.get_by_role("alert")
    expect(note.get_by_role("heading")).to_have_text(title)
    expect(note).to_contain_text(wrong["name"])
    assert not [url for url in sent if url.endswith("/read")]
    with page.tab.expect_file_chooser() as chooser:
        note.get_by_role("button", name="Choose another picture").click()
    chooser.value.set_files([png()])
    page.wait_for_text()


def test_a_picture_of_40_megabytes_is_read_reduced_and_in_full_size(page: ThePage) -> None:
    page.drop(heavy_jpeg(40))
    page.wait_for_text()
    page.button("Clear all").or_(page.tab.get_by_role("button", name="show-off")).first.click()
    page.tab.get_by_text("Send in full size").click()
    page.drop(heavy_jpeg(40))
    page.wait_for_text()
    assert page.texts() == ["Hello, reader"]


def test_in_a_picture_30_000_pixels_wide_a_part_is_read(page: ThePage) -> None:
    wide = Image.new("L", (30_000, 400), "white")
    wide.paste(text_picture().convert("L"), (14_600, 40))
    page.drop(file("panorama.png", encoded(wide, "PNG")))
    expect(page.heading).to_have_text(re.compile("1 line|No text was found"))
    page.choose_part((14_400 / 30_000, 0), (15_700 / 30_000, 1))
    page.button("Read this part").click()
    expect(page.heading).to_have_text("1 line")


def test_a_picture_with_too_many_pixels_is_refused_in_words(page: ThePage) -> None:
    bomb = Image.new("1", (30_000, 30_000))
    page.drop(file("bomb.png", encoded(bomb, "PNG")))
    note = page.tab.get_by_role("alert")
    expect(note.get_by_role("heading")).to_have_text("This picture is too large")
    expect(note).to_contain_text("pixels are not read")


def test_a_picture_cut_short_is_refused_in_words(page: ThePage) -> None:
    content = encoded(text_picture(size=(900, 300)), "JPEG", quality=95)
    page.drop(file("torn.jpg", content[: len(content) // 2], "image/jpeg"))
    note = page.tab.get_by_role("alert")
    expect(note.get_by_role("heading")).to_have_text("This is not a picture")
    expect(note).to_contain_text("The server said")


def test_of_ten_files_at_once_each_says_what_became_of_it(page: ThePage) -> None:
    wrong = [picture for picture, _ in NO_PICTURE.values()]
    page.drop(*wrong, *[png(f"Number {number}") for number in range(6)])
    expect(page.queue).to_have_count(11)  # the PDF, and its page
    expect(page.queue.locator("[data-at=failed]")).to_have_count(4)
    expect(page.queue.locator("[data-at=done]")).to_have_count(6)
    page.tab.get_by_role("button", name="Page 1: not read").click()
    expect(page.heading).to_have_text("This cannot be read")
    page.tab.get_by_role("button", name="hello.png read").last.click()
    expect(page.lines).to_have_value("Number 5")


def test_a_picture_without_text_says_so_and_what_to_try(page: ThePage) -> None:
    page.drop(file("blank.png", encoded(Image.new("RGB", (400, 300), "white"), "PNG")))
    expect(page.heading).to_have_text("No text was found")
    expect(page.tab.get_by_text("draw a box around it")).to_be_visible()


def test_what_is_larger_than_the_server_takes_is_told_beforehand_and_never_sent(
    page: ThePage,
) -> None:
    sent: list[str] = []
    page.tab.on("request", lambda request: sent.append(request.url))
    told = {
        **page.tab.request.get(f"{page.address}/api/limits").json(),
        "picture_bytes": 1_000,
        "document_bytes": 2_000,
        "picture_types": ["image/png"],
    }
    page.tab.route("**/api/limits", lambda route: route.fulfill(json=told))
    page.open()
    expect(page.tab.get_by_text("PNG up to 1 kB, PDF up to 2 kB.")).to_be_visible()
    page.drop(png(), file("long.pdf", b"%PDF-1.7" + bytes(2_000), "application/pdf"))
    expect(page.queue).to_have_count(2)
    for item in page.queue.all():
        item.get_by_role("button").first.click()
        expect(page.heading).to_have_text("This picture is too large")
    expect(page.tab.get_by_text("The limit is 2 kB.")).to_be_visible()
    assert not [url for url in sent if url.endswith(("/read", "/jobs"))]
