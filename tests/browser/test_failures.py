"""When the network or the server fails: words, what to do, and nothing lost."""

import json
import re

import pytest
from playwright.sync_api import BrowserContext, Route, expect
from tests.browser.pictures import png
from tests.browser.the_page import ThePage, read_answer

READ = "**/api/read"


def problem(status: int, detail: str, **headers: str) -> dict[str, object]:
    """An error answer as the platform gives them."""
    body = {"type": "about:blank", "title": "", "status": status, "detail": detail}
    return {
        "status": status,
        "content_type": "application/problem+json",
        "headers": headers,
        "body": json.dumps({**body, "trace_id": "0" * 32}),
    }


def fail_once(page: ThePage, answer: dict[str, object]) -> None:
    """The next read fails; those after it are the platform's own."""

    def fail(route: Route) -> None:
        route.fulfill(**answer)  # type: ignore[arg-type]

    page.tab.route(READ, fail, times=1)


def test_a_full_server_is_tried_again_after_the_seconds_it_asked_for(page: ThePage) -> None:
    fail_once(page, problem(503, "All slots are taken.", **{"Retry-After": "3"}))
    page.drop(png())
    expect(page.heading).to_have_text("The server is busy")
    expect(page.tab.get_by_text(re.compile(r"Trying again in [123] s"))).to_be_visible()
    page.wait_for_text()  # by itself


def test_who_does_not_want_to_wait_for_a_full_server_need_not(page: ThePage) -> None:
    fail_once(page, problem(503, "All slots are taken.", **{"Retry-After": "600"}))
    page.drop(png())
    page.button("Try now").click()
    page.wait_for_text()


def test_a_server_that_fails_at_a_later_stage_is_explained_and_tried_again(page: ThePage) -> None:
    full = {"type": "about:blank", "title": "", "status": 503, "detail": "No slot came free."}
    stages = [
        {"stage": "waiting", "before": 2},
        {"stage": "failed", "problem": full, "retry_after": 3},
    ]
    body = "".join(json.dumps(stage) + "\n" for stage in stages)
    fail_once(page, {"status": 200, "content_type": "application/x-ndjson", "body": body})
    page.drop(png())
    note = page.tab.get_by_role("alert")
    expect(note.get_by_role("heading")).to_have_text("The server is busy")
    expect(note).to_contain_text("The server said: “No slot came free.”")
    expect(note.get_by_text(re.compile(r"Trying again in [123] s"))).to_be_visible()
    page.wait_for_text()  # by itself


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (500, "Something went wrong on the server"),
        (502, "Something went wrong on the server"),
        (504, "The server took too long"),
    ],
)
def test_a_failing_server_is_explained_and_can_be_tried_again(
    page: ThePage, status: int, title: str
) -> None:
    fail_once(page, problem(status, "It hurts here."))
    page.drop(png())
    note = page.tab.get_by_role("alert")
    expect(note.get_by_role("heading")).to_have_text(title)
    expect(note).to_contain_text("The server said: “It hurts here.”")
    note.get_by_role("button", name="Try again").click()
    page.wait_for_text()


def test_a_picture_too_large_in_full_size_can_be_sent_reduced(page: ThePage) -> None:
    page.tab.get_by_text("Send in full size").click()
    fail_once(page, problem(413, "41 megapixels; at most 40 are read."))
    page.drop(png(size=(1200, 2160)))
    expect(page.heading).to_have_text("This picture is too large")
    with page.tab.expect_response(READ) as response:
        page.button("Send it reduced").click()
    assert read_answer(response.value)["height"] == 1080
    page.wait_for_text()


def test_an_answer_that_makes_no_sense_is_the_servers_fault(page: ThePage) -> None:
    fail_once(page, {"status": 200, "body": "<html>captive portal"})
    page.drop(png())
    expect(page.heading).to_have_text("Something went wrong on the server")


def test_offline_a_picture_waits_and_is_read_once_the_network_is_back(
    page: ThePage, context: BrowserContext
) -> None:
    page.tab.wait_for_load_state("networkidle")  # all of the page is there
    context.set_offline(True)
    page.drop(png())
    expect(page.heading).to_have_text("You are offline")
    context.set_offline(False)
    page.wait_for_text()  # by itself
    assert page.texts() == ["Hello, reader"]


def test_a_server_that_is_gone_is_told_from_being_offline(page: ThePage) -> None:
    page.tab.route(READ, lambda route: route.abort("connectionrefused"), times=1)
    page.drop(png())
    expect(page.heading).to_have_text("The server cannot be reached")
    page.wait_for_text()  # by itself


@pytest.mark.parametrize("away", ["connectionrefused", "a proxy's 502"])
def test_a_server_that_is_away_for_a_moment_holds_all_pictures_and_fails_none(
    page: ThePage, away: str
) -> None:
    def fail(route: Route) -> None:
        if away == "connectionrefused":
            route.abort(away)
        else:
            route.fulfill(status=502, content_type="text/html", body="<html>Bad Gateway</html>")

    page.tab.route(READ, fail)
    page.drop(png("First"), png("Second"), png("Third"))
    strip = page.tab.get_by_role("navigation", name="Pictures")
    expect(strip.get_by_text("The server cannot be reached")).to_be_visible()
    expect(strip.get_by_text(re.compile(r"3 pictures wait. Trying again in \d s"))).to_be_visible()
    expect(page.queue.locator("[data-at=failed]")).to_have_count(0)
    page.tab.unroute(READ)
    expect(page.queue.locator("[data-at=done]")).to_have_count(3)  # by itself
    expect(strip.get_by_text("3 of 3 read")).to_be_visible()


def test_all_that_failed_is_read_again_at_once(page: ThePage) -> None:
    page.tab.route(READ, lambda route: route.fulfill(status=500, body="{}"), times=2)
    page.drop(png("First"), png("Second"), png("Third"))
    expect(page.queue.locator("[data-at=failed]")).to_have_count(2)
    expect(page.tab.get_by_text("2 not read")).to_be_visible()
    page.button("Retry all").click()
    expect(page.queue.locator("[data-at=done]")).to_have_count(3)


def test_a_queue_that_was_cleared_can_be_had_back(page: ThePage) -> None:
    page.drop(png("First"), png("Second"))
    expect(page.queue.locator("[data-at=done]")).to_have_count(2)
    page.button("Clear all").click()
    expect(page.button("Choose pictures")).to_be_visible()
    page.button("Undo").click()
    expect(page.queue.locator("[data-at=done]")).to_have_count(2)
    page.wait_for_text()


def test_one_failure_does_not_hold_up_the_pictures_behind_it(page: ThePage) -> None:
    fail_once(page, problem(500, "It hurts here."))
    page.drop(png("First"), png("Second"))
    expect(page.queue.locator("[data-at=failed]")).to_have_count(1)
    expect(page.queue.locator("[data-at=done]")).to_have_count(1)
