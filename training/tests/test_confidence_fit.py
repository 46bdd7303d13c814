import shutil
from pathlib import Path

import numpy as np
import pytest

from recognition_api.confidence import Confidence
from recognition_api.network import MODEL, Network
from showoff_training.recognition import words
from showoff_training.recognition.real_lines import RealLine

BLANK = np.zeros((32, 32), np.uint8)


@pytest.mark.parametrize(
    ("truth", "said", "right"),
    [
        ("one two three", "one two three", [True] * 3),
        ("one two three", "one tw three", [True, False, True]),
        ("one two", "one t wo", [True, False, False]),
        ("one two", "two", [True]),
        ("One", "one", [False]),
        ("", "one", [False]),
    ],
)
def test_a_word_is_right_that_stands_in_the_truth_at_its_place(
    truth: str, said: str, right: list[bool]
) -> None:
    assert words.are_right(RealLine(BLANK, truth), said.split()) == right


def test_capitals_do_not_count_where_the_truth_does_not_tell_them() -> None:
    assert words.are_right(RealLine(BLANK, "One", any_case=True), ["ONE"]) == [True]


def test_what_is_stored_leaves_the_rest_of_the_model_as_it_is(tmp_path: Path) -> None:
    copy = tmp_path / "crnn.onnx"
    shutil.copy(MODEL, copy)
    stored = Confidence(bias=1.0, mean=2.0, weakest=3.0)
    words.store(copy, stored)
    before, after = Network(MODEL, 1), Network(copy, 1)
    assert after.confidence_of_words == stored
    assert (after.version, after._confidence) == (before.version, before._confidence)


def test_the_shipped_model_has_its_own_for_words() -> None:
    network = Network(MODEL, 1)
    assert network.confidence_of_words not in (Confidence(), network._confidence)
