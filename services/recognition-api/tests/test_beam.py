import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from recognition_api import beam
from recognition_api.alphabet import BLANK, CHARACTERS, CLASSES, encode
from recognition_api.letters import Letters, symbol

INDIFFERENT = Letters(np.full((28,) * 4, 38, np.uint8))  # every weight is nearly 1


def frames(*said: str | dict[str, float]) -> NDArray[np.float32]:
    """One frame each: a character, "" for the blank, or shares of several."""
    rows = np.zeros((len(said), CLASSES), np.float32)
    for row, characters in zip(rows, said, strict=True):
        shares = {characters: 1.0} if isinstance(characters, str) else characters
        for character, share in shares.items():
            row[encode(character)[0] if character else BLANK] = share
    return rows


def preferring(word: str) -> Letters:
    """A model in which that word is likely and all else is not."""
    surprise = np.full((28,) * 4, 100, np.uint8)
    symbols = [0, 0, 0, *map(symbol, word), 0]
    for end in range(3, len(symbols)):
        surprise[tuple(symbols[end - 3 : end + 1])] = 0
    return Letters(surprise)


def test_repeats_are_one_letter_unless_a_blank_parts_them() -> None:
    assert beam.search(frames("a", "a", "", "a", "b"), INDIFFERENT) == "aab"


def test_paths_that_say_the_same_add_up() -> None:
    # Best path: two blanks, 0.36. All paths of "a": 0.4 * 0.6 + 0.6 * 0.4 + 0.4 * 0.4 = 0.64.
    unsure = {"": 0.6, "a": 0.4}
    assert beam.search(frames(unsure, unsure), INDIFFERENT) == "a"


def test_what_letters_follow_each_other_decides_where_the_network_doubts() -> None:
    seen = frames("H", "", "O", "", {"I": 0.55, "T": 0.45}, "", "E", "", "L")
    assert beam.search(seen, preferring("hotel")) == "HOTEL"


def test_what_the_network_is_sure_of_stays() -> None:
    seen = frames("H", "", "O", "", "I", "", "E", "", "L")
    assert beam.search(seen, preferring("hotel")) == "HOIEL"


@pytest.mark.parametrize(("digit", "letter"), [("0", "O"), ("1", "l"), ("5", "S")])
def test_a_digit_stays(digit: str, letter: str) -> None:
    seen = frames({digit: 0.51, letter: 0.49})
    assert beam.search(seen, preferring(letter)) == digit


def test_no_frames_say_nothing() -> None:
    assert beam.search(frames(), INDIFFERENT) == ""


def test_a_word_that_does_not_end_so_is_in_doubt() -> None:
    surprise = np.full((28,) * 4, 38, np.uint8)
    surprise[:, :, symbol("i"), 0] = 160
    assert beam.search(frames({"i": 0.55, "l": 0.45}), Letters(surprise)) == "l"


@pytest.mark.parametrize("surprise", [0, 38], ids=["letters weigh much", "letters weigh nothing"])
def test_long_lines_neither_vanish_nor_overflow(surprise: int) -> None:
    text = "the quick brown fox " * 150
    unsure = [{c: 0.5, "#%"[i % 2]: 0.4, "": 0.1} for i, c in enumerate(text)]
    letters = Letters(np.full((28,) * 4, surprise, np.uint8))
    assert beam.search(frames(*unsure), letters) == text


@given(arrays(np.float32, (5, CLASSES), elements=st.floats(0, 1, width=32)))
def test_whatever_the_network_says_is_a_text_of_the_alphabet(scores: NDArray[np.float32]) -> None:
    total = scores.sum(axis=1, keepdims=True)
    shares = np.where(total > 0, scores / np.maximum(total, 1e-6), 1 / CLASSES)
    text = beam.search(shares.astype(np.float32), INDIFFERENT)
    assert len(text) <= len(shares)
    assert set(text) <= set(CHARACTERS)
