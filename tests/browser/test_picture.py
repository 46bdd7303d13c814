"""The picture: its boxes, and looking closer."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, expect
from tests.browser.pictures import encoded, fading, file, png, text_picture
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
    y += 40  # between two lines: on words, it would select them
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


def test_words_on_the_picture_are_selected_and_copied_as_the_text_has_them(
    page: ThePage, context: BrowserContext
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.drop(png("First line\nSecond line\nThird line", size=(900, 460)))
    page.wait_for_text()
    start, end = (page.boxes.nth(number).bounding_box() for number in (0, 2))
    assert start is not None
    assert end is not None
    page.tab.mouse.move(start["x"] + 1, start["y"] + start["height"] / 2)
    page.tab.mouse.down()
    page.tab.mouse.move(end["x"] + end["width"] * 0.55, end["y"] + end["height"] / 2, steps=5)
    page.tab.mouse.up()
    page.tab.keyboard.press("Control+c")
    copied = page.tab.evaluate("() => navigator.clipboard.readText()")
    assert copied == "First line\nSecond line\nThird"
    expect(page.lines.nth(2)).not_to_be_focused()


def test_addresses_and_numbers_on_the_picture_act(page: ThePage) -> None:
    page.drop(png("Tel. 0117 496 0123\nmail@example.org", size=(1000, 340)))
    page.wait_for_text()
    telephone = page.tab.get_by_role("link", name="Open 0117 496 0123")
    expect(telephone).to_have_attribute("href", "tel:01174960123")
    mail = page.tab.get_by_role("link", name="Open mail@example.org")
    expect(mail).to_have_attribute("href", "mailto:mail@example.org")
    seen, line = mail.bounding_box(), page.boxes.nth(1).bounding_box()
    assert seen is not None
    assert line is not None
    assert seen["width"] == pytest.approx(line["width"], rel=0.1)


def test_a_picture_is_turned_and_stays_so(read: ThePage) -> None:
    def is_high() -> bool:
        shown = read.tab.get_by_role("img", name="hello.png").bounding_box()
        assert shown is not None
        return shown["height"] > shown["width"]

    assert not is_high()
    picture(read).focus()
    read.tab.keyboard.press("r")
    wait_until(is_high)
    # What is drawn on it now is read where it lies in the picture as it is.
    read.choose_part((0.7, 0), (1, 1))
    read.button("Read this part").click()
    expect(read.lines).to_have_count(1)
    assert read.texts() == ["First line"]
    assert is_high()


def test_a_picture_on_its_side_is_shown_upright(page: ThePage) -> None:
    lying = text_picture("Lying on its side\nSecond line", (1000, 300)).rotate(90, expand=True)
    page.drop(file("lying.png", encoded(lying, "PNG")))
    page.wait_for_text()
    shown = page.tab.get_by_role("img", name="lying.png").bounding_box()
    assert shown is not None
    assert shown["width"] > shown["height"]
    first, second = (page.boxes.nth(number).bounding_box() for number in (0, 1))
    assert first is not None
    assert second is not None
    assert first["y"] + first["height"] <= second["y"] + 5
    assert first["width"] > first["height"]


def test_lines_are_put_in_order_by_mouse_and_keys_with_their_numbers_in_sight(
    read: ThePage,
) -> None:
    read.tab.get_by_role("radio", name="Order", exact=True).click()
    order = read.tab.get_by_role("list", name="Order of the lines").get_by_role("listitem")
    expect(order).to_have_text(["1First line", "2Second line", "3Third line"])
    numbers = picture(read).get_by_text(re.compile(r"^[123]$"))
    expect(numbers).to_have_count(3)
    before = middle(numbers.nth(2))
    order.nth(2).get_by_role("button").drag_to(order.nth(0))
    expect(order).to_have_text(["1Third line", "2First line", "3Second line"])
    wait_until(lambda: middle(numbers.nth(0)) == pytest.approx(before, abs=2))
    order.nth(0).get_by_role("button").press("ArrowDown")
    expect(order).to_have_text(["1First line", "2Third line", "3Second line"])
    expect(order.nth(1).get_by_role("button")).to_be_focused()
    read.button("Undo").click()
    read.button("Undo").click()
    expect(order).to_have_text(["1First line", "2Second line", "3Third line"])
