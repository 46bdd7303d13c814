"""The page in a hand: the text as a sheet over the picture, one bar at the thumb."""

import pytest
from playwright.sync_api import expect
from tests.browser.pictures import png
from tests.browser.the_page import ThePage
from tests.servers.processes import wait_until

HAND = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "locale": "en-GB"}


@pytest.mark.parametrize("context_options", [HAND], ids=["telephone"])
def test_the_text_is_drawn_up_and_the_line_typed_in_stays_in_sight(page: ThePage) -> None:
    page.drop(png("First line\nSecond line\nThird line", size=(900, 460)))
    page.wait_for_text()
    handle = page.button("More or less of the text")

    def top() -> float:
        place = handle.bounding_box()
        assert place is not None
        return place["y"]

    half = top()
    copy = page.button("Copy").bounding_box()
    assert copy is not None
    assert copy["y"] > 780, "not at the thumb"
    handle.click()
    wait_until(lambda: top() < 150)
    handle.press("ArrowDown")
    wait_until(lambda: top() == pytest.approx(half, abs=1))
    x, y = 195, half + 10
    page.tab.mouse.move(x, y)
    page.tab.mouse.down()
    page.tab.mouse.move(x, y + 200, steps=4)
    page.tab.mouse.up()
    wait_until(lambda: top() > 650)
    page.boxes.nth(1).click()  # what is asked for is shown
    wait_until(lambda: top() < 650)
    expect(page.lines.nth(1)).to_be_focused()
    cut = page.tab.locator("#text img")
    expect(cut).to_be_hidden()
    page.tab.set_viewport_size({"width": 390, "height": 440})  # as a keyboard leaves it
    expect(cut).to_be_visible()
    expect(page.lines.nth(1)).to_be_in_viewport()
