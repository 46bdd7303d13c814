import shutil
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from recognition_api.confidence import Confidence
from recognition_api.evidence import Evidence
from recognition_api.network import MODEL, Network
from recognition_api.recognizer import Recognizer
from showoff_training.recognition import confidence
from showoff_training.recognition.judged import Judged, Judgement, are_right, of_crops
from showoff_training.recognition.real_lines import RealLine


@pytest.mark.parametrize(
    ("truth", "said", "right"),
    [
        ("one two three", "one two three", [True] * 3),
        ("one two three", "one tw three", [True, False, True]),
        ("one two", "one t wo", [True] * 3),
        ("one two", "onetwo", [True]),
        ("one two", "one twoo", [True, False]),
        ("kingdom come", "king come", [False, True]),
        ("one two", "two", [True]),
        ("One", "one", [False]),
        ("", "one", [False]),
    ],
)
def test_a_word_is_right_that_stands_in_the_truth_at_its_place(
    truth: str, said: str, right: list[bool]
) -> None:
    assert are_right(truth.split(), said.split()) == right


def test_what_the_truths_of_a_set_do_not_tell_does_not_count() -> None:
    recognizer, sign = Recognizer(MODEL, 1), drawn("Exit 12.50")

    def right(*truths: str) -> list[bool]:
        lines = [RealLine(sign, truth, any_case=True) for truth in truths]
        return [each.right for each in of_crops(recognizer, "signs", lines).lines]

    assert right("EXIT 1250", "EXIT 1251") == [True, False]
    assert right("EXIT 1250", "EXIT, 1250") == [False, False]


def test_what_is_stored_leaves_the_rest_of_the_model_as_it_is(tmp_path: Path) -> None:
    copy = tmp_path / "crnn.onnx"
    shutil.copy(MODEL, copy)
    lines, words = Confidence(bias=1.0, unsaid=2.0), Confidence(bias=3.0, whole=4.0)
    confidence.store(copy, lines, words, "next")
    before, after = Network(MODEL, 1), Network(copy, 1)
    assert (after.confidence_of_lines, after.confidence_of_words) == (lines, words)
    assert (after.version, after._confidence) == ("next", before._confidence)


def test_the_shipped_model_has_its_own_for_lines_and_words() -> None:
    network = Network(MODEL, 1)
    kinds = (network.confidence_of_lines, network.confidence_of_words, network._confidence)
    assert len({Confidence(), None, *kinds}) == 5


def test_nothing_is_measured_on_what_it_was_fitted_on() -> None:
    """Of two pictures that contradict each other, each gets what the other asks for."""
    told = Evidence(0.0, 0.0)
    judged = [
        Judged("kind", picture, told, 0.5, right)
        for picture, right in (("a", True), ("b", False))
        for _ in range(100)
    ]
    said = confidence.cross_fitted(judged)
    assert max(said[:100]) < 0.05
    assert min(said[100:]) > 0.95


def test_lines_and_their_words_are_judged_against_the_truth() -> None:
    recognizer = Recognizer(MODEL, 1)
    line = RealLine(drawn("Total 12.50"), "Total 12.60")
    judgement = of_crops(recognizer, "bills", [line])
    assert [(each.kind, each.right) for each in judgement.lines] == [("bills", False)]
    assert [each.right for each in judgement.words] == [True, False]
    network = recognizer._network
    assert network.confidence_of_lines
    assert [each.confidence for each in judgement.lines] == [
        network.confidence_of_lines.of(each.evidence) for each in judgement.lines
    ]


def test_neither_a_lone_character_nor_words_without_spaces_in_the_truth_are_fitted_on() -> None:
    recognizer, judgement = Recognizer(MODEL, 1), Judgement()
    judgement += of_crops(recognizer, "bills", [RealLine(drawn("7"), "7")])
    assert not judgement.lines
    judgement += of_crops(recognizer, "till", [RealLine(drawn("a b c"), "abc", any_spaces=True)])
    assert [each.right for each in judgement.lines] == [True]
    assert {each.kind for each in judgement.words} == {"bills"}


def drawn(text: str) -> NDArray[np.uint8]:
    font = ImageFont.load_default(32)
    left, top, right, bottom = font.getbbox(text)
    picture = Image.new("L", (int(right - left) + 16, int(bottom - top) + 10), 255)
    ImageDraw.Draw(picture).text((8 - left, 5 - top), text, 0, font)
    return np.asarray(picture)
