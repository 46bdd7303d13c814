"""While a picture is on its way: progress that is true, and a way out."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect
from tests.browser.pictures import file, png
from tests.browser.the_page import Held, HeldAnswers, ThePage
from tests.servers.show_off import ShowOff

READ = "**/api/read"


def test_the_bar_shows_the_share_of_bytes_that_have_left(
    page: ThePage, context: BrowserContext
) -> None:
    page.tab.get_by_text("Send in full size").click()
    page.tab.evaluate(_WATCH_THE_BAR)
    network = context.new_cdp_session(page.tab)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 60_000}
    network.send("Network.emulateNetworkConditions", slow)
    heavy = png()["buffer"] + bytes(400_000)
    page.drop(file("heavy.png", heavy))
    bar = page.tab.get_by_role("progressbar")
    expect(bar).to_have_attribute("aria-valuenow", re.compile(r"^[1-9]\d?(\.\d+)?$"))
    expect(page.tab.get_by_text(re.compile(r"^Sending, \d+% of 4\d\d kB$"))).to_be_visible()
    page.wait_for_text()
    shares = [float(share) for share in page.tab.evaluate("() => shares")]
    assert len(shares) > 2
    assert shares == sorted(shares)


@pytest.fixture(scope="module")
def narrow(
    built_pages: None,  # noqa: ARG001
    show_off: ShowOff,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Where one picture is read at a time, however long that takes."""
    patient = {"slots": 1, "read_seconds": 600, "wait_seconds": 600}
    with show_off.another_door(tmp_path_factory.mktemp("narrow"), **patient) as door:
        yield door.url


def test_the_servers_stages_are_told_as_they_begin(
    narrow: str, show_off: ShowOff, tab: Page, context: BrowserContext
) -> None:
    first, second = ThePage(tab, narrow), ThePage(context.new_page(), narrow)
    first.open()
    second.open()
    with show_off.paused("recognition_api"):
        with show_off.paused("detection_api"):
            first.drop(png("First line\nSecond line", size=(900, 300)))
            expect(first.tab.get_by_text("Finding the lines", exact=True)).to_be_visible()
            second.drop(png())
            queued = second.tab.get_by_text("Waiting for the server, next in line", exact=True)
            expect(queued).to_be_visible()
        expect(first.tab.get_by_text("Reading 2 lines", exact=True)).to_be_visible()
        expect(queued).to_be_visible()
    first.wait_for_text()
    second.wait_for_text()


def test_a_read_is_cancelled_at_any_stage(narrow: str, show_off: ShowOff, tab: Page) -> None:
    page = ThePage(tab, narrow)
    page.open()
    with show_off.paused("recognition_api"):
        page.drop(png())
        expect(tab.get_by_text("Reading 1 line", exact=True)).to_be_visible()
        page.button("Cancel").click()
        expect(page.heading).to_have_text("Cancelled")
    page.button("Try again").click()
    page.wait_for_text()


def test_a_server_that_tells_no_stages_is_waited_for(page: ThePage) -> None:
    def ask_as_before(route: Route) -> None:
        route.continue_(headers={**route.request.headers, "accept": "*/*"})

    page.tab.route(READ, ask_as_before)
    with page.tab.expect_response(READ) as response:
        page.drop(png())
    assert response.value.headers["content-type"] == "application/json"
    page.wait_for_text()
    assert page.texts() == ["Hello, reader"]


def test_while_the_server_reads_no_share_is_pretended(page: ThePage) -> None:
    held = HeldAnswers(page.tab, "*/api/read")
    page.drop(png())
    expect(page.tab.get_by_text("Reading", exact=True)).to_be_visible()
    assert page.tab.get_by_role("progressbar").get_attribute("aria-valuenow") is None
    held.release()
    page.wait_for_text()


def test_the_seconds_that_have_passed_are_counted(page: ThePage) -> None:
    held = HeldAnswers(page.tab, "*/api/read")
    page.drop(png())
    seconds = page.tab.get_by_role("timer")
    expect(seconds).to_have_text(re.compile(r"^[1-9]\d* s$"))
    first = seconds.inner_text()
    expect(seconds).not_to_have_text(first)
    held.release()
    page.wait_for_text()
    expect(seconds).to_have_count(0)


def test_the_picture_is_shown_while_it_is_being_read(page: ThePage) -> None:
    held = Held(page.tab, READ)
    page.drop(png())
    held.wait()
    expect(page.tab.get_by_role("img", name="hello.png")).to_be_visible()
    held.release()


def test_a_waiting_picture_says_how_many_come_before_it(page: ThePage) -> None:
    held = Held(page.tab, READ)
    page.drop(png("First"), png("Second"), png("Third"))
    held.wait()
    page.tab.get_by_role("button", name="hello.png waiting").last.click()
    expect(page.tab.get_by_text("2 pictures before this one")).to_be_visible()
    held.release()
    page.wait_for_text()
    assert page.texts() == ["Third"]


def test_a_cancelled_read_stops_and_can_be_taken_up_again(page: ThePage) -> None:
    held = Held(page.tab, READ)
    page.drop(png())
    request = held.wait().request
    page.button("Cancel").click()
    expect(page.heading).to_have_text("Cancelled")
    assert request.failure == "net::ERR_ABORTED"
    held.let_others_pass()
    page.button("Try again").click()
    page.wait_for_text()


def test_cancelling_one_picture_lets_the_next_be_read(page: ThePage) -> None:
    held = Held(page.tab, READ)
    page.drop(png("First"), png("Second"))
    held.wait()
    held.let_others_pass()
    page.button("Cancel").click()
    expect(page.queue.locator("[data-at=cancelled]")).to_have_count(1)
    expect(page.queue.locator("[data-at=done]")).to_have_count(1)


_WATCH_THE_BAR = """() => {
  window.shares = [];
  new MutationObserver(() => {
    const share = document.querySelector("[role=progressbar]")?.ariaValueNow;
    if (share && share !== shares.at(-1)) shares.push(share);
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""
