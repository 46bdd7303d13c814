"""The shipped model on lines drawn here: what it must read whatever else it learns."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from recognition_api.network import ALONE
from recognition_api.recognizer import Recognizer


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer(threads=1)


def drawn(text: str, print_: str = "black", ground: str = "white") -> np.ndarray:
    """A line in the face that Pillow carries, which no training has seen."""
    font = ImageFont.load_default(32)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("RGB", (int(right - left) + 16, int(bottom - top) + 10), ground)
    ImageDraw.Draw(picture).text((8 - left, 5 - top), text, print_, font)
    return np.asarray(picture)


@pytest.mark.parametrize("text", ["Total 12.50", "Invoice 2024", "HELLO WORLD"])
def test_clear_lines_are_read(recognizer: Recognizer, text: str) -> None:
    (reading,) = recognizer.read_crops([drawn(text)])
    assert reading.text == text
    assert reading.confidence > 0.5


def test_light_on_dark_is_read(recognizer: Recognizer) -> None:
    assert recognizer.read_crops([drawn("Way out", "white", "navy")])[0].text == "Way out"


def test_lines_come_back_in_the_order_asked_whatever_their_width(recognizer: Recognizer) -> None:
    texts = ["a rather long line here", "no", "middling one", "to"]
    assert [r.text for r in recognizer.read_crops([drawn(t) for t in texts])] == texts


def test_lines_are_read_where_they_stand_in_a_picture(recognizer: Recognizer) -> None:
    page = np.full((300, 500, 3), 255, np.uint8)
    word = drawn("Total 42")
    height, width = word.shape[:2]
    page[100 : 100 + height, 50 : 50 + width] = word
    page[200 : 200 + height, 50 : 50 + width] = word[::-1, ::-1]  # upside down
    left, right, top, bottom = 58, 50 + width - 8, 105, 100 + height - 5
    upright = [[left, top], [right, top], [right, bottom], [left, bottom]]
    turned = [[right, bottom + 100], [left, bottom + 100], [left, top + 100], [right, top + 100]]
    readings = recognizer.read(page, np.array([upright, turned], np.float32))
    assert [reading.text for reading in readings] == ["Total 42", "Total 42"]


def test_nothing_to_read_gives_nothing(recognizer: Recognizer) -> None:
    assert recognizer.read_crops([]) == []
    (blank,) = recognizer.read_crops([np.full((30, 100, 3), 255, np.uint8)])
    assert blank.confidence < 0.1


def test_a_character_alone_is_less_sure_than_the_network_says(recognizer: Recognizer) -> None:
    one, two = recognizer.read_crops([drawn("7"), drawn("77")])
    assert (one.text, two.text) == ("7", "77")
    network = recognizer._network
    (seen,) = network.see([np.full((32, 64), 255, np.uint8)])
    assert seen.text == ""
    blurred = np.asarray(Image.fromarray(drawn("7")).convert("L").resize((9, 12)).resize((24, 32)))
    (single,) = network.see([blurred])
    path = single.probabilities
    clear = path.max(axis=1)[path.argmax(axis=1) > 0].max(keepdims=True)
    assert single.confidence == pytest.approx(network._sure(clear) ** ALONE)


def test_a_dash_alone_is_one_however_long_it_is(recognizer: Recognizer) -> None:
    for length in (6, 9, 14, 20):
        line = np.full((32, 48), 255, np.uint8)
        line[16:19, 24 - length // 2 : 24 + length // 2] = 0
        (seen,) = recognizer._network.see([line])
        assert seen.text == "-"
        assert seen.confidence > 0.4
