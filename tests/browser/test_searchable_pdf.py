"""A searchable PDF in Chromium's own viewer: a selection is marked where the picture has words."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize
from tests.formats.conftest import read_sample
from tests.formats.samples import SAMPLES, Sample
from tests.servers.processes import wait_until


@pytest.fixture(scope="module")
def browser(with_window: Browser) -> Browser:
    return with_window


VIEWER: ViewportSize = {"width": 900, "height": 1200}


__all__ = ["read_sample"]  # a fixture


def seen(tab: Page) -> NDArray[np.int16]:
    return np.asarray(Image.open(io.BytesIO(tab.screenshot())).convert("RGB"), np.int16)


def settled(tab: Page, before: NDArray[np.int16]) -> NDArray[np.int16]:
    """What the tab shows once that is no longer ``before``, and stays."""
    views = [before]

    def stays() -> bool:
        views.append(seen(tab))
        return bool((views[-1] == views[-2]).all() and (views[-1] != before).any())

    wait_until(stays)
    return views[-1]


def page_in(view: NDArray[np.int16]) -> tuple[int, int, int]:
    """Left, top and width of the page: all that is not the viewer's ground."""
    inside = np.abs(view - view[-1, -1]).max(2) > 16
    columns, rows = np.flatnonzero(inside.any(0)), np.flatnonzero(inside.any(1))
    return int(columns[0]), int(rows[0]), int(columns[-1] - columns[0] + 1)


@pytest.mark.parametrize("name", SAMPLES)
def test_marks_of_a_selection_lie_over_the_words(
    name: str, read_sample: Callable[[str], Sample], browser: Browser, tmp_path: Path
) -> None:
    sample = read_sample(name)
    (tmp_path / "read.pdf").write_bytes(sample.written("pdf"))
    tab = browser.new_page(viewport=VIEWER)
    blank = seen(tab)
    tab.goto(f"file://{tmp_path}/read.pdf#toolbar=0&view=Fit")
    wait_until(lambda: len(np.unique(seen(tab))) > 16)
    before = settled(tab, blank)
    left, top, width = page_in(before)
    tab.mouse.click(left + width / 2, top + 2)
    tab.keyboard.press("Control+a")

    marked = np.abs(settled(tab, before) - before).max(2) > 16

    tab.close()
    scale, lines = width / sample.page.width, np.zeros_like(marked)
    for word in sample.words:
        x1, y1, x2, y2 = (round(scale * edge) for edge in word.edges)
        area = marked[top + y1 : top + y2, left + x1 : left + x2]
        assert area.mean() > 0.5, f"{word.text}: {area.mean():.2f} of it is marked"
        space = (
            round(0.7 * (y2 - y1)) + 2
        )  # a selection runs on over spaces, to a line's full height
        lines[top + y1 - space : top + y2 + space, left + x1 - space : left + x2 + space] = True
    stray = (marked & ~lines).sum() / marked.sum()
    assert stray < 0.01, f"{stray:.3f} of the marks lie beside the words"
