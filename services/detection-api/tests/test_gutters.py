import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from detection_api.gutters import parted
from detection_api.lines import TextLines

SIZE, LEADING = 20, 26
LEFT = ("the council has met and found", "that most of what was", "planned for the harbour wall")
RIGHT = ("money for two new ferries", "a covered market and", "the renewal of the water")


def page(gutter: float, rows: int = 6, lean: float = 0) -> tuple[NDArray[np.uint8], TextLines]:
    """Two columns, and lines that run across the gutter between them, some ems wide."""
    picture, font = Image.new("RGB", (800, 40 + LEADING * rows), "white"), None
    font = ImageFont.load_default(SIZE)
    draw, quads = ImageDraw.Draw(picture), []
    begins = 20 + max(font.getlength(text) for text in LEFT) + gutter * SIZE
    for row in range(rows):
        y = 20 + LEADING * row
        draw.text((20, y), LEFT[row % 3], "black", font, anchor="lt")
        draw.text((begins, y), RIGHT[row % 3], "black", font, anchor="lt")
        end = begins + font.getlength(RIGHT[row % 3])
        quads.append([[20, y], [end, y], [end, y + 18], [20, y + 18]])
    points = np.array(quads, np.float32)
    if lean:
        angle, middle = np.radians(lean), np.array(picture.size) / 2
        turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
        points = ((points - middle) @ turn + middle).astype(np.float32)
        picture = picture.rotate(-lean, Image.Resampling.BICUBIC, fillcolor="white")
    return np.asarray(picture), TextLines(points, np.ones(rows, np.float32))


@pytest.mark.parametrize("gutter", [0.8, 1.0, 1.2])
@pytest.mark.parametrize("lean", [0, 2])
def test_lines_are_parted_where_all_of_them_leave_a_gap(gutter: float, lean: float) -> None:
    found = parted(*page(gutter, lean=lean))
    assert len(found) == 12
    begin = found.points[:, 0, 0]
    assert np.ptp(np.sort(begin)[6:]) < 6 + 200 * np.sin(np.radians(lean))


def test_three_lines_are_too_few_to_tell() -> None:
    image, lines = page(1.0, rows=3)
    assert parted(image, lines) is lines


def test_prose_stays_whole() -> None:
    picture, font = Image.new("RGB", (900, 300), "white"), ImageFont.load_default(SIZE)
    texts = (" ".join((LEFT[n % 3], RIGHT[(n + n // 3) % 3], LEFT[(n + 1) % 3])) for n in range(9))
    quads = []
    for row, text in enumerate(texts):
        y, end = 20 + LEADING * row, 20 + font.getlength(text)
        ImageDraw.Draw(picture).text((20, y), text, "black", font, anchor="lt")
        quads.append([[20, y], [end, y], [end, y + 18], [20, y + 18]])
    lines = TextLines(np.array(quads, np.float32), np.ones(9, np.float32))
    assert parted(np.asarray(picture), lines) is lines


def test_a_line_across_the_gutter_ends_it() -> None:
    image, lines = page(1.0, rows=7)
    image = image.copy()
    image[20 + 3 * LEADING : 40 + 3 * LEADING, 20:600] = 0  # ink from end to end
    assert parted(image, lines) is lines
