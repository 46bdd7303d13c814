from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from detection_api.proposals import OVERLAP, Proposals, decode, suppress

AnswerFor = Callable[..., np.ndarray]


def strips(rows: list[tuple[int, float, float, float]]) -> Proposals:
    columns = [np.array(values) for values in zip(*rows, strict=True)] or [np.zeros(0)] * 4
    column, top, height, score = columns
    return Proposals(
        column.astype(np.intp),
        top.astype(np.float32),
        (top + height).astype(np.float32),
        score.astype(np.float32),
        np.zeros(len(rows), np.float32),
    )


def kept_one_by_one(p: Proposals) -> set[int]:
    """The textbook's suppression: best first, each removes its rivals."""
    kept: list[int] = []
    for i in sorted(range(len(p)), key=lambda i: -p.score[i]):
        if all(p.column[i] != p.column[k] or overlap(p, i, k) <= OVERLAP for k in kept):
            kept.append(i)
    return set(kept)


def overlap(p: Proposals, i: int, k: int) -> float:
    common = min(p.bottom[i], p.bottom[k]) - max(p.top[i], p.top[k])
    return float(max(0, common) / (max(p.bottom[i], p.bottom[k]) - min(p.top[i], p.top[k])))


def test_an_empty_map_proposes_nothing() -> None:
    assert len(suppress(decode(np.zeros((4, 80, 40), np.float32)))) == 0


def test_a_cell_above_the_threshold_becomes_a_strip(answer_for: AnswerFor) -> None:
    p = decode(answer_for([(16, 100, 24, 112, 0)]))
    assert (p.column.tolist(), p.top.tolist(), p.bottom.tolist()) == ([2], [100], [112])


def test_of_two_strips_in_one_place_the_better_stays() -> None:
    p = suppress(strips([(3, 10, 10, 0.8), (3, 12, 10, 0.9)]))
    assert p.top.tolist() == [12]


def test_strips_of_different_columns_are_no_rivals() -> None:
    assert len(suppress(strips([(3, 10, 10, 0.8), (4, 10, 10, 0.9)]))) == 2


def test_who_lost_against_a_loser_may_stay() -> None:
    chain = strips([(0, 0, 10, 0.9), (0, 4, 10, 0.8), (0, 8, 10, 0.7)])
    assert suppress(chain).top.tolist() == [0, 8]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.floats(0, 60), st.floats(2, 40), st.floats(0.01, 1)),
        max_size=30,
        unique_by=lambda row: np.float32(row[3]),
    )
)
def test_suppression_equals_the_textbook(rows: list[tuple[int, float, float, float]]) -> None:
    p = strips(rows)
    expected = p.take(np.array(sorted(kept_one_by_one(p)), np.intp))
    assert sorted(suppress(p).score.tolist()) == sorted(expected.score.tolist())
