import math

import numpy as np
import pytest
from numpy.typing import NDArray

from recognition_api.alignment import align
from recognition_api.alphabet import BLANK, CLASSES, encode
from recognition_api.confidence import Confidence
from recognition_api.network import Seen
from recognition_api.trace import Trace

TEXT = "ab cd"


def frames(**sure: float) -> NDArray[np.float32]:
    """A frame for each character of TEXT, 0.98 sure unless told, and one of nothing after each."""
    seen = np.zeros((2 * len(TEXT), CLASSES), np.float32)
    seen[1::2, BLANK] = 1
    for place, character in enumerate(TEXT):
        probability = sure.get(character, 0.98)
        seen[2 * place, BLANK] = 1 - probability
        seen[2 * place, encode(character)] = probability
    return seen


def see(frame: NDArray[np.float32], character: str, probability: float) -> None:
    """Something else may stand there."""
    frame *= 1 - probability
    frame[encode(character)] += probability


def trace(probabilities: NDArray[np.float32]) -> Trace:
    return Trace(TEXT, align(TEXT, probabilities), probabilities)


def odds(probability: float) -> object:
    return pytest.approx(math.log(probability / (1 - probability)), abs=1e-3)


def test_the_characters_of_a_part_tell_its_mean_and_its_weakest() -> None:
    line = trace(frames(c=0.5))
    assert (line.evidence(0, 2).mean, line.evidence(0, 2).weakest) == (odds(0.98), odds(0.98))
    last = line.evidence(3, 5)
    assert (last.mean, last.weakest) == (odds((0.98 * 0.5) ** 0.5), odds(0.5))
    assert last.whole == odds(0.98 * 0.5)
    assert line.evidence().whole == odds(0.98**4 * 0.5)
    assert line.evidence().weakest == odds(0.5)


def test_what_else_may_stand_in_a_part_or_beside_it_is_unsaid() -> None:
    seen = frames()
    see(seen[7], "x", 0.4)  # between c and d
    line = trace(seen)
    assert line.evidence(3, 5).unsaid == line.evidence().unsaid == odds(0.4)
    assert line.evidence(0, 2).unsaid < -10
    replaced = frames()
    see(replaced[0], "o", 0.3)  # where a is seen
    assert trace(replaced).evidence(0, 2).unsaid == odds(0.3)


def test_a_character_that_lasts_or_hesitates_leaves_nothing_unsaid() -> None:
    seen = frames(c=0.6)
    see(seen[1], "a", 0.4)
    see(seen[1], "b", 0.2)
    assert trace(seen).evidence().unsaid < -10


def test_what_stands_before_the_first_character_and_after_the_last_is_unsaid_too() -> None:
    seen = np.concatenate([frames()[-1:], frames()])
    for frame in (0, -1):
        stray = seen.copy()
        see(stray[frame], "x", 0.25)
        assert trace(stray).evidence().unsaid == odds(0.25)


def test_frames_of_its_own_text_are_looked_for_once() -> None:
    line = Seen(TEXT, 0.5, frames())
    assert line.frames_of(TEXT) is line.frames_of(TEXT)
    assert len(line.frames_of("ab c").peak) == 4


def test_a_doubt_beside_a_word_makes_it_less_sure_where_fitted_so() -> None:
    seen = frames()
    see(seen[7], "x", 0.4)
    fitted = Confidence(unsaid=-0.5)
    line = trace(seen)
    assert fitted.of(line.evidence(3, 5)) < fitted.of(line.evidence(0, 2))
