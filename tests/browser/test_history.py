"""Earlier pictures: found again, opened, deleted."""

import re
from uuid import uuid4

import httpx
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect
from tests.browser.pictures import encoded, file, png, text_picture
from tests.browser.the_page import ThePage
from tests.servers.processes import wait_until


@pytest.fixture
def read(page: ThePage) -> ThePage:
    """The page with a picture, read and kept."""
    page.drop(png("Worth keeping\nSecond line", size=(900, 300)))
    page.wait_for_text()
    wait_until(lambda: page.tab.request.get(stored(page)).ok)
    return page


def stored(page: ThePage) -> str:
    return f"{page.address}/api/images/{page.picture_id()}/file"


def assert_asked_for_in_sight(page: ThePage, headers: dict[str, str]) -> None:
    """On a screen too small for all, pictures far down the list are not asked for until they show.

    Args:
        headers: Of requests to the platform.
    """
    blank = {"image": encoded(Image.new("RGB", (64, 64), "white"), "PNG")}
    files: list[str] = []
    for _ in range(8):
        read = httpx.post(f"{page.address}/api/read", files=blank, headers=headers, timeout=60)
        files.append(f"{page.address}/api/images/{read.json()['id']}/file")
    wait_until(lambda: all(page.tab.request.get(file, headers=headers).ok for file in files))
    asked: set[str] = set()
    page.tab.on("request", lambda request: asked.add(request.url))
    page.open("/?fresh")
    page.button("Earlier pictures").click()
    page.tab.get_by_role("radio", name="Everybody’s").click()
    entries = page.tab.get_by_role("dialog", name="Earlier pictures").get_by_role("listitem")
    shown = entries.first.locator("img")
    expect(shown).to_have_attribute("src", re.compile("."))
    shown.evaluate("(image) => image.decode()")
    assert files[-1] in {address.split("?")[0] for address in asked}
    assert files[0] not in asked
    with page.tab.expect_request(re.compile(re.escape(files[0]))):
        entries.nth(len(files) - 1).scroll_into_view_if_needed()


def test_a_picture_is_listed_with_thumbnail_and_text_and_opened_again(read: ThePage) -> None:
    read.open("/?fresh")
    read.button("Earlier pictures").click()
    drawer = read.tab.get_by_role("dialog", name="Earlier pictures")
    entry = drawer.get_by_role("button", name=re.compile("^Worth keeping")).first
    thumbnail = entry.locator("img")
    expect(thumbnail).to_be_visible()
    assert thumbnail.evaluate(
        "async (image) => { await image.decode(); return image.naturalWidth; }"
    )
    entry.click()
    read.wait_for_text()
    assert read.texts() == ["Worth keeping", "Second line"]
    expect(read.boxes).to_have_count(2)


def test_a_reload_finds_the_same_picture_again(read: ThePage) -> None:
    read.tab.reload()
    read.wait_for_text()
    assert read.texts() == ["Worth keeping", "Second line"]


def test_corrections_are_there_when_a_picture_is_opened_again(read: ThePage) -> None:
    read.lines.first.fill("Well worth keeping")
    read.tab.keyboard.press("Enter")
    expect(read.tab.get_by_text("Saved", exact=True)).to_be_visible()
    details = stored(read).removesuffix("/file")
    wait_until(lambda: read.tab.request.get(details).json()["corrected"])
    read.tab.reload()
    read.wait_for_text()
    assert read.texts() == ["Well worth keeping", "Second line"]


def test_a_part_of_an_earlier_picture_is_read(read: ThePage) -> None:
    read.tab.reload()
    read.wait_for_text()
    read.choose_part((0, 0), (1, 0.5))
    read.button("Read this part").click()
    expect(read.lines).to_have_count(1)
    assert read.texts() == ["Worth keeping"]


def test_recent_pictures_are_one_click_away_from_the_start(read: ThePage) -> None:
    read.open("/?fresh")
    recent = read.tab.get_by_role("region", name="Your recent pictures")
    recent.get_by_role("button", name=re.compile("Worth keeping")).first.click()
    read.wait_for_text()


def test_deleting_asks_first_and_then_deletes_for_good(read: ThePage) -> None:
    address = stored(read)
    read.open("/?fresh")
    read.button("Earlier pictures").click()
    drawer = read.tab.get_by_role("dialog", name="Earlier pictures")
    expect(drawer.get_by_role("listitem").first).to_be_visible()
    before = drawer.get_by_role("listitem").count()
    newest = drawer.get_by_role("listitem").first
    newest.get_by_role("button", name=re.compile("^Delete")).click()
    expect(drawer.get_by_text("Delete this picture and its text for good?")).to_be_visible()
    drawer.get_by_role("button", name="Keep", exact=True).click()
    newest.get_by_role("button", name=re.compile("^Delete")).click()
    drawer.get_by_role("button", name="Delete", exact=True).click()
    expect(drawer.get_by_role("listitem")).to_have_count(before - 1)
    assert read.tab.request.get(address).status == 404


def test_an_address_of_a_picture_that_is_gone_says_so(page: ThePage) -> None:
    page.open(f"/#{uuid4().hex}")
    expect(page.tab.get_by_role("alert")).to_contain_text("no longer there")


@pytest.mark.parametrize(
    "context_options", [{"viewport": {"width": 390, "height": 600}, "locale": "en-GB"}]
)
def test_an_earlier_picture_is_asked_for_only_once_it_is_in_sight(page: ThePage) -> None:
    assert_asked_for_in_sight(page, {})


def test_a_history_that_cannot_be_loaded_says_so_and_is_tried_again(page: ThePage) -> None:
    page.tab.route("**/api/images?*", lambda route: route.fulfill(status=503, body="{}"))
    page.button("Earlier pictures").click()
    drawer = page.tab.get_by_role("dialog", name="Earlier pictures")
    drawer.get_by_role("radio", name="Everybody’s").click()
    expect(drawer.get_by_role("heading", name="The list could not be loaded")).to_be_visible()
    page.tab.unroute("**/api/images?*")
    drawer.get_by_role("button", name="Try again").click()
    expect(drawer.get_by_role("heading", name="The list could not be loaded")).to_have_count(0)


def test_only_what_was_read_in_this_browser_is_shown_unless_all_is_asked_for(
    page: ThePage, browser: Browser
) -> None:
    elsewhere = ThePage(browser.new_page(), page.address)
    elsewhere.open()
    elsewhere.drop(png("Private letter"))
    elsewhere.wait_for_text()
    wait_until(lambda: page.tab.request.get(stored(elsewhere)).ok)
    elsewhere.tab.close()
    page.open("/?fresh")
    expect(page.button("Choose pictures")).to_be_visible()
    expect(page.tab.get_by_text("Your recent pictures")).to_have_count(0)
    page.button("Earlier pictures").click()
    drawer = page.tab.get_by_role("dialog", name="Earlier pictures")
    expect(drawer.get_by_text("Nothing here yet")).to_be_visible()
    drawer.get_by_role("radio", name="Everybody’s").click()
    expect(drawer.get_by_text("Everyone who can open this page")).to_be_visible()
    expect(drawer.get_by_text("Private letter").first).to_be_visible()


def test_a_picture_is_found_by_words_of_its_text(read: ThePage) -> None:
    read.button("Earlier pictures").click()
    drawer = read.tab.get_by_role("dialog", name="Earlier pictures")
    search = drawer.get_by_role("searchbox", name="Search names and texts")
    search.fill("keeping WORTH hello")
    expect(drawer.get_by_role("listitem")).to_have_count(1)
    search.fill("nowhere")
    expect(drawer.get_by_text("Nothing found.")).to_be_visible()


def test_the_server_searches_all_that_was_read_by_anybody(page: ThePage) -> None:
    words = "Invoice of the quarrelsome heron"
    picture = {"image": encoded(text_picture(words, (1600, 200)), "PNG")}
    read = httpx.post(f"{page.address}/api/read", files=picture, timeout=60).json()
    address = f"{page.address}/api/images/{read['id']}/file"
    wait_until(lambda: page.tab.request.get(address).ok)
    page.button("Earlier pictures").click()
    drawer = page.tab.get_by_role("dialog", name="Earlier pictures")
    drawer.get_by_role("radio", name="Everybody’s").click()
    search = drawer.get_by_role("searchbox", name="Search names and texts")
    search.fill("HERON invoice")
    expect(drawer.get_by_role("listitem")).to_have_count(1)
    expect(drawer.get_by_role("listitem")).to_contain_text("quarrelsome")
    search.fill("heron pelican")
    expect(drawer.get_by_text("Nothing found.")).to_be_visible()


def test_one_is_deleted_by_keys_or_several_at_once_and_had_back(page: ThePage) -> None:
    for_each = {it: encoded(text_picture(f"Number {it}"), "PNG") for it in (1, 2, 3, 4)}
    page.drop(*[file(f"{number}.png", content) for number, content in for_each.items()])
    expect(page.queue.locator("[data-at=done]")).to_have_count(4)
    address = f"{page.address}/api/images"

    def kept() -> int:
        return page.tab.request.get(address).text().count("Number")

    wait_until(lambda: kept() == 4)
    page.tab.clock.install()
    page.open("/?fresh")
    page.button("Earlier pictures").click()
    drawer = page.tab.get_by_role("dialog", name="Earlier pictures")
    entries = drawer.get_by_role("listitem")
    expect(entries).to_have_count(4)
    delete_by_keys(entries)
    expect(entries).to_have_count(3)
    delete_together(drawer, 1, 3)
    expect(entries).to_have_count(1)
    expect(drawer.get_by_text("2 pictures deleted.")).to_be_visible()
    drawer.get_by_role("button", name="Undo").click()
    expect(entries).to_have_count(3)
    delete_together(drawer, 1, 3)
    page.tab.clock.fast_forward(8_000)  # too late to have them back
    wait_until(lambda: kept() == 1)
    expect(entries).to_have_count(1)
    drawer.get_by_role("button", name="Select", exact=True).click()
    drawer.get_by_role("button", name="All of these").click()
    drawer.get_by_role("button", name="Delete 1", exact=True).click()
    page.tab.reload()  # nothing is kept because the page is left
    wait_until(lambda: kept() == 0)


def delete_together(drawer: Locator, *numbers: int) -> None:
    drawer.get_by_role("button", name="Select", exact=True).click()
    for number in numbers:
        drawer.get_by_role("checkbox", name=f"Select {number}.png").check(force=True)
    drawer.get_by_role("button", name=f"Delete {len(numbers)}", exact=True).click()


def delete_by_keys(entries: Locator) -> None:
    """The first, after thinking again; keys go on from where they were."""
    delete = entries.first.get_by_role("button", name=re.compile("^Delete the picture"))
    delete.press("Enter")
    expect(entries.first.get_by_role("button", name="Keep")).to_be_focused()
    entries.page.keyboard.press("Enter")
    expect(delete).to_be_focused()
    for key in ("Enter", "Tab", "Enter"):
        entries.page.keyboard.press(key)
    expect(entries.first).not_to_contain_text("4.png")
    expect(delete).to_be_focused()  # of the one that came after it


def test_the_picture_that_is_shown_is_deleted_and_can_be_had_back(read: ThePage) -> None:
    read.button("Export").click()
    read.tab.get_by_role("menuitem", name="Delete this picture and its text").click()
    expect(read.button("Choose pictures")).to_be_visible()
    expect(read.tab.get_by_role("alert")).to_contain_text("1 picture deleted.")
    read.button("Undo").click()
    read.wait_for_text()
    assert read.tab.request.get(f"{read.address}/api/images/{read.picture_id()}").ok


def test_a_picture_keeps_its_name(read: ThePage) -> None:
    expect(read.tab).to_have_title("hello.png – show-off")
    expect(read.tab.get_by_role("banner").get_by_text("hello.png")).to_be_visible()
    read.tab.reload()
    read.wait_for_text()
    expect(read.tab).to_have_title("hello.png – show-off")
    with read.tab.expect_download() as download:
        read.button("Export").click()
        read.tab.get_by_role("menuitem", name="Text (.txt)").click()
    assert download.value.suggested_filename == "hello.txt"
    read.button("Earlier pictures").click()
    drawer = read.tab.get_by_role("dialog", name="Earlier pictures")
    expect(drawer.get_by_text("hello.png").first).to_be_visible()


def test_back_leads_to_the_start_and_forward_to_the_picture(read: ThePage) -> None:
    read.tab.go_back()
    expect(read.button("Choose pictures")).to_be_visible()
    expect(read.tab).to_have_title("show-off")
    read.tab.go_forward()
    read.wait_for_text()
    assert read.texts() == ["Worth keeping", "Second line"]
    read.button("show-off: New picture").click()
    expect(read.button("Choose pictures")).to_be_visible()
    read.tab.go_back()
    read.wait_for_text()
