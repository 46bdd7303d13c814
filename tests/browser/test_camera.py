"""The camera, which Chromium has only with its window."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, expect
from tests.browser.pictures import png
from tests.browser.the_page import ThePage


@pytest.fixture(scope="module")
def browser(with_window: Browser) -> Browser:
    return with_window


def test_a_photograph_is_read(page: ThePage, context: BrowserContext) -> None:
    context.grant_permissions(["camera"], origin=page.address)
    page.button("Use the camera").click()
    page.button("Take the picture").click()
    expect(page.tab.get_by_role("img", name="Photograph.jpg")).to_be_visible()
    # What is read of the browser's pretend camera, a running clock, is not the point.
    expect(page.heading).to_have_text(re.compile("lines?|No text was found"))


_NO_CAMERA = """() => {
  navigator.mediaDevices.getUserMedia = () =>
    Promise.reject(new DOMException("", "NotFoundError"));
}"""


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("() => {}", "may not use the camera"),  # not granted
        (_NO_CAMERA, "No camera was found"),
    ],
    ids=["denied", "none"],
)
def test_without_a_camera_a_picture_can_be_chosen_instead(
    page: ThePage, script: str, words: str
) -> None:
    page.tab.evaluate(script)
    page.button("Use the camera").click()
    dialog = page.tab.get_by_role("dialog", name="Photograph")
    expect(dialog.get_by_role("alert")).to_contain_text(words)
    with page.tab.expect_file_chooser() as chooser:
        dialog.get_by_role("button", name="Choose a picture").click()
    chooser.value.set_files([png()])
    page.wait_for_text()
