"""What a first visit costs, and where it goes. How long it takes: `tests.browser.first_render`."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, expect
from tests.browser.first_render import SCREENS, FirstRender, visit
from tests.browser.the_page import ThePage
from tests.servers.processes import wait_until

LIMIT = 200_000  # bytes of JavaScript as they travel, gzipped
AT_FIRST = 160_000  # likewise, of what the first screen is made of


@pytest.fixture(scope="module", params=SCREENS, ids=["telephone", "desktop"])
def first(
    request: pytest.FixtureRequest, browser: Browser, address: str, samples: Path
) -> FirstRender:
    """A first visit, while there is something recently read, which comes late."""
    picture = {"image": (samples / "images" / "receipt.png").read_bytes()}
    httpx.post(f"{address}/api/read", files=picture, timeout=120).raise_for_status()
    wait_until(lambda: httpx.get(f"{address}/api/images", timeout=120).json()["images"])
    return visit(browser, address, request.param)


def test_the_scripts_stay_within_200_kilobytes(first: FirstRender) -> None:
    assert len([url for url in first.asked if url.endswith(".js")]) >= 2
    assert 0 < first.scripts <= LIMIT
    assert 0 < first.scripts_at_first <= AT_FIRST


def test_nothing_moves_once_it_is_painted(first: FirstRender) -> None:
    assert first.shift == 0


def test_only_the_style_and_the_choice_of_theme_hold_up_the_first_paint(
    first: FirstRender,
) -> None:
    names = [urlsplit(url).path for url in first.blocking]
    assert sorted(re.sub(r"-[\w-]{8}(?=[.]css)", "", name) for name in names) == [
        "/assets/style.css",
        "/theme.js",
    ]


def test_nothing_is_asked_of_anywhere_else(first: FirstRender, address: str) -> None:
    assert {urlsplit(url).netloc for url in first.asked} == {urlsplit(address).netloc}


def test_what_has_a_hash_in_its_name_is_not_asked_for_again(tab: Page, address: str) -> None:
    answers: list[Response] = []
    tab.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    ThePage(tab, address).open()
    hashed = [answer for answer in answers if "/assets/" in answer.url]
    assert hashed
    assert all("immutable" in answer.headers["cache-control"] for answer in hashed)


def test_without_storage_the_page_works_all_the_same(context: BrowserContext, address: str) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden') } })"
    )
    page = ThePage(context.new_page(), address)
    page.open()
    page.tab.get_by_text("Send in full size").click()
    expect(page.tab.get_by_role("checkbox", name="Send in full size")).to_be_checked()
