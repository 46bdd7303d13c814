"""The shipped model on lines drawn here: what it must read whatever else it learns."""

import cv2
import numpy as np
import pytest

from showoff_recognition.recognizer import Recognizer


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer(threads=1)


def drawn(text: str, shade: int = 0, ground: int = 255) -> np.ndarray:
    canvas = np.full((48, 40 + 22 * len(text), 3), ground, np.uint8)
    cv2.putText(canvas, text, (20, 36), cv2.FONT_HERSHEY_DUPLEX, 1.0, (shade,) * 3, 2, cv2.LINE_AA)
    (width, _), _ = cv2.getTextSize(text, cv2.FONT_HERSHEY_DUPLEX, 1.0, 2)
    return canvas[:, : width + 40]


@pytest.mark.parametrize("text", ["Total 12.50", "Invoice 2024", "HELLO WORLD"])
def test_clear_lines_are_read(recognizer: Recognizer, text: str) -> None:
    (reading,) = recognizer.read_crops([drawn(text)])
    assert reading.text == text
    assert reading.confidence > 0.5


def test_light_on_dark_is_read(recognizer: Recognizer) -> None:
    assert recognizer.read_crops([drawn("Way out", 255, 20)])[0].text == "Way out"


def test_lines_come_back_in_the_order_asked_whatever_their_width(recognizer: Recognizer) -> None:
    texts = ["a rather long line here", "no", "middling one", "to"]
    assert [r.text for r in recognizer.read_crops([drawn(t) for t in texts])] == texts


def test_lines_are_read_where_they_stand_in_a_picture(recognizer: Recognizer) -> None:
    page = np.full((300, 500, 3), 255, np.uint8)
    word = drawn("Receipt")
    page[100:148, 50 : 50 + word.shape[1]] = word
    page[200:248, 50 : 50 + word.shape[1]] = word[::-1, ::-1]  # upside down
    right = 50 + word.shape[1] - 18
    upright = [[68, 110], [right, 110], [right, 140], [68, 140]]
    turned = [[right, 240], [68, 240], [68, 206], [right, 206]]
    readings = recognizer.read(page, np.array([upright, turned], np.float32))
    assert [reading.text for reading in readings] == ["Receipt", "Receipt"]


def test_nothing_to_read_gives_nothing(recognizer: Recognizer) -> None:
    assert recognizer.read_crops([]) == []
    (blank,) = recognizer.read_crops([np.full((30, 100, 3), 255, np.uint8)])
    assert (blank.text, blank.confidence) == ("", 0.0)
