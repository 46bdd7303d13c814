import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from recognition_api.raised import even
from recognition_api.recognizer import Recognizer


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer(threads=1)


@pytest.mark.parametrize(
    ("said", "meant"),
    [("before.¹2 The", "before.¹² The"), ("m² and 10²3", "m² and 10²³"), ("12", "12")],
)
def test_a_number_that_begins_raised_is_raised_to_its_end(said: str, meant: str) -> None:
    assert even(said) == meant


def tag(whole: str, cents: str, share: float = 0.5, up: float = 0.0) -> np.ndarray:
    """A price: what follows is smaller and stands as high up, or so much lower."""
    picture = Image.new("L", (300, 100), 235)
    draw, large = ImageDraw.Draw(picture), ImageFont.load_default(80)
    small = ImageFont.load_default(80 * share)
    draw.text((20, 20), whole, 30, large, anchor="lt")
    x = 24 + large.getlength(whole)
    draw.text((x, 20 + 56 * up), cents, 30, small, anchor="lt")
    box = picture.crop((10, 12, round(x + small.getlength(cents)) + 8, 86))
    return np.asarray(box)


def read(recognizer: Recognizer, image: np.ndarray) -> str:
    height, width = image.shape
    whole = np.array([[[4, 4], [width - 4, 4], [width - 4, height - 4], [4, height - 4]]])
    return recognizer.read(image, whole.astype(np.float32))[0].text


def test_raised_cents_stand_apart(recognizer: Recognizer) -> None:
    assert read(recognizer, tag("12", "49")) == "12 49"


def test_digits_of_one_height_stay_one_number(recognizer: Recognizer) -> None:
    assert read(recognizer, tag("12", "49", share=1.0)) == "1249"
