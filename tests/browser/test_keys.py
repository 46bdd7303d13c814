"""The page of a platform that asks for API keys."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.fit import sideways
from tests.browser.pictures import png
from tests.browser.test_history import assert_asked_for_in_sight
from tests.browser.the_page import ThePage
from tests.servers.platform import Service
from tests.servers.processes import wait_until
from tests.servers.show_off import ShowOff

from show_off_api.access.keys import make_key

SECRET, KEY = make_key("alice", 600)
ASKED = "This server asks for a key"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of what opens to one key alone: its log and outbox."""
    return tmp_path_factory.mktemp("locked")


@pytest.fixture(scope="module")
def locked(
    built_pages: None,  # noqa: ARG001
    show_off: ShowOff,
    folder: Path,
) -> Iterator[Service]:
    """The platform, entered by a door that opens to one key."""
    with show_off.another_door(folder, keys=KEY) as door:
        yield door


@pytest.fixture
def page(tab: Page, locked: Service) -> ThePage:
    """The page, which asks; nothing else of it is to be reached meanwhile."""
    tab.goto(locked.url)
    return ThePage(tab, locked.url)


def give(page: ThePage, key: str) -> None:
    dialog = page.tab.get_by_role("dialog", name=ASKED)
    dialog.get_by_label("Key", exact=True).fill(key)
    dialog.get_by_role("button", name="Use this key").click()


def test_the_page_asks_for_the_key_and_then_all_of_it_works(page: ThePage) -> None:
    give(page, SECRET)
    expect(page.tab.get_by_role("dialog")).to_have_count(0)
    page.drop(png("First line\nSecond line", size=(900, 300)))
    page.wait_for_text()
    page.lines.first.fill("1st line")
    page.tab.keyboard.press("Enter")
    expect(page.tab.get_by_text("Saved", exact=True)).to_be_visible()
    address = f"{page.address}/api/images/{page.picture_id()}"
    headers = {"Authorization": f"Bearer {SECRET}"}
    wait_until(lambda: page.tab.request.get(f"{address}/file", headers=headers).ok)
    page.button("show-off: New picture").click()
    page.button("Earlier pictures").click()
    drawer = page.tab.get_by_role("dialog", name="Earlier pictures")
    entry = drawer.get_by_role("button", name=re.compile("^1st line|^First line")).first
    seen = entry.locator("img")
    expect(seen).to_have_attribute("src", re.compile("^blob:"))
    assert seen.evaluate("async (image) => { await image.decode(); return image.naturalWidth; }")
    drawer.get_by_role("button", name="Delete the picture of").first.click()
    drawer.get_by_role("button", name="Delete", exact=True).click()
    wait_until(lambda: page.tab.request.get(address, headers=headers).status == 404)


@pytest.mark.parametrize(
    "context_options", [{"viewport": {"width": 390, "height": 600}, "locale": "en-GB"}]
)
def test_an_earlier_picture_is_asked_for_only_once_it_is_in_sight(page: ThePage) -> None:
    give(page, SECRET)
    expect(page.tab.get_by_role("dialog")).to_have_count(0)
    assert_asked_for_in_sight(page, {"Authorization": f"Bearer {SECRET}"})


def test_an_earlier_picture_is_opened_by_its_address_once_the_key_is_given(
    page: ThePage, samples: Path
) -> None:
    headers = {"Authorization": f"Bearer {SECRET}"}
    picture = {"image": (samples / "images" / "receipt.png").read_bytes()}
    read = httpx.post(f"{page.address}/api/read", files=picture, headers=headers, timeout=60)
    address = f"{page.address}/api/images/{read.json()['id']}/file"
    wait_until(lambda: page.tab.request.get(address, headers=headers).ok)
    page.tab.goto(f"{page.address}/?fresh#{read.json()['id']}")
    give(page, SECRET)
    page.wait_for_text()
    expect(page.tab.get_by_label("Picture", exact=True).get_by_role("img").first).to_be_visible()


@pytest.mark.parametrize("wrong", ["so_wrong", "kein Schlüssel"])
def test_a_wrong_key_is_named_and_another_asked_for(page: ThePage, wrong: str) -> None:
    give(page, wrong)
    expect(page.tab.get_by_role("alert")).to_contain_text("did not accept this key")
    expect(page.tab.get_by_label("Key", exact=True)).to_have_accessible_description(
        re.compile("did not accept this key")
    )
    give(page, SECRET)
    expect(page.tab.get_by_role("dialog")).to_have_count(0)


def test_a_key_is_remembered_over_a_reload_and_only_in_its_tab(
    page: ThePage, context: BrowserContext
) -> None:
    give(page, SECRET)
    expect(page.tab.get_by_role("dialog")).to_have_count(0)
    with page.tab.expect_response("**/api/images?*") as listed:
        page.tab.reload()
    assert listed.value.ok
    other = context.new_page()
    other.goto(page.address)
    expect(other.get_by_role("dialog", name=ASKED)).to_be_visible()


def test_a_key_is_written_nowhere(page: ThePage, show_off: ShowOff, folder: Path) -> None:
    said: list[str] = []
    page.tab.on("console", lambda message: said.append(message.text))
    for key in ("so_wrong", SECRET):
        give(page, key)
    expect(page.tab.get_by_role("dialog")).to_have_count(0)
    page.drop(png())
    page.wait_for_text()
    files = [path for it in (folder, show_off.folder) for path in it.rglob("*") if path.is_file()]
    written = [path.read_bytes() for path in files]
    assert any(b"/read" in content for content in written)  # the logs are among them
    for key in ("so_wrong", SECRET):
        assert not any(key.encode() in content for content in written)
        assert not any(key in words for words in said)
        assert key not in page.tab.evaluate("() => JSON.stringify(localStorage) + location.href")


def test_the_dialog_is_gone_through_by_keys_and_gives_the_focus_back(page: ThePage) -> None:
    dialog, field = page.tab.get_by_role("dialog"), page.tab.get_by_label("Key", exact=True)
    expect(field).to_be_focused()
    for _ in range(5):
        page.tab.keyboard.press("Tab")
        assert dialog.evaluate("(dialog) => dialog.contains(document.activeElement)")
    field.focus()
    page.tab.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.wait_until_still()  # the focus goes back in the frame after
    opener = page.button("Earlier pictures")
    opener.focus()
    page.tab.keyboard.press("Enter")
    drawer = page.tab.get_by_role("dialog", name="Earlier pictures")
    drawer.get_by_role("radio", name="Everybody’s").click()
    expect(field).to_be_focused()
    page.tab.keyboard.type("so_wrong")
    page.tab.keyboard.press("Enter")
    expect(page.tab.get_by_role("alert")).to_contain_text("did not accept this key")
    expect(field).to_be_focused()
    page.tab.keyboard.type(SECRET)
    page.tab.keyboard.press("Enter")
    expect(drawer).to_be_visible()
    expect(field).to_have_count(0)
    wait_until(lambda: drawer.evaluate("(drawer) => drawer.contains(document.activeElement)"))
    page.tab.keyboard.press("Escape")  # closes the name that a focused icon shows
    page.tab.keyboard.press("Escape")
    expect(opener).to_be_focused()


@pytest.mark.parametrize(
    "context_options", [{"viewport": {"width": 320, "height": 568}, "locale": "de-DE"}]
)
def test_who_reads_german_is_asked_in_german(page: ThePage) -> None:
    dialog = page.tab.get_by_role("dialog", name="Dieser Server verlangt einen Schlüssel")
    dialog.get_by_label("Schlüssel", exact=True).fill("so_falsch")
    dialog.get_by_role("button", name="Diesen Schlüssel verwenden").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Der Server hat diesen Schlüssel nicht")
    assert not sideways(page.tab)
    dialog.get_by_role("button", name="Ohne Schlüssel weitermachen").click()
    expect(dialog).to_have_count(0)


def test_who_gives_no_key_is_told_what_to_do_and_asked_again(page: ThePage) -> None:
    page.button("Go on without a key").click()
    page.drop(png())
    page.button("Go on without a key").click()
    expect(page.heading).to_have_text("The server asks for a key")
    page.button("Try again").click()
    give(page, SECRET)
    page.wait_for_text()
