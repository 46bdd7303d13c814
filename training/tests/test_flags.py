"""Which lines are flagged, and whether that is right."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from showoff_training.measure.flags import judge, precision, recall
from showoff_training.measure.scores import ReadLine
from showoff_training.measure.truth import TrueLine, Truth


def box(top: float) -> NDArray[np.float64]:
    return np.array([[0.0, top], [100, top], [100, top + 20], [0, top + 20]])


def truth(*texts: str, case_insensitive: bool = False) -> Truth:
    lines = [TrueLine(box(30.0 * place), text) for place, text in enumerate(texts)]
    return Truth(Path("x"), lines, [], case_insensitive, ignore_spaces=False, complete=True)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [("Total 12.50", False), ("Total12.50", False), ("Tota1 12.50", True), ("TOTAL 12.50", True)],
)
def test_a_line_is_wrong_where_a_letter_is(said: str, wrong: bool) -> None:
    [line] = judge(truth("Total 12.50", "Thank you"), [ReadLine(said, box(0))])
    assert line.wrong == wrong


def test_capitals_count_only_where_the_truth_tells_them() -> None:
    [line] = judge(truth("TOTAL", case_insensitive=True), [ReadLine("Total", box(0))])
    assert not line.wrong


def test_what_stands_where_the_truth_tells_nothing_is_not_counted() -> None:
    assert judge(truth("Total"), [ReadLine("leaf", box(500))]) == []


def test_flags_are_counted_by_their_threshold() -> None:
    lines = [(0.2, True), (0.4, False), (0.6, True), (0.9, False)]
    assert precision(lines, 0.5).share == 0.5
    assert recall(lines, 0.5).share == 0.5
    assert precision(lines, 0.7).hits == 2
