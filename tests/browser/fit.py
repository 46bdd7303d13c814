"""Whether all of the page has room: in its width, and beside what comes over it."""

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


# At the start the page can be scrolled from under it.
_COVERED = """() => {
  const seen = (element) => element.getBoundingClientRect();
  return [...document.querySelectorAll("[data-above-bars] > *")].flatMap((notice) => {
    const { left, right, top, bottom } = seen(notice);
    return [...document.querySelectorAll("main button, main a, nav button")]
      .filter((button) => !notice.contains(button) && button.checkVisibility())
      .filter((button) => {
        const place = seen(button);
        return place.width > 1 && place.left < right && place.right > left
          && place.top < bottom && place.bottom > top;
      })
      .map((button) => `${button.ariaLabel ?? button.textContent} is under a notice`);
  });
}"""

# Words may be hidden where an icon says the same, but not both.
_BLANK = """() => {
  const seen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 2 && height > 2 && element.checkVisibility();
  };
  return [...document.querySelectorAll("button, a")]
    .filter((button) => seen(button) && getComputedStyle(button).clipPath === "none")
    .filter((button) => button.children.length > 0 && ![...button.querySelectorAll("*")].some(seen))
    .map((button) => `${button.ariaLabel ?? button.textContent} cannot be seen`);
}"""


def blank(tab: Page) -> list[str]:
    """What can be pressed, but has neither words nor icon to be seen."""
    found: list[str] = tab.evaluate(_BLANK)
    return found


def covered(tab: Page) -> list[str]:
    """What could be pressed beside a picture if no notice lay over it."""
    found: list[str] = tab.evaluate(_COVERED)
    return found
