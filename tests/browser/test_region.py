"""Reading a part of a picture: chosen by mouse, finger and keys, and nothing else is sent."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from tests.browser.pictures import png
from tests.browser.the_page import ThePage, read_answer


@pytest.fixture
def read(page: ThePage) -> ThePage:
    """The page with a picture of three lines, read."""
    page.drop(png("First line\nSecond line\nThird line", size=(900, 460)))
    page.wait_for_text()
    return page


def read_part(page: ThePage) -> dict[str, Any]:
    with page.tab.expect_response("**/api/read") as response:
        page.button("Read this part").click()
    return read_answer(response.value)


def test_only_the_part_drawn_with_the_mouse_is_sent_and_read(read: ThePage) -> None:
    read.choose_part((0, 0.29), (1, 0.58))
    answer = read_part(read)
    assert answer["width"] == pytest.approx(900, abs=3)
    assert answer["height"] == pytest.approx(0.29 * 460, abs=3)
    expect(read.lines).to_have_count(1)
    assert read.texts() == ["Second line"]


def test_the_box_of_a_part_lies_where_the_line_stands_in_the_whole_picture(read: ThePage) -> None:
    before = read.boxes.nth(1).bounding_box()
    read.choose_part((0, 0.29), (1, 0.58))
    read_part(read)
    expect(read.lines).to_have_count(1)
    after = read.boxes.nth(0).bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] == pytest.approx(before["x"], abs=8)
    assert after["y"] == pytest.approx(before["y"], abs=8)


def test_from_a_part_one_click_leads_back_to_the_whole(read: ThePage) -> None:
    read.choose_part((0, 0.29), (1, 0.58))
    read_part(read)
    read.version("Whole").click()
    expect(read.lines).to_have_count(3)


def test_keys_lay_move_and_resize_a_part_and_read_it(read: ThePage) -> None:
    read.button("Read a part").focus()
    read.tab.keyboard.press("Enter")
    tool = read.tab.get_by_role("application")
    expect(tool).to_be_focused()
    read.tab.keyboard.press("ArrowDown")
    expect(tool).to_have_attribute("aria-label", re.compile("540 by 184 pixels, 180 from the left"))
    read.tab.keyboard.press("ArrowLeft")
    expect(tool).to_have_attribute("aria-label", re.compile("540 by 184 pixels, 162 from the left"))
    read.tab.keyboard.press("Shift+ArrowRight")
    expect(tool).to_have_attribute("aria-label", re.compile("558 by 184 pixels, 162 from the left"))
    with read.tab.expect_response("**/api/read") as response:
        read.tab.keyboard.press("Enter")
    answer = read_answer(response.value)
    # As much wider as it takes to cut no word.
    assert (answer["width"] > 558, answer["height"]) == (True, 184)
    assert answer["text"] == "Second line\nThird line"


def test_escape_leaves_without_reading(read: ThePage) -> None:
    sent: list[str] = []
    read.tab.on("request", lambda request: sent.append(request.url))
    read.choose_part((0, 0.29), (1, 0.58))
    read.tab.keyboard.press("Escape")
    expect(read.tab.get_by_role("application")).to_have_count(0)
    expect(read.lines).to_have_count(3)
    assert not [url for url in sent if url.endswith("/read")]


def test_a_drawn_part_can_be_moved_and_resized_with_the_mouse(read: ThePage) -> None:
    read.choose_part((0.25, 0.25), (0.5, 0.5))
    tool = read.tab.get_by_role("application")
    expect(tool).to_have_attribute("aria-label", re.compile(r"22[456] by 11[456] pixels"))
    frame = read.tab.locator("[data-grip=move]").bounding_box()
    handle = read.tab.locator("[data-grip=se]").bounding_box()
    assert frame is not None
    assert handle is not None
    corner = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    read.tab.mouse.move(*corner)
    read.tab.mouse.down()
    read.tab.mouse.move(corner[0] + frame["width"], corner[1], steps=4)
    read.tab.mouse.up()
    size = re.compile(r"4[45]\d by 11[456] pixels, 22[456] from the left, 11[456] from the top")
    expect(tool).to_have_attribute("aria-label", size)
    inside = frame["x"] + frame["width"] / 2, frame["y"] + frame["height"] / 2
    read.tab.mouse.move(*inside)
    read.tab.mouse.down()
    read.tab.mouse.move(inside[0] - frame["width"] / 2, inside[1] + frame["height"], steps=4)
    read.tab.mouse.up()
    moved = re.compile(r"4[45]\d by 11[456] pixels, 11[234] from the left, 2[23]\d from the top")
    expect(tool).to_have_attribute("aria-label", moved)


@pytest.mark.parametrize(
    "context_options",
    [{"viewport": {"width": 390, "height": 844}, "has_touch": True, "locale": "en-GB"}],
)
def test_a_part_is_drawn_with_a_finger(read: ThePage, context: BrowserContext) -> None:
    read.button("Read a part").tap()
    read.wait_until_still()
    tool = read.tab.get_by_role("application")
    image = read.tab.get_by_role("img", name="hello.png").bounding_box()
    assert image is not None
    finger = context.new_cdp_session(read.tab)
    path = [(0.02, 0.29), (0.5, 0.5), (0.98, 0.58)]
    for kind, (x, y) in zip(("touchStart", "touchMove", "touchMove"), path, strict=True):
        point = {"x": image["x"] + x * image["width"], "y": image["y"] + y * image["height"]}
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(tool).to_have_attribute("aria-label", re.compile(r"8\d\d by 1[23]\d pixels"))
    read_part(read)
    expect(read.lines).to_have_count(1)
    assert read.texts() == ["Second line"]


def test_readings_of_a_picture_are_tabs_that_carry_corrections_and_nothing_is_sent_twice(
    page: ThePage,
) -> None:
    page.drop(png("First line\nSecond line\nThird line", size=(1000, 1600)))
    page.wait_for_text()
    page.lines.nth(0).fill("Line the first")
    page.tab.keyboard.press("Enter")
    page.choose_part((0, 0), (1, 0.15))
    page.button("Read this part").click()
    expect(page.lines).to_have_count(2)
    expect(page.lines.first).to_have_value("Line the first")
    page.lines.nth(1).fill("Line the second")
    page.tab.keyboard.press("Enter")
    page.version("Whole").click()
    expect(page.lines).to_have_count(3)
    expect(page.lines.nth(1)).to_have_value("Line the second")
    page.button("Read in full size").click()
    expect(page.version("Full size")).to_be_checked()
    expect(page.lines.nth(1)).to_have_value("Line the second")
    page.lines.nth(0).fill("Line the very first")
    page.tab.keyboard.press("Enter")
    sent: list[str] = []
    page.tab.on("request", lambda request: sent.append(request.url))
    page.version("Part").click()
    expect(page.lines).to_have_count(2)
    expect(page.lines.nth(0)).to_have_value("Line the very first")
    page.tab.reload()
    expect(page.lines.nth(0)).to_have_value("Line the very first")
    page.version("Whole").click()
    expect(page.lines.nth(0)).to_have_value("Line the very first")
    assert not [url for url in sent if url.endswith("/read")]
