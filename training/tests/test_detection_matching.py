import numpy as np
import pytest

from showoff_training.detection.matching import Counts, compare, total


def bar(left: float, top: float, right: float, bottom: float) -> list[list[float]]:
    return [[left, top], [right, top], [right, bottom], [left, bottom]]


def bars(*corners: tuple[float, float, float, float]) -> np.ndarray:
    return np.array([bar(*c) for c in corners], np.float32).reshape(-1, 4, 2)


def compared(found: np.ndarray, true: np.ndarray, ignored: list[int] | None = None) -> Counts:
    flags = np.zeros(len(true), bool)
    flags[ignored or []] = True
    return compare(found, true, flags, 1.0)


def test_the_same_lines_match() -> None:
    lines = bars((0, 0, 100, 10), (0, 20, 100, 36), (0, 50, 100, 90))
    counts = compared(lines, lines)
    assert (counts.precision, counts.recall, counts.f1) == (1, 1, 1)
    assert counts.bands == {"<12 px": [1, 1], "12-20 px": [1, 1], ">20 px": [1, 1]}


def test_half_of_a_line_does_not_match_and_counts_as_nothing_split() -> None:
    counts = compared(bars((0, 0, 45, 10)), bars((0, 0, 100, 10)))
    assert (counts.matched, counts.found, counts.true, counts.split) == (0, 1, 1, 0)


def test_one_found_over_two_true_is_a_merger() -> None:
    counts = compared(bars((0, 0, 100, 10)), bars((0, 0, 40, 10), (60, 0, 100, 10)))
    assert (counts.matched, counts.merged) == (0, 1)


def test_two_found_in_one_true_is_a_split() -> None:
    counts = compared(bars((0, 0, 40, 10), (60, 0, 100, 10)), bars((0, 0, 100, 10)))
    assert counts.split == 1


def test_what_is_found_in_ignored_text_counts_neither_way() -> None:
    counts = compared(
        bars((0, 0, 100, 10), (5, 40, 60, 50)), bars((0, 0, 100, 10), (0, 40, 90, 50)), [1]
    )
    assert (counts.matched, counts.found, counts.true) == (1, 1, 1)


def test_a_line_is_matched_once() -> None:
    counts = compared(bars((0, 0, 100, 10), (0, 1, 100, 11)), bars((0, 0, 100, 10)))
    assert (counts.matched, counts.found) == (1, 2)


def test_nothing_found_where_nothing_is_is_perfect() -> None:
    assert compared(bars(), bars()).f1 == 1
    assert compared(bars((0, 0, 9, 9)), bars()).f1 == 0


def test_pictures_add_up() -> None:
    one = compared(bars((0, 0, 100, 10)), bars((0, 0, 100, 10)))
    both = total([one, compared(bars(), bars((0, 0, 100, 30)))])
    assert both.recall == pytest.approx(0.5)
    assert both.bands[">20 px"] == [0, 1]
