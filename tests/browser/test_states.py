"""Every state of the page, on small and large screens, dark and light: for everybody to use.

Each size and each theme is looked at in some look; every look, with `LOOKS=all` (`make looks`),
which lets axe scan the smallest screen, too.
Pictures of all of them are left in `build/screenshots`, for people to look at.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize
from tests.browser import axe
from tests.browser.conftest import ALL_LOOKS
from tests.browser.fit import blank, covered, sideways
from tests.browser.states import settle, walk
from tests.browser.the_page import TIMEOUT_MS, ThePage

TELEPHONE: ViewportSize = {"width": 390, "height": 844}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
SMALLEST: ViewportSize = {"width": 320, "height": 568}
LARGEST: ViewportSize = {"width": 3840, "height": 2160}

Look = tuple[str, ViewportSize, str]

SCANNED: list[Look] = [("telephone-light", TELEPHONE, "light"), ("desktop-dark", DESKTOP, "dark")]
SMALLEST_LIGHT: Look = ("smallest", SMALLEST, "light")
if ALL_LOOKS:
    SCANNED += [
        SMALLEST_LIGHT,
        ("telephone-dark", TELEPHONE, "dark"),
        ("desktop-light", DESKTOP, "light"),
        ("largest", LARGEST, "dark"),
    ]
PICTURED = (TELEPHONE, DESKTOP, SMALLEST) if ALL_LOOKS else (TELEPHONE, DESKTOP)
LOOKS = SCANNED if ALL_LOOKS else [*SCANNED, SMALLEST_LIGHT]

# What a person has just opened fills as its answer comes; what is dropped makes room for itself,
# and a drop that a test makes up is no input to Chromium.
OPENED = {
    *("earlier", "selecting", "deleting", "no-camera", "part-read"),
    *("several", "document", "not-a-picture"),
}


@dataclass
class Seen:
    """What was noticed on a walk through all states; each list empty if all is well."""

    violations: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    shifts: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def seen(
    request: pytest.FixtureRequest,
    browser: Browser,
    address: str,
    samples: Path,
    screenshots: Path,
) -> Iterator[Seen]:
    name, viewport, theme = request.param
    options: dict[str, Any] = {"viewport": viewport, "color_scheme": theme, "locale": "en-GB"}
    hand = viewport in (TELEPHONE, SMALLEST)  # which drops and pastes nothing, and has no keys
    context = browser.new_context(**options, has_touch=hand, reduced_motion="reduce")
    context.set_default_timeout(TIMEOUT_MS)
    context.add_init_script(_WATCH_SHIFTS)
    page = ThePage(context.new_page(), address)
    page.open()
    seen = Seen()
    for state in walk(page, samples):
        settle(page.tab)
        page.wait_until_still()
        if viewport in PICTURED:
            page.tab.screenshot(path=screenshots / f"{state}-{name}.png")
        if request.param in SCANNED:
            seen.violations += [f"{state}: {words}" for words in axe.violations(page.tab)]
        seen.sideways += [f"{state}: {words}" for words in sideways(page.tab)]
        hidden = [*covered(page.tab), *blank(page.tab)]
        seen.hidden += [f"{state}: {words}" for words in hidden]
        shifts = page.tab.evaluate("() => shifts.splice(0)")
        if state not in OPENED:
            seen.shifts += [f"{state}: {shift}" for shift in shifts]
    yield seen
    context.close()


def in_looks(looks: list[Look]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("seen", looks, ids=lambda look: look[0], indirect=True)


@in_looks(SCANNED)
def test_no_state_has_a_barrier_that_axe_finds(seen: Seen) -> None:
    assert not seen.violations, "\n".join(seen.violations)


@in_looks(LOOKS)
def test_no_state_scrolls_sideways(seen: Seen) -> None:
    assert not seen.sideways, "\n".join(seen.sideways)


@in_looks(LOOKS)
def test_all_that_can_be_pressed_is_to_be_seen(seen: Seen) -> None:
    assert not seen.hidden, "\n".join(seen.hidden)


@in_looks(LOOKS)
def test_nothing_shifts_under_the_hand(seen: Seen) -> None:
    assert not seen.shifts, "\n".join(seen.shifts)


_WATCH_SHIFTS = """(() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput && value > 0.001)
        shifts.push(`${value.toFixed(3)} of ${sources.map(({ node }) =>
          node?.className ?? node?.nodeName)}`);
  }).observe({ type: "layout-shift", buffered: true });
})()"""
