from pathlib import Path

import numpy as np
import pytest

from recognition_api.letters import EDGE, OTHER, Letters, symbol


def weight(letters: Letters, word: str) -> float:
    total, context = 1.0, 0
    for character in word:
        factor, context = letters.after(context, symbol(character))
        total *= factor
    return total * letters.end(context)


@pytest.mark.parametrize(
    ("character", "expected"),
    [("a", 1), ("Z", 26), ("é", 5), ("Ü", 21), ("ß", OTHER), ("7", EDGE), (" ", EDGE), ("-", EDGE)],
)
def test_case_and_accents_do_not_count_and_signs_are_no_letters(
    character: str, expected: int
) -> None:
    assert symbol(character) == expected


@pytest.mark.parametrize(
    ("likely", "unlikely"),
    [("hotel", "hoiel"), ("RESTAURANT", "RESTAUBANT"), ("the", "tbe"), ("café", "cafq")],
)
def test_the_models_words_are_likelier_than_what_looks_like_them(
    likely: str, unlikely: str
) -> None:
    letters = Letters.load()
    assert weight(letters, likely) > 1.5 * weight(letters, unlikely)


def test_a_digit_ends_a_word_and_weighs_nothing_itself() -> None:
    letters = Letters.load()
    assert letters.after(0, EDGE) == (1.0, 0)
    _, context = letters.after(0, symbol("a"))
    assert letters.after(context, EDGE) == (letters.end(context), 0)


def test_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="shape"):
        Letters(np.zeros((28, 28), np.uint8))


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"letters\.npy"):
        Letters.load(tmp_path / "letters.npy")
