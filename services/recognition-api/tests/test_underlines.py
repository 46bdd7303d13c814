import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from recognition_api.recognizer import Recognizer
from recognition_api.underlines import without_underline

TEXT = "Clause 8 struck"


def ruled(y: float | None, text: str = TEXT) -> np.ndarray:
    """A line with a rule at a height, as a share of it."""
    line = Image.new("L", (260, 32), 255)
    draw = ImageDraw.Draw(line)
    draw.text((8, 16), text, 0, ImageFont.load_default(26), anchor="lm")
    if y is not None:
        draw.line([(6, y * 32), (252, y * 32)], 0, 2)
    return np.asarray(line)


def test_no_rule_and_one_through_the_middle_stay() -> None:
    assert without_underline(ruled(None)) is None
    assert without_underline(ruled(0.5)) is None
    assert without_underline(np.full((32, 200), 255, np.uint8)) is None


@pytest.mark.parametrize("y", [0.85, 0.9])
def test_a_rule_goes_and_most_of_what_it_crosses_stays(y: float) -> None:
    clear = without_underline(ruled(y))
    assert clear is not None
    plain = ruled(None)
    left = slice(6, 252)
    assert (
        np.abs(clear[:, left].astype(int) - plain[:, left]).mean()
        < 0.4 * np.abs(ruled(y)[:, left].astype(int) - plain[:, left]).mean()
    )


@pytest.mark.parametrize("y", [0.88, 0.9])
def test_underlined_text_is_read_without_its_underline(y: float) -> None:
    whole = np.array([[[4, 2], [256, 2], [256, 31], [4, 31]]], np.float32)
    (reading,) = Recognizer(threads=1).read(ruled(y), whole)
    assert reading.text == TEXT
