import random

import numpy as np
import pytest

from showoff_training.synthesis.backgrounds import Backgrounds
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.pages import KINDS, PageSynthesis
from showoff_training.synthesis.sheet import Pen, Sheet
from showoff_training.synthesis.text import TextSource

BLACK, WHITE = (0, 0, 0), (255, 255, 255)


@pytest.fixture(scope="module")
def synthesis() -> PageSynthesis:
    return PageSynthesis(load_faces()[0], TextSource(1), Backgrounds([]), 1)


@pytest.fixture(scope="module")
def pen() -> Pen:
    return Pen(load_faces()[0][0], 24, BLACK)


def ink_of(sheet: Sheet) -> tuple[int, int, int, int]:
    ys, xs = np.nonzero(sheet.pixels()[..., 0] < 128)
    return xs.min(), ys.min(), xs.max() + 1, ys.max() + 1


def test_a_line_is_annotated_where_its_ink_is(pen: Pen) -> None:
    sheet = Sheet(300, WHITE)
    sheet.write(20, 50, "Hanging", pen)
    (left, top), _, (right, bottom), _ = sheet.quads[0]
    assert (left, top, right, bottom) == pytest.approx(ink_of(sheet), abs=2)


def test_justified_words_are_one_line_of_the_width(pen: Pen) -> None:
    sheet = Sheet(400, WHITE)
    text = "so it was said"
    sheet.justify(10, 50, text, pen, 1.2 * pen.width_of(text))
    assert len(sheet.quads) == 1
    assert np.ptp(sheet.quads[0][:, 0]) == pytest.approx(1.2 * pen.width_of(text), abs=6)


def test_separators_are_not_annotated(pen: Pen) -> None:
    sheet = Sheet(300, WHITE)
    sheet.scribble(10, 50, "--------", pen)
    assert not sheet.quads


def test_a_lone_dash_is_ignored(pen: Pen) -> None:
    sheet = Sheet(300, WHITE)
    sheet.write(10, 50, "-", pen)
    assert sheet.ignored == [True]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_a_picture_with_its_truth(synthesis: PageSynthesis, kind: str) -> None:
    pages = [synthesis.page(256, kind) for _ in range(6)]
    for page in pages:
        assert page.image.shape == (256, 256, 3)
        assert page.image.dtype == np.uint8
        assert page.quads.shape == (len(page.ignored), 4, 2)
    assert any(len(page.quads) for page in pages) is (kind != "negative")


def test_neighbours_in_a_row_stand_more_than_1_2_heights_apart(synthesis: PageSynthesis) -> None:
    """What stands closer would be one line by the product's rule."""
    for kind in ("receipt", "table", "form"):
        for _ in range(4):
            sheet_quads = synthesis._document(384, kind)[1]
            low, high = sheet_quads.min(1), sheet_quads.max(1)
            for i in range(len(low)):
                height = high[i, 1] - low[i, 1]
                row = np.minimum(high[:, 1], high[i, 1]) - np.maximum(low[:, 1], low[i, 1])
                gap = low[:, 0] - high[i, 0]
                beside = (row > 0.5 * height) & (gap > 0)
                assert not beside.any() or gap[beside].min() > 1.1 * height


def test_the_same_seed_gives_the_same_pages() -> None:
    faces = load_faces()[0]
    one, other = (PageSynthesis(faces, TextSource(3), Backgrounds([]), 3) for _ in range(2))
    for _ in range(3):
        a, b = one.page(128), other.page(128)
        assert a.kind == b.kind
        assert np.array_equal(a.image, b.image)


def test_clutter_is_drawn_into_the_picture() -> None:
    image = np.zeros((200, 200, 3), np.uint8)
    for seed in range(5):
        Backgrounds([]).clutter(image, random.Random(seed))
    assert image.any()
