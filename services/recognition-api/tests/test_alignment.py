from itertools import groupby, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from recognition_api.alignment import align
from recognition_api.alphabet import BLANK, CHARACTERS, CLASSES, encode

LETTERS = "ab "
KNOWN = [BLANK, *encode(LETTERS)]


def seen(*frames: str) -> NDArray[np.float32]:
    """Each frame sure of one character; "-" is a blank."""
    probabilities = np.full((len(frames), CLASSES), 0.0005, np.float32)
    for frame, character in zip(probabilities, frames, strict=True):
        frame[BLANK if character == "-" else encode(character)[0]] = 0.9
    return probabilities


def said(path: tuple[int, ...]) -> str:
    return "".join(CHARACTERS[c - 1] for c, _ in groupby(path) if c != BLANK)


def test_what_was_read_stands_where_it_was_seen() -> None:
    frames = align("abb", seen(*"-aa-b-bb-"))
    assert frames.first.tolist() == [1, 4, 6]
    assert frames.last.tolist() == [2, 4, 7]


def test_another_text_stands_where_it_fits_best() -> None:
    probabilities = seen(*"-aa-b-")
    probabilities[4, encode("c")[0]] = 0.05
    frames = align("ac", probabilities)
    assert frames.first.tolist() == [1, 4]
    assert frames.probabilities[1] == pytest.approx(0.05)


def test_space_around_the_text_is_left_out() -> None:
    assert align("a", seen(*"  -a-  ")).first.tolist() == [3]


def test_a_character_is_clearest_at_its_peak() -> None:
    probabilities = seen(*"-aaa-")
    probabilities[2, encode("a")[0]] = 0.95
    frames = align("a", probabilities)
    assert (frames.peak[0], frames.probabilities[0]) == (2, np.float32(0.95))


def test_between_two_of_the_same_letter_lies_a_blank() -> None:
    frames = align("bb", seen(*"-bbb-"))
    assert (frames.first[0], frames.first[1] - frames.last[0]) == (1, 2)


def test_a_text_longer_than_the_frames_is_refused() -> None:
    with pytest.raises(ValueError, match="3 characters do not fit into 2 frames"):
        align("aba", seen(*"--"))


@given(st.data())
def test_no_path_that_says_the_text_is_likelier(data: st.DataObject) -> None:
    """Against all paths there are."""
    length = data.draw(st.integers(1, 5))
    share = st.floats(0.01, 1)
    shares = data.draw(
        st.lists(st.lists(share, min_size=4, max_size=4), min_size=length, max_size=length)
    )
    probabilities = np.full((length, CLASSES), 1e-6, np.float32)
    probabilities[:, KNOWN] = shares
    paths = {path: said(path) for path in product(KNOWN, repeat=length)}
    text = data.draw(st.sampled_from(sorted({*paths.values()} - {""})))
    frames = align(text, probabilities)
    path = np.full(length, BLANK)
    for first, last, of_class in zip(frames.first, frames.last, encode(text), strict=True):
        path[first : last + 1] = of_class
    assert said(tuple(path.tolist())) == text
    likelihood = {p: np.prod(probabilities[range(length), p], dtype=float) for p in paths}
    best = max(likelihood[p] for p, of_text in paths.items() if of_text == text)
    assert likelihood[tuple(path.tolist())] == pytest.approx(best)
