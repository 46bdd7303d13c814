import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from detection_api.cells import with_lone_signs
from detection_api.lines import TextLines

ROWS = (("Glucose", "-"), ("Protein", "12.5"), ("Ketones", "+"), ("Nitrite", "8.1"), ("Blood", "-"))


def table(rule: bool = False) -> tuple[NDArray[np.uint8], TextLines]:
    """A table, and the lines of it that are longer than a sign."""
    picture, font = Image.new("RGB", (360, 200), "white"), ImageFont.load_default(18)
    draw, quads = ImageDraw.Draw(picture), []
    for row, cells in enumerate(ROWS):
        y = 30 + 32 * row
        for x, text in zip((20, 250), cells, strict=True):
            draw.text((x, y), text, "black", font, anchor="lm")
            if len(text) > 1:
                end = x + font.getlength(text)
                quads.append([[x, y - 9], [end, y - 9], [end, y + 9], [x, y + 9]])
        if rule:
            draw.line([(253, 0), (253, 200)], "black")
    return np.asarray(picture), TextLines(
        np.array(quads, np.float32), np.ones(len(quads), np.float32)
    )


def test_signs_are_found_where_other_rows_have_a_cell() -> None:
    image, lines = table()
    found = with_lone_signs(image, lines)
    signs = found.points[len(lines) :]
    assert signs[:, 0, 1] == pytest.approx([21, 85, 149])
    assert signs[:, 0, 0] == pytest.approx([244] * 3, abs=2)


def test_what_crosses_a_row_is_no_sign() -> None:
    image, lines = table(rule=True)
    assert with_lone_signs(image, lines) is lines


def test_an_empty_cell_is_empty() -> None:
    image, lines = table()
    blank = image.copy()
    blank[:, 240:] = 255
    assert with_lone_signs(blank, lines) is lines


def test_a_page_that_slopes_is_left_alone() -> None:
    image, lines = table()
    sloping = lines.points + np.array([[0, 0], [0, 9], [0, 9], [0, 0]], np.float32)
    assert len(with_lone_signs(image, TextLines(sloping, lines.scores))) == len(lines)
