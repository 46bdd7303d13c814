"""Lines that teach: kept, reviewed, and what came of them, as people do it on the page."""

import json
import re
from pathlib import Path

import httpx
from playwright.sync_api import Locator, expect
from tests.browser import axe
from tests.browser.fit import sideways
from tests.browser.pictures import png
from tests.browser.the_page import ThePage
from tests.servers.processes import wait_until
from tests.servers.show_off import ShowOff

from image_api.database import Database
from image_api.gold.measures import MeasureLog
from image_api.gold.sets import Sets
from showoff_common.contracts.gold import MeasuredLine, NewMeasure
from showoff_common.messaging.events import now

CONSENT = re.compile("^Keep these lines to teach the reader")


def test_from_consent_to_the_chart(page: ThePage, show_off: ShowOff, screenshots: Path) -> None:
    lines = f"{page.address}/api/gold/lines"
    page.drop(png("Wise old owl\nSecond line", size=(900, 300)))
    page.wait_for_text()
    keep_both_lines(page, screenshots)
    wait_until(lambda: len(cut(lines)) == 2)
    page.button("show-off: New picture").click()
    page.tab.get_by_role("link", name="Lines kept").click()
    kept = page.tab.get_by_role("listitem").filter(has_text="To review")
    expect(kept).to_have_count(2)
    assert_drawn(kept.first)
    looked_at(page, "kept-lines", screenshots)

    page.tab.get_by_role("link", name="Review them one by one").click()
    accept_one_and_reject_the_other(page, screenshots)
    states = {line["text"]: line["state"] for line in cut(lines)}
    assert states == {"Wise old owl": "accepted", "2nd line": "rejected"}

    page.tab.get_by_role("link", name="Lines kept to teach the reader").click()
    page.button("Freeze the accepted ones as a set").click()
    expect(page.tab.get_by_text(re.compile(r"^Set \d+: 1 line\."))).to_be_visible()
    measure_two(show_off)
    page.button("show-off: New picture").click()
    page.tab.get_by_role("link", name="How well it reads").click()
    see_the_chart(page)
    looked_at(page, "how-well", screenshots)

    page.tab.get_by_role("link", name="Start").click()
    page.tab.get_by_role("link", name="Lines kept").click()
    page.button("Delete the line Wise old owl").click()
    page.button("Delete").click()
    expect(page.button("Delete the line 2nd line")).to_be_visible()
    expect(page.button("Delete the line Wise old owl")).to_have_count(0)
    wait_until(lambda: [line["state"] for line in cut(lines)] == ["rejected"])


def keep_both_lines(page: ThePage, screenshots: Path) -> None:
    """The one that was corrected before it was allowed, and the one after."""
    page.lines.nth(1).fill("2nd line")
    page.tab.keyboard.press("Enter")
    expect(page.tab.get_by_text("Saved", exact=True)).to_be_visible()
    consent = page.tab.get_by_role("checkbox", name=CONSENT)
    expect(consent).not_to_be_checked()
    consent.check(force=True)
    page.lines.first.fill("Wise old 0wl")
    page.tab.keyboard.press("Enter")
    looked_at(page, "keep-lines", screenshots)
    page.tab.reload()
    expect(consent).to_be_checked()


def test_all_lines_may_be_kept_once_each_was_looked_at(page: ThePage) -> None:
    lines = f"{page.address}/api/gold/lines"
    before = len(cut(lines))
    page.drop(png("Wise old owl\nSecond line", size=(900, 300)))
    page.wait_for_text()
    right = page.button("All of it is right")
    expect(right).to_have_count(0)
    page.tab.get_by_role("checkbox", name=CONSENT).check(force=True)
    with page.tab.expect_request("**/api/correct-text") as sent:
        right.click()
    told = json.loads(sent.value.post_data or "")
    assert (told["whole"], [line["text"] for line in told["layout"]]) == (True, page.texts())
    expect(page.tab.get_by_text("All lines of this picture may be kept.")).to_be_visible()
    wait_until(lambda: len(cut(lines)) == before + 2)


def accept_one_and_reject_the_other(page: ThePage, screenshots: Path) -> None:
    """By keys alone, and with a look back."""
    field = page.tab.get_by_role("textbox", name="What the line says")
    expect(field).to_be_focused()
    expect(field).to_have_value("Wise old 0wl")
    looked_at(page, "review", screenshots)
    field.fill("Wise old owl")
    page.tab.keyboard.press("Enter")
    expect(field).to_have_value("2nd line")
    page.tab.keyboard.press("Shift+Enter")
    expect(field).to_have_value("Wise old owl")
    page.tab.keyboard.press("Enter")
    expect(field).to_have_value("2nd line")
    page.tab.keyboard.press("Control+d")
    expect(page.tab.get_by_role("heading", name="Nothing is left to review")).to_be_visible()


def see_the_chart(page: ThePage) -> None:
    """The same in the chart and in the table, and the lines behind it."""
    table = page.tab.get_by_role("table", name="How each version reads set")
    rows = table.get_by_role("row").filter(has=page.tab.get_by_role("rowheader"))
    expect(rows).to_have_text([re.compile("^first.*8.33%"), re.compile("^second.*25%.*worse")])
    chart = page.tab.get_by_role("img", name=re.compile("^Characters read wrong"))
    assert chart.locator("tspan").all_text_contents() == ["8.33%", "25%"]
    page.button("Worst lines of second").click()
    worst = page.tab.get_by_role("region", name="Worst lines of second").get_by_role("listitem")
    expect(worst).to_have_text([re.compile("Wise old owl.*Wise 0ld 0wI")])
    assert_drawn(worst)


def cut(lines: str) -> list[dict[str, str]]:
    """Those that are cut out, newest first."""
    return [line for line in httpx.get(lines).json()["lines"] if line["has_crop"]]


def assert_drawn(place: Locator) -> None:
    image = place.get_by_role("img", name="The line in its picture")
    expect(image).to_be_visible()
    assert image.evaluate("async (it) => { await it.decode(); return it.naturalWidth; }")


def measure_two(show_off: ShowOff) -> None:
    """As the gate does for two versions, the second worse than the first."""
    database = Database(f"sqlite:///{show_off.folder / 'data' / 'storage' / 'show-off.db'}")
    frozen = Sets(database).members("latest", None)
    ((digest, _),) = frozen.lines
    log = MeasureLog(database)
    common = {"set": frozen.told.number, "lines": 1, "characters": 12, "exact": 0}
    for model, edits, text, more in (
        ("first", 1, "Wise old owI", {}),
        (
            "second",
            3,
            "Wise 0ld 0wI",
            {"against": "first", "verdict": "worse", "difference": (0.04, 0.16, 0.3)},
        ),
    ):
        measured = [MeasuredLine(digest=digest, edits=edits, text=text)]
        told = {"model": model, "edits": edits, "measured": measured, **common, **more}
        log.add(NewMeasure.model_validate(told), now())
    database.engine.dispose()


def looked_at(page: ThePage, name: str, screenshots: Path) -> None:
    """In both themes, large and small: no barrier, nothing to scroll sideways; a picture each."""
    for theme, width in (("light", 1440), ("dark", 320)):
        page.tab.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.tab.set_viewport_size({"width": width, "height": 900})
        page.wait_until_still()
        page.tab.screenshot(path=screenshots / f"{name}-{theme}-{width}.png")
        assert axe.violations(page.tab) == [], (name, theme)
        assert [it for it in sideways(page.tab) if "_scrolled_" not in it] == []
    page.tab.set_viewport_size({"width": 1440, "height": 900})
