"""How soon the page is there: `python -m tests.browser.first_render`. Fails from a second on.

Starts the platform and visits the page again and again, each time with an empty cache. When it was
painted is told by Chromium's own clock, from the beginning of the navigation on.
"""

import gzip
import statistics
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Request, ViewportSize, sync_playwright
from rich.console import Console
from rich.table import Table
from tests.browser import chromium, node
from tests.servers.show_off import ShowOff

LIMIT_MS: Final = 1000
SCREENS: Final[tuple[ViewportSize, ...]] = (
    {"width": 390, "height": 844},
    {"width": 1440, "height": 900},
)


@dataclass(frozen=True)
class FirstRender:
    """One visit.

    Attributes:
        first: When anything was painted, in ms.
        largest: When the largest part was, in ms.
        shift: How much moved after it had been painted (Cumulative Layout Shift).
        blocking: URLs of what had to come before anything could be painted.
        scripts: Bytes of JavaScript, gzipped.
        scripts_at_first: Likewise, of those that were asked for before anything was painted.
        asked: URLs of all requests.
    """

    first: float
    largest: float
    shift: float
    blocking: list[str]
    scripts: int
    scripts_at_first: int
    asked: list[str]


def visit(browser: Browser, address: str, screen: ViewportSize) -> FirstRender:
    """Open the page as one who never was there, until it asks for nothing more."""
    with browser.new_context(viewport=screen, locale="en-GB") as context:
        context.add_init_script(_WATCH)
        tab = context.new_page()
        asked: list[Request] = []
        tab.on("request", lambda request: asked.append(request))  # noqa: PLW0108
        tab.goto(address, wait_until="networkidle")
        tab.get_by_role("heading", level=1).wait_for()
        tab.wait_for_function("() => seen.first && seen.largest")
        scripts = {
            request.url: len(gzip.compress(response.body()))
            for request in asked
            if request.resource_type == "script" and (response := request.response())
        }
        seen = tab.evaluate(_SEEN)
        early = seen.pop("early")
        return FirstRender(
            **seen,
            scripts=sum(scripts.values()),
            scripts_at_first=sum(size for url, size in scripts.items() if url in early),
            asked=[request.url for request in asked],
        )


def main() -> int:
    parser = ArgumentParser(description="Measure how soon the page is there.")
    parser.add_argument("--visits", type=int, default=20, help="of each size (default: 20)")
    visits = parser.parse_args().visits
    node.build(node.PAGE)
    table = Table("screen", "first paint, ms", "largest paint, ms", "shift", "scripts, kB")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        platform = ShowOff(Path(folder))
        platform.start()
        browser = chromium.launch(playwright)
        visit(browser, platform.url, SCREENS[0])  # starts what the browser starts once
        seen = {
            f"{screen['width']} x {screen['height']}": [
                visit(browser, platform.url, screen) for _ in range(visits)
            ]
            for screen in SCREENS
        }
        browser.close()
        platform.interrupt()
    for name, renders in seen.items():
        table.add_row(
            name,
            _spread([render.first for render in renders]),
            _spread([render.largest for render in renders]),
            f"{max(render.shift for render in renders):.3f}",
            f"{max(render.scripts for render in renders) / 1000:.1f}",
        )
    Console().print(table, "Median, and the worst in brackets; shift and scripts: the worst.")
    late = [name for name, renders in seen.items() if _median(renders) >= LIMIT_MS]
    return 1 if late else 0


def _median(renders: list[FirstRender]) -> float:
    return statistics.median(render.largest for render in renders)


def _spread(times: list[float]) -> str:
    return f"{statistics.median(times):.0f} ({max(times):.0f})"


_WATCH = """(() => {
  window.seen = { first: 0, largest: 0, shift: 0 };
  const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note))
    .observe({ type, buffered: true });
  watch("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") seen.first = startTime;
  });
  watch("largest-contentful-paint", ({ startTime }) => { seen.largest = startTime; });
  watch("layout-shift", ({ value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shift += value;
  });
})()"""

_SEEN = """() => ({
  ...seen,
  blocking: performance.getEntriesByType("resource")
    .filter(({ renderBlockingStatus }) => renderBlockingStatus === "blocking")
    .map(({ name }) => name),
  early: performance.getEntriesByType("resource")
    .filter(({ startTime }) => startTime < seen.first)
    .map(({ name }) => name),
})"""

if __name__ == "__main__":
    sys.exit(main())
