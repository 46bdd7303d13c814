import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recognition_api.alphabet import BLANK, CHARACTERS, encode
from recognition_api.ctc import decode


def best_path(*classes: int) -> np.ndarray:
    return np.array(classes, np.int32)


def test_repeats_collapse_and_blanks_vanish() -> None:
    a, b = encode("ab")
    decoded = decode(best_path(BLANK, a, a, BLANK, b, b, b, BLANK), np.full(8, 0.5))
    assert decoded.text == "ab"


def test_a_blank_between_equal_characters_keeps_both() -> None:
    (a,) = encode("a")
    assert decode(best_path(a, BLANK, a), np.ones(3)).text == "aa"


def test_each_character_has_the_highest_probability_of_its_frames() -> None:
    a, b = encode("ab")
    decoded = decode(best_path(a, a, BLANK, b), np.array([0.2, 0.7, 0.9, 0.4]))
    np.testing.assert_allclose(decoded.probabilities, [0.7, 0.4])


def test_no_frames_say_nothing() -> None:
    assert decode(best_path(), np.zeros(0)).text == ""


@given(st.text(alphabet=CHARACTERS, max_size=30))
def test_any_text_survives_the_way_through_its_own_path(text: str) -> None:
    path = [c for code in encode(text) for c in (BLANK, code, code)]
    assert decode(best_path(*path), np.ones(len(path))).text == text


@given(st.lists(st.integers(0, len(CHARACTERS)), max_size=60))
def test_never_more_characters_than_frames(path: list[int]) -> None:
    decoded = decode(best_path(*path), np.ones(len(path)))
    assert len(decoded.text) == len(decoded.probabilities) <= len(path)
