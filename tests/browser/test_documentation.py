"""The documentation of all services on one page."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser import axe
from tests.browser.conftest import ALL_LOOKS

SERVICES = {
    "show-off-api": "/read",
    "detection-api": "/boxes",
    "recognition-api": "/extract",
    "image-api": "/api/image",
}

THEMES = ("light", "dark")
LOOKS = [
    pytest.param(service, {"color_scheme": theme, "locale": "en-GB"}, id=f"{service}-{theme}")
    for at, service in enumerate(SERVICES)
    for theme in (THEMES if ALL_LOOKS else THEMES[at % 2 :][:1])
]

STOPS = 150  # more than there are


@pytest.fixture
def documentation(tab: Page, address: str) -> Page:
    tab.goto(f"{address}/docs/")
    expect(operation(tab, "/read")).to_be_visible()
    return tab


def operation(tab: Page, path: str) -> Locator:
    return tab.locator(f'[data-path="{path}"]').first


@pytest.mark.parametrize(("service", "context_options"), LOOKS)
def test_every_service_is_shown_without_a_barrier_that_axe_finds(
    documentation: Page, service: str
) -> None:
    path = SERVICES[service]
    documentation.get_by_role("link", name=service).click()
    expect(operation(documentation, path)).to_be_visible()
    expect(documentation.get_by_role("link", name=service)).to_have_attribute(
        "aria-current", "page"
    )
    found = axe.violations(documentation)
    operations = documentation.locator(".opblock")
    methods = operations.locator(".opblock-summary-method").all_inner_texts()
    # Each opened one is looked through; those of a method are built alike.
    opened = [at for at, it in enumerate(methods) if ALL_LOOKS or it not in methods[:at]]
    for place in opened:
        operations.nth(place).locator(".opblock-summary-control").click()
    expect(documentation.locator(".opblock.is-open .responses-wrapper")).to_have_count(len(opened))
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


def test_what_is_tried_is_sent_as_it_is_and_answered_in_full(
    documentation: Page, samples: Path
) -> None:
    operation = documentation.locator("#operations-read-post_read")
    operation.get_by_role("button").first.click()
    operation.get_by_role("button", name="Try it out").click()
    picture = samples / "images" / "receipt.png"
    operation.locator("input[type=file]").set_input_files(picture)
    with documentation.expect_response("**/api/read") as answer:
        operation.get_by_role("button", name="Execute").click()
    assert len(answer.value.json()["lines"]) > 10  # all of it, not an example's part


def test_the_example_of_an_answer_is_a_real_one(
    documentation: Page, address: str, samples: Path
) -> None:
    operation = documentation.locator("#operations-read-post_read")
    operation.get_by_role("button").first.click()
    example = json.loads(operation.locator(".response .example").first.inner_text())
    picture = {"image": (samples / "images" / "receipt.png").read_bytes()}
    real = httpx.post(f"{address}/api/read", files=picture, timeout=120).json()
    assert set(example) <= set(real)
    assert set(example["lines"][0]) <= set(real["lines"][0])
    assert [line["text"] for line in example["lines"]] == [
        line["text"] for line in real["lines"][:2]
    ]


def test_a_key_can_be_given_to_try_a_server_that_asks_for_one(documentation: Page) -> None:
    documentation.get_by_role("button", name="Authorize").first.click()
    dialog = documentation.locator(".dialog-ux")
    dialog.get_by_role("textbox").fill("so_example")
    dialog.get_by_role("button", name="Apply credentials").click()
    dialog.get_by_role("button", name="Close").first.click()
    operation = documentation.locator("#operations-images-get_images")
    operation.get_by_role("button").first.click()
    operation.get_by_role("button", name="Try it out").click()
    with documentation.expect_request("**/api/images*") as request:
        operation.get_by_role("button", name="Execute").click()
    assert request.value.headers["authorization"] == "Bearer so_example"


def test_first_steps_name_the_server_that_they_are_read_from(
    documentation: Page, address: str
) -> None:
    examples = documentation.get_by_role("region", name="Examples")
    expect(examples).to_contain_text(f"curl -F image=@picture.jpg {address}/api/read")


@pytest.mark.parametrize("context_options", [{"locale": "de-DE"}])
def test_who_reads_german_is_shown_the_documentation_in_german(documentation: Page) -> None:
    expect(documentation.locator("html")).to_have_attribute("lang", "de")
    expect(documentation.get_by_role("region", name="Beispiele")).to_be_visible()
    expect(documentation.get_by_role("navigation", name="Dienste")).to_be_visible()
    operation = documentation.locator("#operations-operations-get_health")
    operation.get_by_role("button").first.click()
    operation.get_by_role("button", name="Ausprobieren").click()
    operation.get_by_role("button", name="Ausführen").click()
    expect(operation.locator(".live-responses-table .response-col_status").last).to_contain_text(
        "200"
    )
    found = axe.violations(documentation)
    assert not found, "\n".join(found)
