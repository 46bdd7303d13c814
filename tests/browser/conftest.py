"""A browser, and the page as the really started platform serves it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    sync_playwright,
)
from tests.browser import chromium, node
from tests.browser.the_page import ThePage
from tests.servers.show_off import ShowOff

TIMEOUT_MS = 60_000

ALL_LOOKS = os.environ.get("LOOKS") == "all"
"""Whether everything is looked at in every size and theme, not each in one."""

_EXPECTED = (
    # An answer that is not 200 is noted there too; tests make some on purpose.
    "Failed to load resource",
    # Said of every page that is opened over http by another name than localhost.
    "The Cross-Origin-Opener-Policy header has been ignored",
)


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Where pictures of the page's states are kept, for people to look at."""
    folder = node.ROOT / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def built_pages() -> None:
    node.build(node.PAGE)
    node.build(node.DOCUMENTATION)


@pytest.fixture(scope="session")
def address(built_pages: None, show_off: ShowOff) -> str:  # noqa: ARG001 - must be built before
    return show_off.url


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = chromium.launch(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def with_window(playwright: Playwright) -> Iterator[Browser]:
    """For what Chromium has only there: a camera, and its viewer of PDFs."""
    browser = chromium.launch(playwright, chromium.WITH_WINDOW)
    yield browser
    browser.close()


@pytest.fixture
def context_options() -> dict[str, Any]:
    """How the browser is set up; tests override it by parametrising."""
    return {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB"}


@pytest.fixture
def context(browser: Browser, context_options: dict[str, Any]) -> Iterator[BrowserContext]:
    context = browser.new_context(**context_options)
    context.set_default_timeout(TIMEOUT_MS)
    yield context
    context.close()


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A tab that has nothing to complain about in its console, its policy above all."""
    complaints: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_EXPECTED):
            complaints.append(message.text)

    tab = context.new_page()
    tab.on("console", listen)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    assert complaints == []


@pytest.fixture
def page(tab: Page, address: str) -> ThePage:
    """The page, opened."""
    page = ThePage(tab, address)
    page.open()
    return page
