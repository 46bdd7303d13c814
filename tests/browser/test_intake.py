"""The ways by which pictures come in."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIResponse, BrowserContext, FilePayload, expect
from tests.browser.pictures import heic, png, tiff, turned_by_exif
from tests.browser.the_page import ThePage, payload, read_answer
from tests.servers.processes import wait_until


def kept(page: ThePage, answer: dict[str, Any]) -> APIResponse:
    """The picture as the platform got it and keeps it, once it is stored."""
    address = f"{page.address}/api/images/{answer['id']}/file"
    wait_until(lambda: page.tab.request.get(address).ok)
    return page.tab.request.get(address)


def test_a_chosen_picture_is_read(page: ThePage, samples: Path) -> None:
    page.choose(payload(samples / "images" / "receipt.png"))
    page.wait_for_text()
    assert "TOTAL" in page.texts()


def test_a_dropped_picture_is_read(page: ThePage) -> None:
    page.drop(png())
    page.wait_for_text()
    assert page.texts() == ["Hello, reader"]


def test_the_page_says_where_to_drop_while_files_are_held_over_it(page: ThePage) -> None:
    page.tab.evaluate(
        """() => {
          const transfer = new DataTransfer();
          transfer.items.add(new File(["x"], "x.png", { type: "image/png" }));
          document.body.dispatchEvent(
            new DragEvent("dragenter", { dataTransfer: transfer, bubbles: true }));
        }"""
    )
    expect(page.tab.get_by_text("Let go to read")).to_be_visible()


def test_a_pasted_picture_is_read(page: ThePage, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=page.address)
    page.tab.evaluate(
        """async (bytes) => {
          const picture = new Blob([Uint8Array.from(bytes)], { type: "image/png" });
          await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
        }""",
        list(png()["buffer"]),
    )
    page.tab.keyboard.press("Control+V")
    page.wait_for_text()
    assert page.texts() == ["Hello, reader"]


def test_pasted_text_is_answered_in_words(page: ThePage, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=page.address)
    page.tab.evaluate("() => navigator.clipboard.writeText('just words')")
    page.tab.keyboard.press("Control+V")
    expect(page.tab.get_by_role("alert")).to_contain_text("That is text already")
    page.button("Close this message").click()
    expect(page.tab.get_by_role("alert")).to_have_count(0)


def test_several_pictures_are_read_one_after_another(page: ThePage, samples: Path) -> None:
    names = ["receipt.png", "street-sign.jpg", "form.png"]
    page.drop(*[payload(samples / "images" / name) for name in names])
    expect(page.queue).to_have_count(3)
    expect(page.queue.locator("[data-at=done]")).to_have_count(3)
    page.tab.get_by_role("button", name="form.png read", exact=True).click()
    page.wait_for_text()
    page.tab.get_by_role("button", name="Remove form.png").click()
    expect(page.queue).to_have_count(2)
    page.button("Clear all").click()
    expect(page.button("Choose pictures")).to_be_visible()


def test_a_picture_is_reduced_to_1080_pixels_in_height_before_it_leaves(page: ThePage) -> None:
    with page.tab.expect_response("**/api/read") as response:
        page.drop(png(size=(1200, 2160)))
    answer = read_answer(response.value)
    assert (answer["width"], answer["height"]) == (600, 1080)
    assert kept(page, answer).headers["content-type"] == "image/jpeg"


def test_boxes_of_a_reduced_picture_lie_on_the_picture_that_is_shown(page: ThePage) -> None:
    page.drop(png(size=(1200, 2160)))
    page.wait_for_text()
    [points] = [box.locator("polygon").get_attribute("points") for box in page.boxes.all()]
    assert points is not None
    right = max(float(point.split(",")[0]) for point in points.split())
    assert 450 < right < 650  # where the words end at 72 px, in a picture 1200 px wide


def test_full_size_is_one_click_and_sends_the_file_as_it_is(page: ThePage) -> None:
    picture = png(size=(1200, 2160))
    page.drop(picture)
    page.wait_for_text()
    with page.tab.expect_response("**/api/read") as response:
        page.button("Read in full size").click()
    answer = read_answer(response.value)
    assert (answer["width"], answer["height"]) == (1200, 2160)
    assert kept(page, answer).body() == picture["buffer"]
    expect(page.button("Read in full size")).to_have_count(0)


def test_full_size_can_be_chosen_beforehand_and_is_remembered(page: ThePage) -> None:
    page.tab.get_by_text("Send in full size").click()
    page.open()
    expect(page.tab.get_by_role("checkbox", name="Send in full size")).to_be_checked()
    with page.tab.expect_response("**/api/read") as response:
        page.drop(png(size=(1200, 2160)))
    assert read_answer(response.value)["height"] == 2160


def test_a_picture_turned_by_exif_is_shown_and_read_upright(page: ThePage) -> None:
    page.drop(turned_by_exif())
    page.wait_for_text()
    assert page.texts() == ["Hello, reader"]
    picture = page.tab.get_by_role("img", name="turned.jpg")
    expect(picture).to_have_css("image-orientation", "from-image")
    place = picture.bounding_box()
    assert place is not None
    assert place["width"] > place["height"]


def test_a_turned_picture_that_is_reduced_is_sent_upright(page: ThePage) -> None:
    with page.tab.expect_response("**/api/read") as response:
        page.drop(turned_by_exif(size=(1600, 1500)))
    answer = read_answer(response.value)
    assert answer["width"] == 1152
    # Lying ones are read all the same, with their lines' corners turned.
    (left, upper), (right, _), (_, lower), _ = answer["lines"][0]["points"]
    assert left < right
    assert upper < lower
    page.wait_for_text()
    assert page.texts() == ["Hello, reader"]


@pytest.mark.parametrize("picture", [heic(), tiff()], ids=["heic", "tiff"])
def test_a_picture_that_the_browser_cannot_show_is_read_and_shown_as_the_server_makes_it(
    page: ThePage, picture: FilePayload
) -> None:
    page.drop(picture)
    page.wait_for_text()
    assert page.texts() == ["Hello, reader"]
    expect(page.boxes).to_have_count(1)
    shown = page.tab.get_by_role("img", name=picture["name"])
    expect(shown).to_be_visible()
    assert shown.evaluate("(it) => it.naturalWidth") == 900
    expect(page.button("Read a part")).to_be_enabled()


def test_who_has_no_picture_at_hand_tries_one_and_it_is_not_among_theirs(page: ThePage) -> None:
    page.button("Receipt").click()
    page.wait_for_text()
    assert "CORNER CAFE" in page.texts()
    page.button("Earlier pictures").click()
    drawer = page.tab.get_by_role("dialog", name="Earlier pictures")
    expect(drawer.get_by_text("Nothing here yet")).to_be_visible()
