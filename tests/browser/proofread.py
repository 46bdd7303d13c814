"""How much work it is to correct a text by keys alone: `python -m tests.browser.proofread`.

Starts the platform and reads the twelve samples and four pictures with planted errors: letters
that are wrong, a line that is missing, one too many, two that are one. Each is corrected to the
true text with the keyboard, letter by letter as a person would: first what the page asks to check,
then what is left. Beside it stands what plain editing of the same text takes: arrows, words and
lines at a time, Backspace and letters.
"""

import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, Route, expect, sync_playwright
from rich.console import Console
from rich.table import Table
from tests.browser import chromium
from tests.browser.the_page import ThePage, payload
from tests.servers.show_off import ShowOff

from show_off.pages import DOCUMENTATION, PAGE, ROOT, build

SAMPLES: Final = ROOT / "samples"
PLANTED: Final = ("receipt", "form", "table", "terminal")
"""Those that are read once more, with errors in them."""

_FEW_LETTERS: Final = 4
"""So near, the cursor is moved by letters."""
_PASSES: Final = 3
"""As often at most the lines are gone through."""

READ: Final = "**/api/read"


class Keyboard:
    """The keyboard of a tab, and how often it was pressed."""

    def __init__(self, tab: Page) -> None:
        self._tab = tab
        self.strokes = 0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self._tab.keyboard.press(key)
        self.strokes += times

    def type(self, text: str) -> None:
        self._tab.keyboard.type(text)
        self.strokes += len(text)


@dataclass(frozen=True)
class Effort:
    """What it took: keystrokes and seconds on the page, keystrokes of plain editing."""

    name: str
    wrong: int
    strokes: int
    seconds: float
    plain: int
    left: int


def edits(before: str, after: str) -> list[tuple[int, int, str]]:
    """What turns one text into another: from where to where, and what comes there instead."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        (start, end, after[new:until])
        for kind, start, end, new, until in matcher.get_opcodes()
        if kind != "equal"
    ]


def way(text: str, start: int, end: int) -> int:
    """Fewest presses of arrows, alone or with Ctrl, Home and End, along one line."""
    low, high = sorted((start, end))
    words = text[low:high].count(" ")
    inside = (high - low) if not words else words + len(text[low:high].rsplit(" ", maxsplit=1)[-1])
    return min(inside, 1 + end, 1 + len(text) - end)


def plain_strokes(before: str, after: str) -> int:
    """What plain editing of a text takes, from its start."""
    strokes = position = 0
    for start, end, instead in edits(before, after):
        down = before.count("\n", position, start)
        line = before.rfind("\n", 0, start) + 1
        column = 0 if down else position - line
        text = before[line:].split("\n", 1)[0]
        strokes += down + way(text, max(0, column), start - line) + (end - start) + len(instead)
        position = end
    return strokes


def replace_in_field(page: ThePage, keyboard: Keyboard, after: str) -> None:
    """In the field that has the cursor: from its last error to its first."""
    before = str(page.tab.evaluate("() => document.activeElement.value"))
    for start, end, instead in reversed(edits(before, after)):
        move(page, keyboard, end, len(before))
        keyboard.press("Backspace", end - start)
        keyboard.type(instead)


def move(page: ThePage, keyboard: Keyboard, to: int, length: int) -> None:
    """Move the cursor: to an end of the line where that is nearer, by words, then by letters."""

    def cursor() -> int:
        return int(page.tab.evaluate("() => document.activeElement.selectionStart"))

    if min(to, length - to) + 1 < abs(cursor() - to):
        keyboard.press("Home" if to < length - to else "End")
    while (at := cursor()) != to:
        side = "Right" if at < to else "Left"
        by_word = abs(at - to) > _FEW_LETTERS
        keyboard.press(f"Control+Arrow{side}" if by_word else f"Arrow{side}")


def check(page: ThePage, keyboard: Keyboard, truths: Sequence[str]) -> None:
    """What the page asks to check, one line after the other."""
    field = page.tab.locator("#text").get_by_role("textbox")
    while (page.heading.inner_text()) != "All checked":
        place = page.heading.inner_text()
        said = field.input_value()
        true = nearest(said, truths)
        if said and true is None:
            keyboard.press("Control+d")
        elif true is not None and true != said:
            take_or_type(page, keyboard, said, true)
            keyboard.press("Enter")
        else:
            keyboard.press("Enter")
        expect(page.heading).not_to_have_text(place)
    keyboard.press("Tab")
    keyboard.press("Enter")  # back to the text


def take_or_type(page: ThePage, keyboard: Keyboard, said: str, true: str) -> None:
    """Take what is offered where that is all there is to do; else type."""
    offered = page.tab.get_by_role("group", name="What it may say instead").get_by_role("button")
    changes = edits(said, true)
    for number, chip in enumerate(offered.all(), 1):
        letter = chip.locator("mark").inner_text()
        if len(changes) == 1 and changes[0][2] == letter and changes[0][1] - changes[0][0] == 1:
            keyboard.press(str(number))
            if page.tab.locator("#text").get_by_role("textbox").input_value() == true:
                return
    keyboard.press("ArrowRight")  # what is selected is not to be typed over
    replace_in_field(page, keyboard, true)


def nearest(said: str, truths: Sequence[str]) -> str | None:
    """The true line that one is most like, if it is like any."""
    scored = [(SequenceMatcher(None, said, true, autojunk=False).ratio(), true) for true in truths]
    ratio, true = max(scored, default=(0.0, ""))
    return true if ratio >= 0.5 else None


def correct_rest(page: ThePage, keyboard: Keyboard, truths: Sequence[str]) -> None:
    """Go down the lines once: correct, remove and add until they say what is true."""
    page.tab.keyboard.press("Escape")
    page.lines.first.focus()
    keyboard.strokes += 1  # Enter on the first box, or Tab to the first line
    matcher = SequenceMatcher(None, page.texts(), list(truths), autojunk=False)
    place = 0

    def go(to: int) -> None:
        nonlocal place
        keyboard.press("ArrowDown" if to > place else "ArrowUp", abs(to - place))
        place = to

    shift = 0
    for kind, start, end, new, until in matcher.get_opcodes():
        if kind == "equal":
            continue
        said, true = page.texts()[start + shift : end + shift], truths[new:until]
        for offset, (old, wanted) in enumerate(zip(said, true, strict=False)):
            go(start + shift + offset)
            if old != wanted:
                replace_in_field(page, keyboard, wanted)
        common = min(len(said), len(true))
        for _ in said[common:]:
            go(start + shift + common)
            keyboard.press("Control+a")
            keyboard.press("Backspace")
            keyboard.press("Delete")
            shift -= 1
            place = min(place, page.lines.count() - 1)
        for offset, wanted in enumerate(true[common:]):
            go(max(0, start + shift + common + offset - 1))
            keyboard.press("Control+Enter")
            place += 1
            keyboard.type(wanted)
        shift += max(0, len(true) - len(said))


def plant(route: Route) -> None:
    """Let a true reading come with errors: letters, a line too few, one too many, two in one."""
    answer = route.fetch()
    *before, last = answer.text().splitlines()
    stage: dict[str, Any] = json.loads(last)
    reading = stage["answer"]
    lines = reading["lines"]
    for line in lines[1::4]:
        line["text"] = swapped(line["text"])
        for word in line["words"] or []:
            word["confidence"] = 0.4
    lines[2]["text"] = f"{lines[2]['text']} {lines[3]['text']}"
    del lines[3]
    lines.insert(5, {**lines[5], "text": "~ -", "confidence": 0.3, "words": [], "letters": []})
    del lines[-2]
    reading["text"] = "\n".join(line["text"] for line in lines)
    route.fulfill(response=answer, body="\n".join([*before, json.dumps(stage)]) + "\n")


def swapped(text: str) -> str:
    """One letter for one that looks like it."""
    for old, new in (("l", "1"), ("o", "0"), ("e", "c"), ("a", "o"), ("0", "O"), ("5", "S")):
        if old in text:
            return text.replace(old, new, 1)
    return f"{text}."


def proofread(browser: Browser, address: str, name: str, *, planted: bool) -> Effort:
    """Correct one picture."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = ThePage(context.new_page(), address)
    page.open()
    if planted:
        page.tab.route(READ, plant)
    truth = json.loads((SAMPLES / "gt" / f"{name}.json").read_text("utf-8"))
    truths = [line["text"] for line in truth["lines"] if line["text"] and not line["ignore"]]
    picture = next((SAMPLES / "images").glob(f"{name}.*"))
    page.drop(payload(picture))
    page.wait_for_text()
    read = page.texts()
    wrong = sum(1 for text in read if text not in truths) + max(0, len(truths) - len(read))
    keyboard, started = Keyboard(page.tab), time.perf_counter()
    to_check = page.tab.locator("#text h2 + button")
    if to_check.count():
        to_check.focus()
        keyboard.press("Enter")
        check(page, keyboard, truths)
    for _ in range(_PASSES):
        if page.texts() != truths:
            correct_rest(page, keyboard, truths)
    seconds = time.perf_counter() - started
    now = page.texts()
    left = sum(1 for one, true in zip(now, truths, strict=False) if one != true)
    context.close()
    return Effort(
        f"{name}, with errors" if planted else name,
        wrong,
        keyboard.strokes,
        seconds,
        plain_strokes("\n".join(read), "\n".join(truths)),
        left + abs(len(now) - len(truths)),
    )


def main() -> None:
    """Correct all of them, and tell what it took."""
    for part in (PAGE, DOCUMENTATION):
        build(part)
    names = sorted(file.stem for file in (SAMPLES / "gt").glob("*.json"))
    cases = [(name, False) for name in names] + [(name, True) for name in PLANTED]
    table = Table("picture", "lines wrong", "keys", "s", "keys, plain editing", "left", box=None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        platform = ShowOff(Path(folder))
        platform.start()
        browser = chromium.launch(playwright)
        efforts = [
            proofread(browser, platform.url, name, planted=planted) for name, planted in cases
        ]
        browser.close()
        platform.interrupt()
    for one in efforts:
        figures = (one.wrong, one.strokes, f"{one.seconds:.1f}", one.plain, one.left)
        table.add_row(one.name, *map(str, figures))
    total = (sum(one.wrong for one in efforts), sum(one.strokes for one in efforts))
    plain, left = sum(one.plain for one in efforts), sum(one.left for one in efforts)
    seconds = sum(one.seconds for one in efforts)
    table.add_row("all", str(total[0]), str(total[1]), f"{seconds:.1f}", str(plain), str(left))
    Console().print(table)
    if left:
        raise SystemExit(f"{left} lines are not as they should be")


if __name__ == "__main__":
    main()
