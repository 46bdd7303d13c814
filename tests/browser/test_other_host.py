"""The page as another machine of the house opens it: by name, over http, no secure context."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.chromium import OTHER_HOST
from tests.browser.pictures import png
from tests.browser.the_page import ThePage


@pytest.fixture
def page(tab: Page, address: str) -> ThePage:
    page = ThePage(tab, address.replace("127.0.0.1", OTHER_HOST))
    page.open()
    assert not tab.evaluate("() => isSecureContext")
    return page


@pytest.fixture
def read(page: ThePage) -> ThePage:
    page.drop(png())
    page.wait_for_text()
    return page


def test_a_picture_is_read_and_corrected(read: ThePage) -> None:
    assert read.texts() == ["Hello, reader"]
    read.lines.first.fill("Hello, writer")
    read.tab.keyboard.press("Enter")
    expect(read.tab.get_by_text("Saved", exact=True)).to_be_visible()


def test_text_is_copied(read: ThePage) -> None:
    read.button("Copy").click()
    expect(read.button("Copied")).to_be_focused()
    read.tab.evaluate("() => document.body.append(document.createElement('textarea'))")
    pasted = read.tab.locator("body > textarea")
    pasted.focus()
    read.tab.keyboard.press("Control+V")
    expect(pasted).to_have_value("Hello, reader")


def test_a_copy_that_the_browser_refuses_is_shown_to_have_failed(read: ThePage) -> None:
    read.tab.evaluate("() => { document.execCommand = () => false; }")
    read.button("Copy").click()
    expect(read.tab.get_by_role("alert")).to_contain_text("did not allow copying")


def test_the_systems_own_camera_is_asked_for_a_picture(page: ThePage) -> None:
    with page.tab.expect_file_chooser() as chooser:
        page.button("Use the camera").click()
    assert chooser.value.element.get_attribute("capture") is not None
    chooser.value.set_files([png()])
    page.wait_for_text()
