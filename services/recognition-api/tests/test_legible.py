import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import align
from recognition_api.alphabet import BLANK, CLASSES, encode
from recognition_api.confidence import Confidence
from recognition_api.legible import is_legible
from recognition_api.trace import Trace


def seen(text: str, sure: dict[str, float]) -> NDArray[np.float32]:
    """Frames in which a character is as sure as its own figure says, 0.97 else."""
    frames = np.zeros((2 * len(text), CLASSES), np.float32)
    for place, character in enumerate(text):
        probability = sure.get(character, 0.97)
        frames[2 * place, encode(character)] = probability
        frames[2 * place, BLANK] = 1 - probability
        frames[2 * place + 1, BLANK] = 1
    return frames


def legible(text: str, sure: dict[str, float]) -> bool:
    weakest = Confidence(mean=0, weakest=1)
    probabilities = seen(text, sure)
    return is_legible(Trace(text, align(text, probabilities), probabilities), weakest)


def test_a_line_with_one_doubtful_sign_is_legible() -> None:
    assert legible("Married % Single & Urgent", {"%": 0.51, "&": 0.51})


def test_a_line_of_doubtful_words_is_not() -> None:
    assert not legible("Married Single", {"r": 0.51, "n": 0.51})


def test_few_characters_are_too_few_to_tell() -> None:
    assert not legible("No % 12", {"%": 0.51})
    assert not legible("a b c d e f g h i", {})
