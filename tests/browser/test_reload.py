"""A queue of pictures outlives a reload and a crash of the tab."""

from pathlib import Path

from playwright.sync_api import expect
from tests.browser.pictures import png
from tests.browser.the_page import Held, ThePage, payload

READ = "**/api/read"


def test_pictures_that_wait_are_read_after_a_reload(page: ThePage, samples: Path) -> None:
    held = Held(page.tab, READ)
    first = payload(samples / "images" / "receipt.png")
    page.drop(first, {**png(), "name": "second.png"}, {**png(), "name": "third.png"})
    held.wait()
    expect(page.queue).to_have_count(3)
    page.tab.wait_for_function(_KEPT, arg=3)
    page.tab.unroute(READ)
    page.tab.reload()
    expect(page.queue.locator("[data-at=done]")).to_have_count(3)
    names = [item.inner_text().split("\n")[0] for item in page.queue.all()]
    assert names == ["receipt.png", "second.png", "third.png"]
    page.wait_for_text()


def test_pictures_that_were_read_are_at_hand_after_a_reload_and_not_sent_again(
    page: ThePage,
) -> None:
    page.drop(png("One"), {**png("Two"), "name": "two.png"})
    expect(page.queue.locator("[data-at=done]")).to_have_count(2)
    page.wait_for_text()
    page.tab.wait_for_function(_DONE, arg=2)
    sent: list[str] = []
    page.tab.on("request", lambda request: sent.append(request.url))
    page.tab.reload()
    expect(page.queue.locator("[data-at=done]")).to_have_count(2)
    page.wait_for_text()
    page.tab.get_by_role("button", name="two.png read").last.click()
    expect(page.lines.first).to_have_value("Two")
    assert not [url for url in sent if url.endswith("/api/read")]


def test_what_was_cleared_does_not_come_back(page: ThePage) -> None:
    page.drop(png("One"), png("Two"))
    expect(page.queue.locator("[data-at=done]")).to_have_count(2)
    page.button("Clear all").click()
    page.tab.wait_for_function(_KEPT, arg=0)
    page.tab.reload()
    expect(page.button("Choose pictures")).to_be_visible()
    expect(page.queue).to_have_count(0)


def test_a_duplicated_tab_leaves_the_queue_to_the_first(page: ThePage) -> None:
    page.drop(png("One"), png("Two"))
    expect(page.queue.locator("[data-at=done]")).to_have_count(2)
    page.tab.wait_for_function(_DONE, arg=2)
    with page.tab.context.expect_page() as opened:  # what the tab keeps for its visit goes along
        page.tab.evaluate("() => void window.open('/')")
    duplicate = ThePage(opened.value, page.address)
    assert duplicate.tab.evaluate(_TAB) != page.tab.evaluate(_TAB)
    expect(duplicate.button("Choose pictures")).to_be_visible()
    expect(duplicate.queue).to_have_count(0)
    page.tab.reload()
    expect(page.queue.locator("[data-at=done]")).to_have_count(2)


_TAB = """async () => {
  while (!document.querySelector("header")) await new Promise(requestAnimationFrame);
  return sessionStorage.getItem("show-off.tab");
}"""
_ALL = """new Promise((resolve) => {
  const open = indexedDB.open("show-off");
  open.onsuccess = () => {
    const all = open.result.transaction("queue").objectStore("queue").getAll();
    all.onsuccess = () => { open.result.close(); resolve(all.result); };
  };
})"""
_KEPT = f"async (count) => (await {_ALL}).length === count"
_DONE = f"async (count) => (await {_ALL}).filter((it) => it.phase.at === 'done').length === count"
