"""What a person does with the page, in a person's words."""

import base64
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, Response, Route, expect
from tests.servers.processes import wait_until

TIMEOUT_MS = 60_000
expect.set_options(timeout=TIMEOUT_MS)

_DROP = """(files) => {
  const transfer = new DataTransfer();
  for (const { name, mimeType, content, zeros } of files) {
    const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
    transfer.items.add(new File([bytes, new Uint8Array(zeros)], name, { type: mimeType }));
  }
  const fire = (type) => document.body.dispatchEvent(
    new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  fire("dragenter");
  fire("dragover");
  fire("drop");
}"""


# Two frames for what was pressed to be drawn, then the end of all that moves and has one.
_STILL = """async () => {
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  await frame();
  const moving = document.getAnimations().filter(
    (animation) => animation.effect.getComputedTiming().endTime !== Infinity);
  await Promise.allSettled(moving.map((animation) => animation.finished));
}"""


def payload(path: Path, name: str | None = None) -> FilePayload:
    """A file of this machine, as a browser hands it over."""
    kind = "image/png" if path.suffix == ".png" else "image/jpeg"
    return {"name": name or path.name, "mimeType": kind, "buffer": path.read_bytes()}


def _dropped(file: FilePayload) -> dict[str, str | int]:
    """A file for `_DROP`; zeros at its end are only counted, as megabytes take minutes over."""
    content = file["buffer"].rstrip(b"\0")
    return {
        "name": file["name"],
        "mimeType": file["mimeType"],
        "content": base64.b64encode(content).decode(),
        "zeros": len(file["buffer"]) - len(content),
    }


def read_answer(response: Response) -> dict[str, Any]:
    """What POST /read answered to the page: the last of its stages."""
    *_, last = response.text().splitlines()
    answer: dict[str, Any] = json.loads(last)["answer"]
    return answer


class ThePage:
    """The page in a tab.

    Attributes:
        tab: The tab, for what is not worth a word of its own here.
    """

    def __init__(self, tab: Page, address: str) -> None:
        self.tab = tab
        self.address = address

    def open(self, path: str = "/") -> None:
        self.tab.goto(self.address + path)
        expect(self.tab.get_by_role("banner")).to_be_visible()

    # --- in ---

    def choose(self, *files: FilePayload) -> None:
        """Choose files in the browser's dialog."""
        button = self.button("Choose pictures").or_(self.button("Add")).first
        with self.tab.expect_file_chooser() as chooser:
            button.click()
        chooser.value.set_files(list(files))

    def drop(self, *files: FilePayload) -> None:
        """Drop files anywhere on the page."""
        self.tab.evaluate(_DROP, [_dropped(file) for file in files])

    def choose_part(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a box on the picture, from and to shares of its width and height."""
        self.button("Read a part").click()
        self.draw_box(start, end)

    def draw_box(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw a box on the picture while one is asked for."""
        self.wait_until_still()
        picture = self.tab.get_by_label("Picture", exact=True).get_by_role("img").first
        place = picture.bounding_box()
        assert place is not None
        corners = [
            (place["x"] + x * place["width"], place["y"] + y * place["height"])
            for x, y in (start, end)
        ]
        self.tab.mouse.move(*corners[0])
        self.tab.mouse.down()
        self.tab.mouse.move(*corners[1], steps=5)
        self.tab.mouse.up()

    def wait_until_still(self) -> None:
        """Wait until nothing glides any more."""
        self.tab.evaluate(_STILL)

    # --- out ---

    def button(self, name: str) -> Locator:
        return self.tab.get_by_role("button", name=name, exact=True)

    @property
    def heading(self) -> Locator:
        """What the right-hand side says first: how many lines, or what went wrong."""
        return self.tab.locator("#text h2")

    @property
    def lines(self) -> Locator:
        """The lines as fields, in reading order."""
        return self.tab.get_by_role("list", name="Text of the picture").get_by_role("textbox")

    def version(self, name: str) -> Locator:
        """One of several readings of the shown picture."""
        versions = self.tab.get_by_role("radiogroup", name="Readings of this picture")
        return versions.get_by_role("radio", name=name, exact=True)

    @property
    def boxes(self) -> Locator:
        """The lines on the picture."""
        return self.tab.get_by_role("listbox", name="Lines in the picture").get_by_role("option")

    @property
    def queue(self) -> Locator:
        """The pictures at hand, where there are several."""
        return self.tab.get_by_role("navigation", name="Pictures").get_by_role("listitem")

    def picture_id(self) -> str:
        """Under which the shown picture is kept."""
        expect(self.tab).to_have_url(re.compile("#[0-9a-f]{32}$"))
        return self.tab.url.split("#")[1]

    def wait_for_text(self) -> None:
        """Wait until the shown picture has been read."""
        expect(self.heading).to_have_text(re.compile(r"^\d+ lines?$"))

    def texts(self) -> Sequence[str]:
        return [field.input_value() for field in self.lines.all()]


class Held:
    """Requests that a test holds back, to look at the page while it waits."""

    def __init__(self, tab: Page, url: str) -> None:
        self._tab = tab
        self._holding = True
        self._routes: list[Route] = []
        tab.route(url, self._hold)

    def wait(self) -> Route:
        """The first request that came and is held."""
        # What has arrived is handled whenever the tab is asked for something.
        wait_until(lambda: self._tab.title() is not None and self._routes)
        return self._routes[0]

    def let_others_pass(self) -> None:
        """Hold no more than what is held already."""
        self._holding = False

    def release(self) -> None:
        """Let all go on."""
        self._holding = False
        for route in self._routes:
            route.continue_()

    def _hold(self, route: Route) -> None:
        if self._holding:
            self._routes.append(route)
        else:
            route.continue_()


class HeldAnswers:
    """Answers that a test holds back: the requests themselves have reached the platform."""

    def __init__(self, tab: Page, url: str) -> None:
        self._network = tab.context.new_cdp_session(tab)
        self._answers: list[str] = []
        self._network.on("Fetch.requestPaused", self._hold)
        pattern = {"urlPattern": url, "requestStage": "Response"}
        self._network.send("Fetch.enable", {"patterns": [pattern]})

    def release(self) -> None:
        for answer in self._answers:
            self._network.send("Fetch.continueResponse", {"requestId": answer})
        self._network.send("Fetch.disable")

    def _hold(self, paused: dict[str, str]) -> None:
        self._answers.append(paused["requestId"])
