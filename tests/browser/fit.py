"""Whether all of the page fits into its width."""

from playwright.sync_api import Page

# The queue is made to scroll sideways; nothing else is.
_SIDEWAYS = """() => {
  const scrolls = (element) => element === document.scrollingElement
    || ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  return [...document.querySelectorAll(":not(nav > ol)")]
    .filter((element) => element.scrollWidth > element.clientWidth && scrolls(element))
    .map(({ scrollWidth, clientWidth, className, localName }) =>
      `${localName} ${className}: ${scrollWidth - clientWidth} px too wide`);
}"""


def sideways(tab: Page) -> list[str]:
    """What a person would have to scroll sideways, the page itself or a part of it."""
    found: list[str] = tab.evaluate(_SIDEWAYS)
    return found
