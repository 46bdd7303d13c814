from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from recognition_api.letters import Letters
from recognition_api.recognizer import Reading, Recognizer

FACE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
CYRILLIC = ("Поезд отправляется в полдень", "Просьба сохранять билеты", "Вагон-ресторан закрыт")
GREEK = ("Το τρένο αναχωρεί το μεσημέρι", "Παρακαλώ κρατήστε τα εισιτήρια", "Ωράριο λειτουργίας")
ENGLISH = "Coffee and cake 4.50"


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer(threads=1)


def page(texts: tuple[str, ...]) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    font, picture = ImageFont.truetype(FACE, 22), Image.new("L", (460, 40 * len(texts)), 255)
    for row, text in enumerate(texts):
        ImageDraw.Draw(picture).text((20, 40 * row + 20), text, 0, font, anchor="lm")
    boxes = [
        [[18, y], [22 + font.getlength(text), y], [22 + font.getlength(text), y + 26], [18, y + 26]]
        for text, y in ((text, 40 * row + 7) for row, text in enumerate(texts))
    ]
    return np.asarray(picture), np.array(boxes, np.float32)


def read(recognizer: Recognizer, *texts: str) -> list[Reading]:
    return recognizer.read(*page(texts), parts=True)


@pytest.mark.parametrize("texts", [CYRILLIC, GREEK])
def test_nothing_is_said_of_letters_that_are_not_known(
    recognizer: Recognizer, texts: tuple[str, ...]
) -> None:
    for reading in read(recognizer, *texts):
        assert (reading.text, reading.confidence, reading.script) == ("", 0.0, "unknown")
        assert reading.turn == 0
        assert reading.parts is not None
        assert not reading.parts.words


def test_known_letters_are_read_beside_them(recognizer: Recognizer) -> None:
    readings = read(recognizer, *CYRILLIC[:2], ENGLISH)
    assert [reading.text for reading in readings] == ["", "", ENGLISH]
    assert [reading.script for reading in readings] == ["unknown", "unknown", "latin"]


def test_codes_are_no_language_and_still_read(recognizer: Recognizer) -> None:
    for reading in read(recognizer, "00AEC6F8PDNLH0BR", "7T1Y-VV5S-X1K1", "B4QZ77XW9KJH"):
        assert reading.script == "latin"
        assert reading.text


def test_spelling_is_more_surprising_in_no_language_than_in_one() -> None:
    letters = Letters.load()
    assert letters.surprise("the station") < letters.surprise("xkqjw pzvtg") - 3
    assert letters.surprise("12.50") == letters.surprise("") == 0
