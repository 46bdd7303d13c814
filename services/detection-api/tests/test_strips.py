import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from detection_api.lines import TextLines
from detection_api.strips import strips

MARGIN = "Archive copy, do not remove"


def page(
    margin: str = MARGIN, rows: int = 9, size: tuple[int, int] = (620, 460)
) -> tuple[NDArray[np.uint8], TextLines]:
    """A page with text on end at its left, and its lines that stand."""
    picture, font = Image.new("RGB", size, "white"), ImageFont.load_default(18)
    aside = Image.new("RGB", (round(font.getlength(margin)) + 1, 26), "white")
    ImageDraw.Draw(aside).text((0, 13), margin, "black", font, anchor="lm")
    picture.paste(aside.rotate(90, expand=True), (24, 60))
    draw, quads = ImageDraw.Draw(picture), []
    for row in range(rows):
        text, y = f"Row {row} of a letter that is read as it stands", 40 + 40 * row
        draw.text((90, y), text, "black", font, anchor="lm")
        end = 90 + font.getlength(text)
        quads.append([[90, y - 10], [end, y - 10], [end, y + 10], [90, y + 10]])
    points = np.array(quads, np.float32).reshape(-1, 4, 2)
    return np.asarray(picture), TextLines(points, np.ones(rows, np.float32))


@pytest.mark.parametrize("zoom", [1, 3])
def test_text_on_end_lies_in_a_strip(zoom: int) -> None:
    image, lines = page()
    larger = np.kron(image, np.ones((zoom, zoom, 1), np.uint8))
    (strip,) = strips(larger, TextLines(zoom * lines.points, lines.scores))
    length = ImageFont.load_default(18).getlength(MARGIN)
    left, top = strip.x / zoom, strip.y / zoom
    assert 10 <= left <= 30 <= left + strip.width / zoom <= 70
    assert top <= 62
    assert top + strip.height / zoom >= 58 + length


def _with(rule: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    picture = Image.fromarray(page("")[0])
    ImageDraw.Draw(picture).rectangle(rule, "black")
    return np.asarray(picture)


@pytest.mark.parametrize(
    "image",
    [
        page("")[0],
        _with((40, 20, 42, 440)),
        _with((30, 20, 55, 440)),
        np.asarray(Image.effect_noise((620, 460), 120).convert("RGB")),
        np.zeros((3, 3, 3), np.uint8),
    ],
    ids=["no margin", "a rule", "a bar", "noise", "tiny"],
)
def test_other_ink_is_no_text(image: NDArray[np.uint8]) -> None:
    assert strips(image, page("")[1]) == []


def test_lines_that_are_not_found_are_no_text_on_end() -> None:
    image, _ = page("")
    assert strips(image, TextLines(np.zeros((0, 4, 2), np.float32), np.zeros(0, np.float32))) == []
