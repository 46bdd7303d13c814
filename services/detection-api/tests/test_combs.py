import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from detection_api.combs import with_combs
from detection_api.lines import TextLines

NONE = TextLines(np.zeros((0, 4, 2), np.float32), np.zeros(0, np.float32))


def form(
    text: str, box: int = 28, height: int = 26, zoom: int = 1, rules: bool = True
) -> NDArray[np.uint8]:
    """A picture with a comb at 40, 60 that holds a character a box; a space leaves one empty."""
    picture = Image.new("RGB", (640 * zoom, 200 * zoom), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(18 * zoom)
    for number, character in enumerate(text):
        x, y = (40 + number * box) * zoom, 60 * zoom
        if rules:
            draw.rectangle((x, y, x + box * zoom, y + height * zoom), None, "black", zoom)
        draw.text((x + box * zoom / 2, y + height * zoom / 2), character, "black", font, "mm")
    return np.asarray(picture)


def line(left: float, top: float, right: float, bottom: float) -> TextLines:
    corners = [[[left, top], [right, top], [right, bottom], [left, bottom]]]
    return TextLines(np.array(corners, np.float32), np.ones(1, np.float32))


@pytest.mark.parametrize("text", ["47110815", "2026", "A1-B2"])
@pytest.mark.parametrize("zoom", [1, 2, 3])
def test_each_box_of_a_comb_holds_a_character(text: str, zoom: int) -> None:
    found = with_combs(form(text, zoom=zoom), NONE)
    centres = found.points.mean(1)[:, 0] / zoom
    assert centres == pytest.approx([54 + 28 * number for number in range(len(text))], abs=2)
    assert found.points[..., 1].min() > 60 * zoom
    assert found.points[..., 1].max() < 86 * zoom


def test_an_empty_box_holds_nothing() -> None:
    assert len(with_combs(form("47  15"), NONE)) == 4


def test_a_line_across_boxes_gives_way_to_them_and_one_in_a_box_stays() -> None:
    across, beside, within = line(42, 64, 120, 84), line(400, 64, 500, 84), line(158, 64, 174, 84)
    lines = TextLines(
        np.concatenate([across.points, beside.points, within.points]), np.ones(3, np.float32)
    )
    found = with_combs(form("47110815"), lines)
    assert len(found) == 1 + 8
    assert found.points[:2].tolist() == [*beside.points.tolist(), *within.points.tolist()]


@pytest.mark.parametrize(
    "image",
    [
        form("47110815", rules=False),
        form("        "),
        form("47"),
        form("4711", box=90),
        np.asarray(Image.effect_noise((640, 400), 90).convert("RGB")),
        np.zeros((5, 900, 3), np.uint8),
    ],
    ids=["no rules", "empty", "two boxes", "a table", "noise", "a strip"],
)
def test_other_pictures_hold_no_comb(image: NDArray[np.uint8]) -> None:
    assert with_combs(image, NONE) is NONE
