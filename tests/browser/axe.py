"""The accessibility scan of axe-core, from the page's development dependencies."""

from functools import cache

from playwright.sync_api import Page
from tests.browser import node

_SCAN = """async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`));
}"""


def violations(tab: Page) -> list[str]:
    """What stands in somebody's way on the page as it is now: rule, element, reason."""
    if not tab.evaluate("() => 'axe' in window"):
        tab.evaluate(_source())
    found: list[str] = tab.evaluate(_SCAN)
    return found


@cache
def _source() -> str:
    return (node.PAGE / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
