"""Correcting what was read, and whether the correction arrives."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, expect
from tests.browser.fit import sideways
from tests.browser.pictures import png
from tests.browser.the_page import ThePage, payload
from tests.servers.processes import wait_until

CORRECT = "**/api/correct-text"


@pytest.fixture
def read(page: ThePage) -> ThePage:
    """The page with a picture of three lines, read."""
    page.drop(png("First line\nSecond line\nThird line", size=(900, 460)))
    page.wait_for_text()
    return page


def correct(page: ThePage, line: int, text: str) -> None:
    page.lines.nth(line).fill(text)
    page.tab.keyboard.press("Enter")


def text(page: ThePage) -> str:
    """The whole text as it stands."""
    page.tab.get_by_role("radio", name="Text", exact=True).click()
    whole = page.tab.get_by_role("textbox", name="The whole text").input_value()
    page.tab.get_by_role("radio", name="Lines", exact=True).click()
    return whole


def kept(page: ThePage) -> dict[str, Any]:
    """What the platform keeps of the shown picture."""
    answer = page.tab.request.get(f"{page.address}/api/images/{page.picture_id()}")
    return dict(answer.json()) if answer.ok else {}


def test_a_line_is_corrected_by_typing_in_it_and_the_platform_keeps_it(read: ThePage) -> None:
    before = text(read)
    correct(read, 1, "Second line, corrected")
    expect(read.tab.get_by_text("Saved", exact=True)).to_be_visible()
    wait_until(lambda: kept(read).get("corrected"))
    whole = kept(read)
    assert whole["text"] == before.replace("Second line", "Second line, corrected")
    assert [line["text"] for line in whole["lines"]][1] == "Second line, corrected"


def test_a_correction_is_sent_as_the_line_and_as_the_text(read: ThePage) -> None:
    before = text(read)
    with read.tab.expect_request(CORRECT) as request:
        correct(read, 0, "1st line")
    sent = json.loads(request.value.post_data or "")
    assert sent["text"] == before.replace("First", "1st")
    assert sent["lines"] == [{"ord_num": 0, "text": "1st line"}]


def test_enter_goes_to_the_next_line_and_arrows_go_up_and_down(read: ThePage) -> None:
    read.lines.nth(0).click()
    read.tab.keyboard.press("Enter")
    expect(read.lines.nth(1)).to_be_focused()
    read.tab.keyboard.press("ArrowDown")
    expect(read.lines.nth(2)).to_be_focused()
    read.tab.keyboard.press("ArrowUp")
    expect(read.lines.nth(1)).to_be_focused()


def test_escape_gives_up_what_is_being_typed(read: ThePage) -> None:
    sent: list[str] = []
    read.tab.on("request", lambda request: sent.append(request.url))
    read.lines.nth(0).fill("Nonsense")
    read.tab.keyboard.press("Escape")
    expect(read.lines.nth(0)).to_have_value("First line")
    read.tab.keyboard.press("Tab")
    assert not [url for url in sent if "correct" in url]


def test_corrections_are_undone_and_done_again_by_buttons_and_keys(read: ThePage) -> None:
    correct(read, 0, "One")
    correct(read, 1, "Two")
    read.button("Undo").click()
    assert read.texts() == ["One", "Second line", "Third line"]
    read.lines.nth(2).click()
    read.tab.keyboard.press("Control+z")
    assert read.texts() == ["First line", "Second line", "Third line"]
    expect(read.button("Undo")).to_be_disabled()
    read.button("Redo").click()
    read.button("Redo").click()
    assert read.texts() == ["One", "Two", "Third line"]


def test_what_was_undone_is_undone_on_the_platform_too(read: ThePage) -> None:
    before = text(read)
    correct(read, 0, "One")
    read.button("Undo").click()
    wait_until(lambda: len(kept(read).get("corrections", [])) == 4)
    assert kept(read)["text"] == before


def test_the_text_is_edited_as_a_whole_and_its_lines_follow(read: ThePage) -> None:
    read.tab.get_by_role("radio", name="Text", exact=True).click()
    field = read.tab.get_by_role("textbox", name="The whole text")
    with read.tab.expect_request(CORRECT) as request:
        field.fill(field.input_value().replace("Second line", "Second row"))
        read.tab.get_by_role("radio", name="Lines", exact=True).click()
    assert json.loads(request.value.post_data or "")["lines"] == [
        {"ord_num": 1, "text": "Second row"}
    ]
    assert read.texts() == ["First line", "Second row", "Third line"]


@pytest.mark.parametrize(
    "context_options", [{"viewport": {"width": 320, "height": 568}, "locale": "en-GB"}]
)
def test_no_word_of_a_long_line_is_lost_on_the_smallest_screen(page: ThePage) -> None:
    page.drop(png("A line of many words, with a very_long_word_at_its_end", size=(2200, 160)))
    page.wait_for_text()
    for view in ("Lines", "Text"):
        page.tab.get_by_role("radio", name=view, exact=True).click()
        for field in page.tab.locator("#text textarea").all():
            hidden = field.evaluate(
                "(it) => [it.scrollWidth - it.clientWidth, it.scrollHeight - it.clientHeight]"
            )
            assert max(hidden) <= 0, f"{view}: {hidden} px"
        assert not sideways(page.tab)


def test_offline_corrections_wait_and_are_sent_once_the_network_is_back(
    read: ThePage, context: BrowserContext
) -> None:
    context.set_offline(True)
    correct(read, 0, "Written on a train")
    expect(read.tab.get_by_text("Waiting to be saved").first).to_be_visible()
    expect(read.tab.get_by_text("Corrections are kept here")).to_be_visible()
    context.set_offline(False)
    expect(read.tab.get_by_text("Saved", exact=True)).to_be_visible()
    wait_until(lambda: kept(read).get("corrected"))


def test_corrections_that_wait_survive_a_reload(read: ThePage) -> None:
    read.tab.route(CORRECT, lambda route: route.abort("connectionrefused"))
    correct(read, 0, "Kept over a reload")
    expect(read.tab.get_by_text("Waiting to be saved").first).to_be_visible()
    wait_until(lambda: kept(read) != {})
    read.tab.unroute(CORRECT)
    read.tab.on("dialog", lambda dialog: dialog.accept())  # whether to leave all the same
    with read.tab.expect_response(CORRECT):
        read.tab.reload()
    wait_until(lambda: kept(read).get("corrected"))
    assert kept(read)["text"].startswith("Kept over a reload")


def test_a_correction_that_is_refused_says_so_and_can_be_sent_again(read: ThePage) -> None:
    read.tab.route(CORRECT, lambda route: route.fulfill(status=422, body="{}"), times=1)
    correct(read, 0, "Refused at first")
    expect(read.tab.get_by_text("Not saved").first).to_be_visible()
    read.button("Save again").click()
    expect(read.tab.get_by_text("Saved", exact=True)).to_be_visible()


def test_a_line_that_is_emptied_and_filled_again_stays_in_its_place(read: ThePage) -> None:
    before = text(read)
    read.lines.nth(1).fill("")
    read.tab.keyboard.press("Tab")
    read.lines.nth(1).fill("Second line")
    read.tab.keyboard.press("Tab")
    assert text(read) == before


def test_a_line_added_to_the_text_is_a_line_and_others_are_corrected_where_they_stand(
    read: ThePage,
) -> None:
    read.tab.get_by_role("radio", name="Text", exact=True).click()
    whole = read.tab.get_by_role("textbox", name="The whole text")
    before = whole.input_value()
    whole.fill(f"Copy of First line\n{before}")
    read.tab.get_by_role("radio", name="Lines", exact=True).click()
    assert read.texts() == ["Copy of First line", "First line", "Second line", "Third line"]
    correct(read, 1, "1st line")
    assert text(read) == f"Copy of First line\n{before.replace('First', '1st')}"
    wait_until(lambda: kept(read).get("text", "").startswith("Copy of First line\n1st line"))


def test_what_is_typed_is_there_after_a_reload_without_having_been_left(read: ThePage) -> None:
    wait_until(lambda: kept(read) != {})
    read.lines.nth(0).click()
    read.tab.keyboard.press("End")
    read.tab.keyboard.type(" and no end")
    read.tab.wait_for_timeout(1_000)
    read.tab.goto("about:blank")
    read.tab.go_back()
    read.wait_for_text()
    expect(read.lines.first).to_have_value("First line and no end")
    wait_until(lambda: kept(read).get("text", "").startswith("First line and no end"))


def test_leaving_while_something_is_unsent_is_asked_about(read: ThePage) -> None:
    read.tab.route(CORRECT, lambda route: route.abort("connectionrefused"))
    correct(read, 0, "Not sent yet")
    expect(read.tab.get_by_text("Waiting to be saved").first).to_be_visible()
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    read.tab.on("dialog", stay)
    read.tab.evaluate("() => location.reload()")
    wait_until(lambda: read.tab.title() is not None and asked == ["beforeunload"])
    expect(read.lines.first).to_have_value("Not sent yet")
    read.tab.unroute(CORRECT)
    read.button("Save again").click()
    expect(read.tab.get_by_text("Saved", exact=True)).to_be_visible()


def test_a_correction_of_a_picture_that_was_deleted_meanwhile_says_so(read: ThePage) -> None:
    wait_until(lambda: kept(read) != {})
    read.tab.reload()
    read.wait_for_text()
    deleted = read.tab.request.delete(f"{read.address}/api/images/{read.picture_id()}")
    assert deleted.ok
    correct(read, 0, "Too late")
    expect(read.tab.get_by_text("It was deleted meanwhile")).to_be_visible()
    expect(read.tab.get_by_text("Saved", exact=True)).to_have_count(0)


def test_two_tabs_with_one_picture_add_to_each_other_even_while_typing(
    read: ThePage, context: BrowserContext
) -> None:
    wait_until(lambda: kept(read) != {})
    other = ThePage(context.new_page(), read.address)
    other.open(f"/#{read.picture_id()}")
    other.wait_for_text()
    read.lines.nth(0).click()
    read.tab.keyboard.press("Control+A")
    read.tab.keyboard.type("From one")
    correct(other, 2, "From the other")
    expect(read.lines.nth(2)).to_have_value("From the other")
    read.tab.keyboard.type(" tab\n")
    expect(other.lines.first).to_have_value("From one tab")
    expect(read.lines.nth(2)).to_have_value("From the other")
    wait_until(lambda: kept(read).get("text", "") == "From one tab\nSecond line\nFrom the other")
    assert text(read) == text(other) == kept(read)["text"]
    read.button("Undo").click()
    expect(other.lines.first).to_have_value("First line")
    assert text(read) == "First line\nSecond line\nFrom the other"


def test_corrected_text_keeps_its_rows_and_paragraphs_when_it_is_opened_elsewhere(
    page: ThePage, samples: Path, browser: Browser
) -> None:
    page.drop(payload(samples / "images" / "receipt.png"))
    page.wait_for_text()
    before = text(page)
    rows = page.tab.get_by_role("list", name="Text of the picture").get_by_role("listitem")
    count = rows.count()
    correct(page, 0, "CORNER CAFÉ")
    wait_until(lambda: kept(page).get("corrected"))
    elsewhere = ThePage(browser.new_page(), page.address)  # nothing remembered there
    elsewhere.open(f"/#{page.picture_id()}")
    elsewhere.wait_for_text()
    assert text(elsewhere) == before.replace("CORNER CAFE", "CORNER CAFÉ")
    rows = elsewhere.tab.get_by_role("list", name="Text of the picture").get_by_role("listitem")
    expect(rows).to_have_count(count)
    elsewhere.tab.close()


def test_a_box_and_its_place_in_the_whole_text_find_each_other(read: ThePage) -> None:
    read.tab.get_by_role("radio", name="Text", exact=True).click()
    whole = read.tab.get_by_role("textbox", name="The whole text")
    read.boxes.nth(1).click()
    expect(whole).to_be_focused()
    selected = "(field) => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert whole.evaluate(selected) == "Second line"
    whole.press("Control+End")
    expect(read.boxes.nth(2)).to_have_attribute("data-active", "true")


def test_no_word_of_a_table_is_broken(page: ThePage, samples: Path) -> None:
    page.tab.set_viewport_size({"width": 390, "height": 844})
    page.drop(payload(samples / "images" / "table.png"))
    page.wait_for_text()
    for field in page.lines.all():
        height = field.evaluate("(field) => field.clientHeight")
        words = field.input_value().split()
        assert len(words) > 1 or height < 45, f"{words}: {height} px"


def test_lines_are_parted_joined_added_moved_and_removed_by_keys_and_all_is_undone(
    read: ThePage,
) -> None:
    before = list(read.texts())
    press = read.tab.keyboard.press
    read.lines.nth(0).click()
    press("Home")
    for _ in "First":
        press("ArrowRight")
    press("Shift+Enter")
    expect(read.lines.nth(1)).to_be_focused()
    assert read.texts() == ["First", "line", *before[1:]]
    expect(read.boxes).to_have_count(4)
    press("Backspace")
    assert read.texts() == before
    press("Control+Enter")
    read.tab.keyboard.type("Between")
    assert read.texts() == [before[0], "Between", *before[1:]]
    press("Control+Shift+ArrowUp")
    assert read.texts() == ["Between", *before]
    read.lines.nth(0).fill("")
    press("Delete")
    assert read.texts() == before
    wait_until(lambda: "Between" not in kept(read).get("text", "Between"))
    while read.button("Undo").is_enabled():
        read.button("Undo").click()
    assert read.texts() == before
