"""The documentation of all services on one page."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser import axe

SERVICES = {
    "show-off-api": "/read",
    "detection-api": "/boxes",
    "recognition-api": "/extract",
    "image-api": "/api/image",
}

STOPS = 60  # more than there are


@pytest.fixture
def documentation(tab: Page, address: str) -> Page:
    tab.goto(f"{address}/docs/")
    expect(operation(tab, "/read")).to_be_visible()
    return tab


def operation(tab: Page, path: str) -> Locator:
    return tab.locator(f'[data-path="{path}"]').first


@pytest.mark.parametrize(("service", "path"), SERVICES.items(), ids=SERVICES)
def test_every_service_is_shown_without_a_barrier_that_axe_finds(
    documentation: Page, service: str, path: str
) -> None:
    documentation.get_by_role("link", name=service).click()
    expect(operation(documentation, path)).to_be_visible()
    expect(documentation.get_by_role("link", name=service)).to_have_attribute(
        "aria-current", "page"
    )
    found = axe.violations(documentation)
    operations = documentation.locator(".opblock")
    for place in range(operations.count()):
        operations.nth(place).locator(".opblock-summary-control").click()
    expect(documentation.locator(".opblock.is-open .responses-wrapper")).to_have_count(
        operations.count()
    )
    found += axe.violations(documentation)
    assert not found, "\n".join(found)


def test_a_service_is_chosen_and_an_operation_opened_and_tried_by_keys(
    documentation: Page,
) -> None:
    page = documentation
    page.get_by_role("link", name="image-api").focus()
    page.keyboard.press("Enter")
    expect(operation(page, "/api/image")).to_be_visible()
    page.get_by_role("link", name="show-off-api").focus()
    page.keyboard.press("Enter")
    summary = page.locator("#operations-operations-get_health").get_by_role("button").first
    expect(summary).to_be_visible()
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        if summary.evaluate("(element) => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(summary).to_have_attribute("aria-expanded", "true")
    page.get_by_role("button", name="Try it out").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Execute").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".live-responses-table .response-col_status").last).to_contain_text("200")


def test_nothing_is_asked_of_anywhere_else(tab: Page, address: str) -> None:
    asked: set[str] = set()
    tab.on("request", lambda request: asked.add(urlsplit(request.url).netloc))
    tab.goto(f"{address}/docs/")
    expect(operation(tab, "/read")).to_be_visible()
    tab.wait_for_load_state("networkidle")
    assert asked == {urlsplit(address).netloc}


def test_a_service_that_does_not_answer_is_named(tab: Page, address: str) -> None:
    tab.route("**/openapi/detection-api.json", lambda route: route.fulfill(status=502))
    tab.goto(f"{address}/docs/#detection-api")
    expect(tab.get_by_role("status")).to_contain_text("detection-api does not answer")
