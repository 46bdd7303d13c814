import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from recognition_api import hues
from recognition_api.recognizer import Recognizer

TEXT = "Platform 12 north"


def sign(print_: tuple[int, int, int], ground: tuple[int, int, int]) -> Image.Image:
    picture = Image.new("RGB", (340, 50), ground)
    ImageDraw.Draw(picture).text((15, 25), TEXT, print_, ImageFont.load_default(32), anchor="lm")
    return picture


WHOLE = np.array([[[10, 8], [330, 8], [330, 44], [10, 44]]], np.float32)


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer(threads=1)


@pytest.mark.parametrize(
    ("print_", "ground"),
    [
        ((220, 40, 30), (20, 138, 30)),
        ((60, 110, 250), (230, 90, 20)),
        ((0, 150, 150), (190, 70, 90)),
    ],
)
def test_print_of_its_grounds_lightness_is_read_by_colour(
    recognizer: Recognizer, print_: tuple[int, int, int], ground: tuple[int, int, int]
) -> None:
    picture = sign(print_, ground)
    grey, colours = np.asarray(picture.convert("L")), np.asarray(picture)
    assert hues.is_faint(grey[8:44])
    (reading,) = recognizer.read(grey, WHOLE, colours=lambda: colours)
    assert reading.text == TEXT
    assert reading.confidence > 0.5


def test_no_colours_are_asked_for_where_grey_is_clear(recognizer: Recognizer) -> None:
    grey = np.asarray(sign((0, 0, 0), (255, 255, 255)).convert("L"))

    def colours() -> np.ndarray:
        raise AssertionError("a second decoding for nothing")

    (reading,) = recognizer.read(grey, WHOLE, colours=colours)
    assert reading.text == TEXT


def test_one_colour_holds_nothing() -> None:
    assert hues.cut_by_colour(np.full((50, 340, 3), 90, np.uint8), WHOLE[0]) is None
