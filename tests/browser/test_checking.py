"""Checking what is doubtful, one line after the other, by keys."""

import re

import pytest
from playwright.sync_api import Locator, expect
from tests.browser.pictures import fading, png
from tests.browser.the_page import ThePage
from tests.servers.processes import wait_until


@pytest.fixture
def checking(page: ThePage) -> ThePage:
    """Check mode, on a picture with lines that nobody can be sure of."""
    page.drop(fading())
    page.wait_for_text()
    expect(doubtful(page).first).to_be_visible()
    to_check(page).click()
    return page


def to_check(page: ThePage) -> Locator:
    return page.tab.get_by_role("button", name=re.compile(r"\d+ to check"))


def doubtful(page: ThePage) -> Locator:
    return page.tab.locator("label[data-doubtful]")


def field(page: ThePage) -> Locator:
    return page.tab.locator("#text").get_by_role("textbox")


def count(page: ThePage) -> int:
    return int((page.heading.inner_text()).split()[2])


def test_each_doubtful_line_comes_with_its_picture_and_enter_goes_on(checking: ThePage) -> None:
    lines = count(checking)
    seen = []
    for number in range(1, lines + 1):
        expect(checking.heading).to_have_text(f"{number} of {lines} to check")
        expect(field(checking)).to_be_focused()
        seen.append(field(checking).get_attribute("aria-label"))
        crop = checking.tab.locator("#text img")
        expect(crop).to_be_visible()
        checking.tab.keyboard.press("Enter")
    expect(checking.heading).to_have_text("All checked")
    expect(checking.button("Copy")).to_be_focused()
    assert len(set(seen)) == lines
    checking.button("Back to the text").click()
    expect(doubtful(checking)).to_have_count(0)


def test_a_letter_is_offered_others_and_a_number_takes_one(checking: ThePage) -> None:
    offered = checking.tab.get_by_role("group", name="What it may say instead").get_by_role(
        "button"
    )
    for _ in range(count(checking)):
        if offered.count():
            break
        checking.tab.keyboard.press("Enter")
    word = offered.first.locator("span").inner_text()
    before = field(checking).input_value()
    checking.tab.keyboard.press("1")
    expect(field(checking)).not_to_have_value(before)
    assert word in field(checking).input_value()
    checking.tab.keyboard.press("Enter")
    wait_until(lambda: "corrected" in checking.tab.request.get(kept(checking)).text())


def test_what_is_typed_replaces_the_doubtful_letter_and_is_kept(checking: ThePage) -> None:
    field(checking).fill("ilI1 Quick fox")
    checking.tab.keyboard.press("Enter")
    checking.tab.keyboard.press("Shift+Enter")
    expect(field(checking)).to_have_value("ilI1 Quick fox")
    wait_until(lambda: "ilI1 Quick fox" in checking.tab.request.get(kept(checking)).text())


def test_escape_gives_up_what_was_typed_then_leaves(checking: ThePage) -> None:
    before = field(checking).input_value()
    field(checking).fill("nonsense")
    checking.tab.keyboard.press("Escape")
    expect(field(checking)).to_have_value(before)
    checking.tab.keyboard.press("Escape")
    expect(checking.lines.first).to_be_visible()


def test_a_line_that_is_none_is_deleted_by_a_key(checking: ThePage) -> None:
    checking.tab.keyboard.press("Escape")
    lines = checking.lines.count()
    to_check(checking).click()
    doubted = count(checking)
    checking.tab.keyboard.press("Control+d")
    expect(checking.heading).to_have_text(f"2 of {doubted} to check")
    checking.tab.keyboard.press("Escape")
    expect(checking.lines).to_have_count(lines - 1)


def test_checking_goes_on_over_the_pictures_at_hand(page: ThePage) -> None:
    page.drop(fading(), {**fading(), "name": "second.png"})
    expect(page.queue.locator("[data-at=done]")).to_have_count(2)
    page.wait_for_text()
    to_check(page).click()
    for _ in range(count(page)):
        page.tab.keyboard.press("Enter")
    expect(page.tab.get_by_text("second.png comes next")).to_be_visible()
    page.tab.keyboard.press("Enter")  # “Go on” has the focus
    expect(page.heading).to_have_text(re.compile(r"1 of \d+ to check"))
    expect(page.tab).to_have_title(re.compile("second.png"))


def test_ticks_stay_over_a_reload(checking: ThePage) -> None:
    lines = count(checking)
    wait_until(lambda: checking.tab.request.get(kept(checking)).ok)
    checking.tab.keyboard.press("Enter")
    checking.tab.keyboard.press("Escape")
    expect(doubtful(checking)).to_have_count(lines - 1)
    checking.tab.wait_for_function(_TICKED)
    checking.tab.reload()
    checking.wait_for_text()
    expect(doubtful(checking)).to_have_count(lines - 1)


def test_a_line_in_letters_that_are_not_read_is_shown_to_be_typed(page: ThePage) -> None:
    page.drop(png("Пожалуйста, закройте дверь\nClose the door, please", size=(1400, 400)))
    page.wait_for_text()
    expect(page.lines.first).to_have_value("")
    expect(page.lines.first).to_have_attribute(
        "placeholder", re.compile("^In a script that is not read")
    )
    expect(page.tab.locator("[data-unread]")).to_have_count(1)
    page.lines.first.fill("Пожалуйста")
    expect(page.tab.locator("[data-unread]")).to_have_count(0)


def test_only_doubtful_letters_are_marked_in_the_list(page: ThePage) -> None:
    page.drop(fading())
    page.wait_for_text()
    marks = doubtful(page).first.locator("u")
    expect(marks.first).to_have_css("text-decoration-style", "dotted")
    assert sum(len(mark.inner_text()) for mark in marks.all()) < len("ilI1 Quick fox")


def kept(page: ThePage) -> str:
    return f"{page.address}/api/images/{page.picture_id()}"


_TICKED = """() => Object.keys(localStorage)
  .filter((key) => key.startsWith("show-off.text."))
  .some((key) => JSON.parse(localStorage[key]).checked.length > 0)"""
