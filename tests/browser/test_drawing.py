"""Adding a line that was not found: drawn on the picture, read at once, and kept where it is."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from tests.browser.pictures import png
from tests.browser.the_page import ThePage, payload
from tests.servers.processes import wait_until


@pytest.fixture
def read(page: ThePage) -> ThePage:
    page.drop(png("First line\nSecond line\nThird line", size=(900, 460)))
    page.wait_for_text()
    expect(page.lines).to_have_count(3)
    return page


def _remove(page: ThePage, line: int) -> None:
    page.lines.nth(line).fill("")
    page.tab.keyboard.press("Delete")


def _draw(page: ThePage, start: tuple[float, float], end: tuple[float, float]) -> None:
    page.tab.get_by_label("Picture", exact=True).focus()
    page.tab.keyboard.press("b")
    page.draw_box(start, end)
    page.tab.keyboard.press("Enter")


def test_a_drawn_line_is_read_and_put_where_it_belongs(read: ThePage) -> None:
    _remove(read, 1)
    assert read.texts() == ["First line", "Third line"]
    _draw(read, (0.02, 0.33), (0.6, 0.52))
    expect(read.lines).to_have_count(3)
    assert read.texts() == ["First line", "Second line", "Third line"]
    expect(read.lines.nth(1)).to_be_focused()
    read.button("Undo").click()
    expect(read.lines).to_have_count(2)


def test_where_nothing_is_read_the_line_is_empty_to_be_typed(read: ThePage) -> None:
    _draw(read, (0.75, 0.05), (0.95, 0.3))
    expect(read.lines).to_have_count(4)
    expect(read.tab.locator("#text :focus")).to_have_value("")
    read.tab.keyboard.type("A note")
    read.tab.keyboard.press("Tab")
    expect(read.boxes).to_have_count(4)
    assert "A note" in read.texts()


def test_lines_that_were_added_are_there_when_the_picture_is_opened_elsewhere(
    read: ThePage, browser: Browser
) -> None:
    _remove(read, 0)
    _draw(read, (0.75, 0.05), (0.95, 0.3))
    expect(read.tab.locator("#text :focus")).to_have_value("")
    read.tab.keyboard.type("A note")
    read.tab.keyboard.press("Tab")
    address = f"{read.address}/api/images/{read.picture_id()}"
    wait_until(lambda: "A note" in read.tab.request.get(address).text())
    kept = read.tab.request.get(address).json()
    assert [line["text"] for line in kept["lines"]] == read.texts()
    elsewhere = ThePage(browser.new_page(), read.address)
    elsewhere.open(f"/#{read.picture_id()}")
    elsewhere.wait_for_text()
    assert elsewhere.texts() == read.texts()
    expect(elsewhere.boxes).to_have_count(3)
    elsewhere.tab.close()


def test_a_line_is_drawn_by_keys_alone(read: ThePage) -> None:
    read.tab.get_by_label("Picture", exact=True).focus()
    read.tab.keyboard.press("b")
    read.tab.keyboard.press("ArrowDown")  # lays a box
    read.tab.keyboard.press("Enter")
    expect(read.lines).to_have_count(4)


def test_a_sample_is_read_and_nothing_of_it_is_kept(page: ThePage, samples: Path) -> None:
    assert payload(samples / "images" / "receipt.png")
    before = page.tab.request.get(f"{page.address}/api/images?limit=1").json()["images"]
    page.button("Receipt").click()
    page.wait_for_text()
    after = page.tab.request.get(f"{page.address}/api/images?limit=1").json()["images"]
    assert before == after
    assert "#" not in page.tab.url
