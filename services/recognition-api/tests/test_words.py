import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from recognition_api.alignment import align
from recognition_api.alphabet import CLASSES, encode
from recognition_api.confidence import Confidence
from recognition_api.doubts import doubts
from recognition_api.ink import ink
from recognition_api.parts import part
from recognition_api.recognizer import Reading, Recognizer
from recognition_api.trace import Trace
from recognition_api.words import word_spans

TEXT = "one more rather longish line"


@pytest.fixture(scope="module")
def recognizer() -> Recognizer:
    return Recognizer(threads=1)


def page(
    text: str = TEXT,
) -> tuple[NDArray[np.uint8], NDArray[np.float32], list[tuple[float, float]]]:
    """A line on a page, its corners, and where its words are: shares of the line's width."""
    font = ImageFont.load_default(32)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("L", (int(right - left) + 100, 120), 255)
    ImageDraw.Draw(picture).text((50 - left, 40 - top), text, 0, font)
    quad = np.array([[0, 0], [right - left, 0], [right - left, bottom - top], [0, bottom - top]])
    shares = []
    for first, end in word_spans(text):
        before = font.getlength(text[:first])
        box = font.getbbox(text[first:end])
        start, stop = (float((before + x - left) / (right - left)) for x in (box[0], box[2]))
        shares.append((start, stop))
    corner = np.array([50, 40])
    return np.asarray(picture, np.uint8), np.asarray(quad + corner, np.float32), shares


def extents(reading: Reading) -> list[tuple[float, float]]:
    assert reading.parts is not None
    return [(word.start, word.end) for word in reading.parts.words]


def near(found: list[tuple[float, float]], true: list[tuple[float, float]]) -> bool:
    return bool(np.abs(np.array(found) - np.array(true)).max() < 0.01)


def test_words_lie_where_they_were_written(recognizer: Recognizer) -> None:
    image, quad, shares = page()
    (reading,) = recognizer.read(image, quad[None], parts=True)
    assert reading.text == TEXT
    assert near(extents(reading), shares)


def test_words_of_a_page_upside_down_go_from_the_corner_opposite(recognizer: Recognizer) -> None:
    image, quad, shares = page("several words are needed to be sure")
    turned = np.ascontiguousarray(image[::-1, ::-1])
    there = (
        np.array(image.shape[::-1], np.float32) - quad[[2, 3, 0, 1]]
    )  # upright, around the turned line
    (reading,) = recognizer.read(turned, there[None], parts=True)
    assert reading.turn == 180
    assert near(extents(reading), shares)


def test_light_print_has_its_ink_where_it_is_light() -> None:
    line = np.full((32, 10), 20, np.uint8)
    line[8:20, 4:6] = 230
    assert ink(line).tolist() == ink(255 - line).tolist() == [0] * 4 + [12] * 2 + [0] * 4


def test_an_even_line_has_no_ink_to_end_at() -> None:
    assert not np.ptp(ink(np.full((32, 40), 200, np.uint8)))


def test_parts_are_told_where_asked_for_alone(recognizer: Recognizer) -> None:
    image, quad, _ = page()
    assert recognizer.read(image, quad[None])[0].parts is None
    assert recognizer.read_crops([image[35:75]])[0].parts is None


def test_a_word_is_as_sure_as_its_own_letters() -> None:
    probabilities = _spelt("ab cd")
    probabilities[3, encode("c")[0]] = 0.4
    sure, unsure = part(_trace("ab cd", probabilities), _line(20), (0, 20), Confidence()).words
    assert sure.confidence == pytest.approx(1, abs=1e-3)
    assert unsure.confidence == pytest.approx(0.4**0.5, abs=1e-3)


def test_a_doubtful_letter_names_what_else_it_may_be() -> None:
    probabilities = _spelt("ab")
    probabilities[1, encode("bheoxk")] = (0.5, 0.2, 0.1, 0.06, 0.05, 0.01)
    (letter,) = doubts("ab", align("ab", probabilities), probabilities)
    assert (letter.index, letter.confidence) == (1, 0.5)
    assert [text for text, _ in letter.alternatives] == ["h", "e", "o"]


@given(st.data())
def test_words_joined_are_the_text_and_lie_in_order_inside_the_line(data: st.DataObject) -> None:
    """Whatever the network saw and the picture shows."""
    r = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    text = " ".join(data.draw(st.text("aabé7.-", max_size=30)).split("-")).strip()
    assume(text)
    frames = data.draw(st.integers(2 * len(text) + 1, 90))
    probabilities = r.dirichlet(np.full(CLASSES, 0.02), frames).astype(np.float32)
    line = r.integers(0, 256, (32, 4 * frames), np.uint8)
    low, high = sorted(data.draw(st.tuples(*[st.floats(0, 4 * frames)] * 2)))
    words = part(_trace(text, probabilities), line, (low, high), Confidence()).words
    assert " ".join(word.text for word in words) == " ".join(text.split())
    places = [place for word in words for place in (word.start, word.end)]
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)


def _trace(text: str, probabilities: NDArray[np.float32]) -> Trace:
    return Trace(text, align(text, probabilities), probabilities)


def _spelt(text: str) -> NDArray[np.float32]:
    probabilities = np.full((len(text), CLASSES), 1e-6, np.float32)
    probabilities[range(len(text)), encode(text)] = 1
    return probabilities


def _line(width: int) -> NDArray[np.uint8]:
    return np.full((32, width), 255, np.uint8)
