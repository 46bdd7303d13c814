"""The page without a mouse: every task by keys alone, the focus always in sight."""

from pathlib import Path

from playwright.sync_api import FileChooser, Locator, expect
from tests.browser.pictures import png
from tests.browser.the_page import ThePage, payload
from tests.servers.processes import wait_until

STOPS = 80  # more than the page has


def tab_to(page: ThePage, wanted: Locator) -> None:
    """Press Tab until `wanted` has the focus; it must be seen wherever it stops."""
    expect(wanted).to_be_visible()
    for _ in range(STOPS):
        page.tab.keyboard.press("Tab")
        at = page.tab.evaluate(_FOCUSED)
        assert at["seen"], f"no focus to be seen on {at['what']}"
        if wanted.evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"not reached by Tab: {wanted}")


def chosen_by_enter(page: ThePage) -> FileChooser:
    """Press Enter on what has the focus until it asks for files.

    Chromium grants a page that only for some seconds after a key, which a busy machine may miss.
    """
    choosers: list[FileChooser] = []
    # Playwright takes no builtin.
    page.tab.on("filechooser", lambda chooser: choosers.append(chooser))  # noqa: PLW0108

    def asks() -> bool:
        page.tab.keyboard.press("Enter")
        page.tab.wait_for_timeout(3000)
        return bool(choosers)

    wait_until(asks)
    return choosers[0]


def test_a_picture_is_chosen_read_corrected_and_downloaded(page: ThePage) -> None:
    tab_to(page, page.button("Choose pictures"))
    chosen_by_enter(page).set_files([png("First line\nSecond line", size=(900, 300))])
    page.wait_for_text()
    tab_to(page, page.lines.nth(0))
    page.tab.keyboard.press("End")
    page.tab.keyboard.type("!")
    page.tab.keyboard.press("Enter")
    expect(page.lines.nth(0)).to_have_value("First line!")
    expect(page.lines.nth(1)).to_be_focused()
    expect(page.tab.get_by_text("Saved", exact=True)).to_be_visible()
    page.tab.keyboard.press("Control+z")
    expect(page.lines.nth(0)).to_have_value("First line")
    # The browser's own undo would change what is shown, and leave this to be undone.
    expect(page.button("Undo")).to_be_disabled()
    tab_to(page, page.button("Export"))
    page.tab.keyboard.press("Enter")
    expect(page.tab.get_by_role("menuitem").first).to_be_focused()
    page.tab.keyboard.press("End")
    page.tab.keyboard.press("ArrowUp")  # the last one deletes it
    with page.tab.expect_download() as download:
        page.tab.keyboard.press("Enter")
    assert download.value.suggested_filename == "hello.json"


def test_a_part_is_chosen_and_read(page: ThePage) -> None:
    page.drop(png("First line\nSecond line", size=(900, 300)))
    page.wait_for_text()
    tab_to(page, page.button("Read a part"))
    page.tab.keyboard.press("Enter")
    tool = page.tab.get_by_role("application")
    expect(tool).to_be_focused()
    page.tab.keyboard.press("ArrowUp")  # lays a box
    expect(tool).to_have_accessible_name(
        "Part to read: 540 by 120 pixels, 180 from the left, 90 from the top"
    )
    for _ in range(10):
        page.tab.keyboard.press("ArrowUp")
    expect(tool).to_have_accessible_name(
        "Part to read: 540 by 120 pixels, 180 from the left, 0 from the top"
    )
    for _ in range(10):
        page.tab.keyboard.press("ArrowLeft")
    page.tab.keyboard.press("Shift+ArrowDown")
    expect(tool).to_have_accessible_name(
        "Part to read: 540 by 138 pixels, 0 from the left, 0 from the top"
    )
    page.tab.keyboard.press("Enter")
    expect(page.lines).to_have_count(1)
    expect(page.lines).to_have_value("First line")
    tab_to(page, page.version("Whole"))
    page.tab.keyboard.press("Enter")
    expect(page.lines).to_have_count(2)


def test_the_first_stop_of_all_leads_straight_to_the_text(page: ThePage) -> None:
    page.drop(png())
    page.wait_for_text()
    page.tab.keyboard.press("Tab")
    expect(page.tab.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.tab.keyboard.press("Enter")
    expect(page.tab.locator("#text")).to_be_focused()


def test_all_lines_are_one_stop_at_the_line_that_was_left(page: ThePage) -> None:
    page.drop(png("First line\nSecond line\nThird line", size=(900, 400)))
    page.wait_for_text()
    tab_to(page, page.lines.nth(0))
    page.tab.keyboard.press("ArrowDown")
    expect(page.lines.nth(1)).to_be_focused()
    page.tab.keyboard.press("Tab")
    expect(page.tab.locator("#text ol textarea:focus")).to_have_count(0)
    page.tab.keyboard.press("Shift+Tab")
    expect(page.lines.nth(1)).to_be_focused()


def test_the_queue_is_gone_through_and_cleared(page: ThePage, samples: Path) -> None:
    page.drop(png("First"), payload(samples / "images" / "street-sign.jpg"))
    expect(page.queue.locator("[data-at=done]")).to_have_count(2)
    tab_to(page, page.tab.get_by_role("button", name="street-sign.jpg read", exact=True))
    page.tab.keyboard.press("Enter")
    expect(page.tab.get_by_role("img", name="street-sign.jpg")).to_be_visible()
    tab_to(page, page.button("Clear all"))
    page.tab.keyboard.press("Space")
    expect(page.button("Choose pictures")).to_be_visible()


def test_a_drawer_holds_the_focus_and_gives_it_back(page: ThePage) -> None:
    opener = page.button("Earlier pictures")
    tab_to(page, opener)
    page.tab.keyboard.press("Enter")
    drawer = page.tab.get_by_role("dialog", name="Earlier pictures")
    expect(drawer).to_be_visible()
    for _ in range(3):
        page.tab.keyboard.press("Tab")
        assert drawer.evaluate("(drawer) => drawer.contains(document.activeElement)")
    page.tab.keyboard.press("Escape")  # closes the name that a focused icon shows
    page.tab.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(opener).to_be_focused()


# An outline, or on the picture, where lines are drawn, a stroke of its own.
_FOCUSED = """() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth, strokeWidth } = getComputedStyle(element);
  const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 1;
  const drawn = element instanceof SVGElement && parseFloat(strokeWidth) >= 3;
  const nowhere = element === document.body;  // on its way through the browser's own stops
  return { seen: outlined || drawn || nowhere, what: element.outerHTML.slice(0, 200) };
}"""
