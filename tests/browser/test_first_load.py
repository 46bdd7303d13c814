"""What a first visit costs, and where it goes."""

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Response, expect
from tests.browser.the_page import ThePage

LIMIT = 200_000  # bytes of JavaScript as they travel, gzipped


def opened(tab: Page, address: str) -> list[Response]:
    """Open the page; returns all that it loaded until nothing more came."""
    answers: list[Response] = []
    tab.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108
    page = ThePage(tab, address)
    page.open()
    tab.wait_for_load_state("networkidle")
    return answers


def test_the_scripts_of_the_first_load_stay_within_200_kilobytes(tab: Page, address: str) -> None:
    scripts = [answer for answer in opened(tab, address) if answer.url.endswith(".js")]
    assert len(scripts) >= 2
    size = sum(len(gzip.compress(script.body())) for script in scripts)
    assert size <= LIMIT, f"{size} bytes"


def test_nothing_is_asked_of_anywhere_else(tab: Page, address: str) -> None:
    asked: set[str] = set()
    tab.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    opened(tab, address)
    assert asked == {urlsplit(address).netloc}


def test_what_has_a_hash_in_its_name_is_not_asked_for_again(tab: Page, address: str) -> None:
    kept = {
        answer.url: answer.headers["cache-control"]
        for answer in opened(tab, address)
        if "/assets/" in answer.url
    }
    assert kept
    assert all("immutable" in policy for policy in kept.values())


def test_without_storage_the_page_works_all_the_same(context: BrowserContext, address: str) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden') } })"
    )
    page = ThePage(context.new_page(), address)
    page.open()
    page.tab.get_by_text("Send in full size").click()
    expect(page.tab.get_by_role("checkbox", name="Send in full size")).to_be_checked()
