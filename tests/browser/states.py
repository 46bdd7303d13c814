"""Every state that the page can be seen in, one after the other."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect
from tests.browser.pictures import encoded, fading, file, heic, png, text_picture
from tests.browser.the_page import Held, ThePage, payload

READ = "**/api/read"
CORRECT = "**/api/correct-text"
KNOCK = "**/api/images?limit=1"
_FULL = {"status": 503, "detail": "All places are taken.", "title": "", "type": "about:blank"}


def walk(page: ThePage, samples: Path) -> Iterator[str]:
    """Bring the opened page from state to state; yields the name of each once it is there."""
    yield from _before(page)
    yield from _on_its_way(page, samples)
    yield from _read(page)
    yield from _checked_and_drawn(page, samples)
    yield from _failed(page)
    yield from _locked(page)
    yield from _several(page, samples)
    yield from _document(page)
    yield from _beside(page)


def _before(page: ThePage) -> Iterator[str]:
    expect(page.button("Choose pictures")).to_be_visible()
    yield "welcome"
    page.tab.evaluate(_HOLD_A_FILE_OVER_IT)
    expect(page.tab.get_by_text("Let go to read")).to_be_visible()
    yield "held-over"
    page.tab.evaluate("() => document.body.dispatchEvent(new DragEvent('dragleave', bubbling))")
    page.tab.evaluate(_PASTE_TEXT)
    expect(page.tab.get_by_role("alert")).to_be_visible()
    yield "notice"
    page.button("Close this message").click()


def _on_its_way(page: ThePage, samples: Path) -> Iterator[str]:
    held = Held(page.tab, READ)
    page.drop(payload(samples / "images" / "receipt.png"))
    held.wait()
    expect(page.tab.get_by_role("timer")).to_be_visible()
    yield "on-its-way"
    page.button("Cancel").click()
    expect(page.heading).to_have_text("Cancelled")
    yield "cancelled"
    page.tab.unroute(READ)
    page.button("Try again").click()
    page.wait_for_text()


def _read(page: ThePage) -> Iterator[str]:
    yield "read"
    page.lines.first.fill("CORNER CAFÉ")
    page.tab.keyboard.press("Enter")
    expect(page.tab.get_by_text("Saved", exact=True)).to_be_visible()
    yield "corrected"
    page.tab.route(CORRECT, lambda route: route.fulfill(status=422, body="{}"))
    page.lines.nth(1).fill("15 Mill Lane, Bristol")
    page.tab.keyboard.press("Enter")
    expect(page.button("Save again")).to_be_visible()
    yield "not-saved"
    page.tab.unroute(CORRECT)
    page.button("Save again").click()
    expect(page.button("Save again")).to_have_count(0)
    page.tab.get_by_role("radio", name="Text", exact=True).click()
    expect(page.tab.get_by_role("textbox", name="The whole text")).to_be_visible()
    yield "as-text"
    page.tab.get_by_role("radio", name="Lines", exact=True).click()
    page.tab.keyboard.press("?")
    expect(page.tab.get_by_role("dialog", name="Keys")).to_be_visible()
    yield "keys"
    page.tab.keyboard.press("Escape")
    page.button("Export").click()
    expect(page.tab.get_by_role("menuitem").first).to_be_visible()
    yield "export"
    page.tab.keyboard.press("Escape")
    page.choose_part((0.1, 0.1), (0.9, 0.5))
    expect(page.button("Read this part")).to_be_enabled()
    yield "part"
    page.button("Read this part").click()
    expect(page.version("Part")).to_be_checked()
    page.wait_for_text()
    yield "part-read"
    _home(page)


def _checked_and_drawn(page: ThePage, samples: Path) -> Iterator[str]:
    page.drop(payload(samples / "images" / "book-page.jpg"))
    page.wait_for_text()
    yield "page-read"
    _home(page)
    page.drop(heic())
    page.wait_for_text()
    yield "not-shown"
    _home(page)
    page.drop(fading())
    page.wait_for_text()
    page.tab.get_by_role("button", name=re.compile(r"\d+ to check")).click()
    expect(page.heading).to_have_text(re.compile(r"1 of \d+ to check"))
    yield "checking"
    while page.heading.inner_text() != "All checked":
        page.button("Right, next").click()
    yield "all-checked"
    _home(page)
    page.drop(png())
    page.wait_for_text()
    page.button("Add a line (B)").click()
    expect(page.tab.get_by_text("Draw a box around a line that is missing.")).to_be_visible()
    yield "drawing"
    page.button("Cancel").click()
    _home(page)
    page.drop(file("blank.png", encoded(Image.new("RGB", (400, 300), "white"), "PNG")))
    expect(page.heading).to_have_text("No text was found")
    yield "no-text"
    _home(page)


def _failed(page: ThePage) -> Iterator[str]:
    page.drop(file("letter.pdf", b"%PDF-1.7\n1 0 obj", "application/pdf"))
    expect(page.heading).to_have_text("This cannot be read")
    yield "not-a-picture"
    _home(page)
    page.tab.route(
        READ,
        lambda route: route.fulfill(
            status=503,
            headers={"Retry-After": "90", "Content-Type": "application/problem+json"},
            body=json.dumps(_FULL),
        ),
        times=1,
    )
    page.drop(png())
    expect(page.heading).to_have_text("The server is busy")
    yield "server-full"
    _home(page)


def _locked(page: ThePage) -> Iterator[str]:
    for url in (READ, KNOCK):
        page.tab.route(url, lambda route: route.fulfill(status=401, body="{}"))
    page.drop(png())
    dialog = page.tab.get_by_role("dialog", name="This server asks for a key")
    expect(dialog).to_be_visible()
    yield "key-asked-for"
    dialog.get_by_label("Key", exact=True).fill("so_wrong")
    dialog.get_by_role("button", name="Use this key").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    expect(dialog.get_by_label("Key", exact=True)).to_be_focused()
    yield "key-refused"
    dialog.get_by_role("button", name="Go on without a key").click()
    expect(page.heading).to_have_text("The server asks for a key")
    yield "key-withheld"
    for url in (READ, KNOCK):
        page.tab.unroute(url)
    _home(page)


def _several(page: ThePage, samples: Path) -> Iterator[str]:
    names = ["form.png", "street-sign.jpg", "receipt.png"]
    wrong = file("notes.txt", b"Dear Sir or Madam", "text/plain")
    page.drop(*[payload(samples / "images" / name) for name in names], wrong)
    expect(page.queue.locator("[data-at=done]")).to_have_count(3)
    page.wait_for_text()
    yield "several"
    page.queue.last.get_by_role("button").first.click()
    expect(page.heading).to_be_in_viewport()
    yield "no-picture"
    page.button("Clear all").click()
    expect(page.button("Choose pictures")).to_be_visible()
    page.tab.route(READ, lambda route: route.abort())
    page.button("Close this message").click()
    page.drop(png("First"), png("Second"))
    expect(page.heading).to_have_text("The server cannot be reached")
    yield "server-away"
    page.tab.unroute(READ)
    page.button("Clear all").click()


def _document(page: ThePage) -> Iterator[str]:
    pages = [text_picture(words, (800, 300)) for words in ("First page", "Second page")]
    content = encoded(pages[0], "PDF", save_all=True, append_images=pages[1:])
    page.drop(file("report.pdf", content, "application/pdf"))
    expect(page.queue.first).to_contain_text("2 of 2")
    page.wait_for_text()
    yield "document"
    page.tab.get_by_role("radio", name="Order", exact=True).click()
    expect(page.tab.get_by_role("list", name="Order of the lines")).to_be_visible()
    yield "order"
    page.tab.get_by_role("radio", name="Lines", exact=True).click()
    _home(page)


def _beside(page: ThePage) -> Iterator[str]:
    page.button("Earlier pictures").click()
    drawer = page.tab.get_by_role("dialog", name="Earlier pictures")
    expect(drawer.get_by_role("listitem").first).to_be_visible()
    yield "earlier"
    drawer.get_by_role("button", name="Select", exact=True).click()
    yield "selecting"
    drawer.get_by_role("button", name="Cancel", exact=True).click()
    drawer.get_by_role("button", name="Delete the picture of").first.click()
    expect(drawer.get_by_text("for good?")).to_be_visible()
    yield "deleting"
    drawer.get_by_role("button", name="Close", exact=True).click()
    page.button("Use the camera").click()  # it is not granted
    expect(page.tab.get_by_role("dialog", name="Photograph").get_by_role("alert")).to_be_visible()
    yield "no-camera"


def _home(page: ThePage) -> None:
    page.button("show-off: New picture").click()
    expect(page.button("Choose pictures")).to_be_visible()


def settle(tab: Page) -> None:
    """Move the pointer out of the way, so that nothing is hovered and no name of an icon shown."""
    tab.mouse.move(0, 0)
    expect(tab.get_by_role("tooltip")).to_have_count(0)


_HOLD_A_FILE_OVER_IT = """() => {
  const transfer = new DataTransfer();
  transfer.items.add(new File(["x"], "x.png", { type: "image/png" }));
  window.bubbling = { dataTransfer: transfer, bubbles: true };
  document.body.dispatchEvent(new DragEvent("dragenter", bubbling));
}"""

_PASTE_TEXT = """() => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", "just words");
  document.body.dispatchEvent(
    new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
