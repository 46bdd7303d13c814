"""The picture: its boxes, and looking closer."""

import re

import pytest
from playwright.sync_api import Locator, expect
from tests.browser.pictures import fading, png
from tests.browser.the_page import ThePage
from tests.servers.processes import wait_until


@pytest.fixture
def read(page: ThePage) -> ThePage:
    """The page with a picture of three lines, read."""
    page.drop(png("First line\nSecond line\nThird line", size=(900, 460)))
    page.wait_for_text()
    return page


def scale(page: ThePage) -> int:
    shown = page.tab.get_by_text(re.compile(r"^\d+%$")).inner_text()
    return int(shown.removesuffix("%"))


def picture(page: ThePage) -> Locator:
    return page.tab.get_by_role("region", name="Picture", exact=True)


def left_edge(page: ThePage) -> float:
    box = page.tab.get_by_role("img", name="hello.png").bounding_box()
    assert box is not None
    return box["x"]


def middle(shown: Locator) -> tuple[float, float]:
    box = shown.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_every_line_has_a_box_on_the_picture(read: ThePage) -> None:
    expect(read.boxes).to_have_count(3)
    expect(read.boxes.nth(1)).to_have_attribute("aria-label", "Line 2: Second line")


def test_pointing_at_a_line_marks_its_box_and_the_other_way_round(read: ThePage) -> None:
    read.lines.nth(1).hover()
    expect(read.boxes.nth(1)).to_have_attribute("data-hovered", "true")
    read.boxes.nth(2).hover()
    expect(read.tab.locator("label[data-hovered]")).to_have_count(1)
    expect(read.tab.locator("label[data-hovered]").get_by_role("textbox")).to_have_value(
        "Third line"
    )


def test_the_cursor_in_a_line_selects_its_box(read: ThePage) -> None:
    read.lines.nth(1).click()
    expect(read.boxes.nth(1)).to_have_attribute("aria-selected", "true")


def test_clicking_a_box_puts_the_cursor_into_its_line(read: ThePage) -> None:
    read.boxes.nth(2).click()
    expect(read.lines.nth(2)).to_be_focused()


def test_keys_go_from_box_to_box_and_from_there_into_the_line(read: ThePage) -> None:
    read.boxes.nth(0).focus()
    read.tab.keyboard.press("ArrowDown")
    expect(read.boxes.nth(1)).to_be_focused()
    expect(read.boxes.nth(1)).to_have_attribute("aria-selected", "true")
    read.tab.keyboard.press("Enter")
    expect(read.lines.nth(1)).to_be_focused()


def test_doubtful_lines_differ_by_more_than_colour(page: ThePage) -> None:
    page.drop(fading())
    page.wait_for_text()
    below = page.tab.get_by_role("listbox", name="Lines in the picture").locator("path")
    expect(below).to_have_css("stroke-dasharray", re.compile(r"\d"))
    line = page.tab.locator("label[data-doubtful]").first
    expect(line.get_by_text(re.compile(r"\d+% sure"))).to_be_visible()
    expect(line.get_by_label("To check")).to_be_visible()


def test_the_picture_is_seen_whatever_moves_it(read: ThePage) -> None:
    picture = read.tab.get_by_role("img", name="hello.png")
    seen = "(it) => { let all = 1; for (; it; it = it.parentElement) "
    seen += "all *= getComputedStyle(it).opacity; return all; }"
    read.lines.nth(1).click()
    assert picture.evaluate(seen) == 1
    read.button("Larger").click()
    read.wait_until_still()
    assert picture.evaluate(seen) == 1
    read.button("Whole picture").click()
    assert picture.evaluate(seen) == 1


def test_buttons_zoom_and_return_to_the_whole(read: ThePage) -> None:
    whole = scale(read)
    read.button("Larger").click()
    wait_until(lambda: scale(read) > whole)
    read.button("Whole picture").click()
    wait_until(lambda: scale(read) == whole)
    expect(read.button("Smaller")).to_be_disabled()


def test_the_wheel_zooms_where_it_points(read: ThePage) -> None:
    whole = scale(read)
    before = middle(read.boxes.nth(0))
    read.tab.mouse.move(*before)
    read.tab.mouse.wheel(0, -400)
    wait_until(lambda: scale(read) > whole)
    # The picture is not as high as its place, so that up and down it is centred at first.
    assert middle(read.boxes.nth(0))[0] == pytest.approx(before[0], abs=3)


def test_a_drag_moves_a_picture_that_is_larger_than_its_place(read: ThePage) -> None:
    for _ in range(3):
        read.button("Larger").click()
    read.wait_until_still()
    before = left_edge(read)
    x, y = middle(picture(read))
    read.tab.mouse.move(x, y)
    read.tab.mouse.down()
    read.tab.mouse.move(x - 100, y, steps=4)
    read.tab.mouse.up()
    wait_until(lambda: left_edge(read) == pytest.approx(before - 100, abs=2))


def test_keys_zoom_and_move_the_picture(read: ThePage) -> None:
    picture(read).focus()
    whole = scale(read)
    for _ in range(4):
        read.tab.keyboard.press("+")
    wait_until(lambda: scale(read) > whole)
    read.wait_until_still()
    before = left_edge(read)
    read.tab.keyboard.press("ArrowRight")
    wait_until(lambda: left_edge(read) < before)
    read.tab.keyboard.press("0")
    wait_until(lambda: scale(read) == whole)


def test_a_small_line_is_brought_near_when_the_cursor_goes_into_it(page: ThePage) -> None:
    page.drop(png("\n".join(f"Small line {n}" for n in range(1, 8)), size=(4000, 2400)))
    page.wait_for_text()
    whole = scale(page)
    page.lines.nth(3).focus()
    wait_until(lambda: scale(page) > whole)
    expect(page.boxes.nth(3)).to_be_in_viewport()


def test_the_marks_are_hidden_by_the_eye_and_while_space_is_held(read: ThePage) -> None:
    marks = picture(read).locator("svg").first
    expect(marks).to_have_css("opacity", "1")
    picture(read).focus()
    read.tab.keyboard.down(" ")
    expect(marks).to_have_css("opacity", "0")
    read.tab.keyboard.up(" ")
    expect(marks).to_have_css("opacity", "1")
    read.button("Hide the marks (hold Space)").click()
    expect(marks).to_have_css("opacity", "0")
    read.tab.reload()
    read.wait_for_text()
    expect(marks).to_have_css("opacity", "0")
    read.button("Show the marks").click()
    expect(marks).to_have_css("opacity", "1")
    read.lines.first.click()
    read.tab.keyboard.press("End")
    read.tab.keyboard.type(" ")
    expect(read.lines.first).to_have_value("First line ")
