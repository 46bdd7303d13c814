from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detection_api.lines import find_lines

AnswerFor = Callable[..., np.ndarray]


def boxes(points: np.ndarray) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom, sorted."""
    low, high = points.min(1), points.max(1)
    return sorted(tuple(row) for row in np.hstack([low, high]).tolist())


def test_an_empty_map_holds_no_line() -> None:
    lines = find_lines(np.zeros((4, 80, 40), np.float32))
    assert lines.points.shape == (0, 4, 2)
    assert len(lines) == 0


def test_a_straight_line_becomes_its_rectangle(answer_for: AnswerFor) -> None:
    lines = find_lines(answer_for([(21, 100, 250, 118, 0)]))
    assert boxes(lines.points) == [pytest.approx((21, 100, 250, 118), abs=0.01)]
    assert lines.scores == pytest.approx([0.95])


def test_side_offsets_set_the_ends_finer_than_a_column(answer_for: AnswerFor) -> None:
    for left, right in ((20.5, 131.0), (23.9, 128.5)):
        (box,) = boxes(find_lines(answer_for([(left, 50, right, 66, 0)])).points)
        assert (box[0], box[2]) == pytest.approx((left, right), abs=0.01)


def test_columns_of_a_page_stay_apart(answer_for: AnswerFor) -> None:
    left, right = (16, 100, 144, 112, 0), (168, 100, 304, 112, 0)
    assert len(find_lines(answer_for([left, right]))) == 2


def test_words_of_a_line_stay_together_across_a_gap_in_the_map(answer_for: AnswerFor) -> None:
    words = answer_for([(16, 100, 144, 124, 0)]) + answer_for([(160, 100, 304, 124, 0)])
    assert len(find_lines(words)) == 1


def test_lines_10_px_apart_stay_apart(answer_for: AnswerFor) -> None:
    tops = range(20, 300, 10)
    lines = find_lines(answer_for([(16, top, 200, top + 8, 0) for top in tops]))
    assert [round(box[1]) for box in sorted(boxes(lines.points), key=lambda b: b[1])] == [*tops]


def test_text_lower_than_16_px_is_found(answer_for: AnswerFor) -> None:
    assert len(find_lines(answer_for([(16, 50, 120, 57, 0)]))) == 1


def test_a_large_and_a_small_line_beside_each_other_stay_apart(answer_for: AnswerFor) -> None:
    lines = find_lines(answer_for([(16, 100, 120, 160, 0), (120, 122, 240, 134, 0)]))
    assert len(lines) == 2


@given(
    rise=st.floats(-0.36, 0.36),
    height=st.floats(10, 40),
    length=st.floats(80, 250),
)
def test_a_sloped_line_becomes_a_sloped_quadrilateral(
    answer_for: AnswerFor, rise: float, height: float, length: float
) -> None:
    lines = find_lines(answer_for([(24, 150, 24 + length, 150 + height, rise)]))
    assert len(lines) == 1
    (top_left, top_right, _, bottom_left) = lines.points[0]
    along, across = top_right - top_left, bottom_left - top_left
    assert along[1] / along[0] == pytest.approx(rise, abs=0.02)
    assert abs(along @ across) < 0.01 * np.linalg.norm(along) * np.linalg.norm(across)


@given(
    st.lists(
        st.tuples(st.floats(0, 200), st.integers(0, 10), st.floats(10, 100)), min_size=1, max_size=8
    )
)
def test_every_line_is_found_once_wherever_it_stands(
    answer_for: AnswerFor, places: list[tuple[float, int, float]]
) -> None:
    rows = {row: (left, length) for left, row, length in places}
    bars = [
        (left, 10 + 28 * row, left + length, 24 + 28 * row, 0)
        for row, (left, length) in rows.items()
    ]
    lines = find_lines(answer_for(bars))
    assert len(lines) == len(bars)
    centres = sorted(lines.points.mean(1)[:, 1].tolist())
    assert centres == pytest.approx(sorted((bar[1] + bar[3]) / 2 for bar in bars), abs=0.5)


def test_weak_lines_are_dropped(answer_for: AnswerFor) -> None:
    weak = answer_for([(16, 100, 200, 112, 0)])
    weak[0] *= 0.75 / 0.95
    assert len(find_lines(weak)) == 0
    assert len(find_lines(weak, lowest_score=0.7)) == 1
