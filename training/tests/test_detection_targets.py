import numpy as np
import pytest

from detection_api.anchors import HEIGHTS
from showoff_training.detection.targets import Targets, make_targets

SIZE = (320, 320)
NONE = np.zeros(1, bool)


def quad(left: float, top: float, right: float, bottom: float, rise: float = 0) -> np.ndarray:
    drop = rise * (right - left)
    corners = [[left, top], [right, top + drop], [right, bottom + drop], [left, bottom]]
    return np.array([corners], np.float32)


def value(targets: Targets, anchor: int, row: int, column: int) -> np.ndarray:
    """Weight, v_c, v_h and o of a positive cell."""
    place = np.ravel_multi_index((anchor, row, column), targets.labels.shape)
    (found,) = np.flatnonzero(targets.places == place)
    return np.asarray(targets.values[found])


def regressed(targets: Targets, anchor: int, row: int, column: int) -> tuple[float, float]:
    """Top and bottom, in px, that a cell shall answer."""
    _, shift, growth, _ = value(targets, anchor, row, column)
    centre, height = (row + 0.5) * 4 + shift * HEIGHTS[anchor], HEIGHTS[anchor] * np.exp(growth)
    return centre - height / 2, centre + height / 2


def positives(targets: Targets) -> np.ndarray:
    return np.argwhere(targets.labels == 1)


def test_no_line_leaves_background_only() -> None:
    targets = make_targets(np.zeros((0, 4, 2), np.float32), np.zeros(0, bool), SIZE)
    assert targets.labels.shape == (len(HEIGHTS), 80, 40)
    assert not targets.labels.any()


@pytest.mark.parametrize("height", [7, 9, 15, 25, 60, 190])
def test_every_column_of_a_line_has_a_positive_that_tells_its_edges(height: int) -> None:
    top, bottom = 100.0, 100.0 + height
    targets = make_targets(quad(40, top, 240, bottom), NONE, SIZE)
    found = positives(targets)
    assert set(found[:, 2]) == set(range(5, 30))
    for anchor, row, column in found:
        assert regressed(targets, anchor, row, column) == pytest.approx((top, bottom), abs=0.01)


def test_lines_10_px_apart_have_positives_of_their_own() -> None:
    tops = [float(top) for top in range(20, 120, 10)]
    quads = np.concatenate([quad(40, top, 80, top + 8) for top in tops])
    targets = make_targets(quads, np.zeros(len(quads), bool), SIZE)
    edges = {round(regressed(targets, *cell)[0]) for cell in positives(targets)}
    assert edges == set(tops)


def test_sloped_lines_have_their_edges_at_each_column() -> None:
    targets = make_targets(quad(40, 100, 200, 120, rise=0.3), NONE, SIZE)
    for anchor, row, column in positives(targets):
        top = 100 + 0.3 * ((column + 0.5) * 8 - 40)
        assert regressed(targets, anchor, row, column) == pytest.approx((top, top + 20), abs=0.01)


def test_side_offsets_point_at_the_nearer_end_and_stop_far_from_it() -> None:
    targets = make_targets(quad(42, 100, 198, 116), NONE, SIZE)
    sides = {
        int(column): value(targets, a, row, column)[3] for a, row, column in positives(targets)
    }
    assert sides[5] == pytest.approx((42 - 44) / 8)
    assert sides[24] == pytest.approx((198 - 196) / 8)
    assert np.isnan(sides[14])


def test_ignored_lines_are_neither_text_nor_background() -> None:
    targets = make_targets(quad(40, 100, 200, 120), np.array([True]), SIZE)
    assert not (targets.labels == 1).any()
    assert (targets.labels[:, 27, 6:24] == -1).all()
    assert (targets.labels[:, :15] == 0).all()


def test_a_line_beats_an_ignored_one_in_the_same_place() -> None:
    quads = np.concatenate([quad(40, 100, 200, 120), quad(40, 100, 200, 120)])
    targets = make_targets(quads, np.array([False, True]), SIZE)
    assert (targets.labels == 1).any()


def test_vertical_text_is_ignored() -> None:
    upwards = np.array([[[100, 200], [100, 60], [120, 60], [120, 200]]], np.float32)
    targets = make_targets(upwards, NONE, SIZE)
    assert not (targets.labels == 1).any()
    assert (targets.labels == -1).any()


def test_a_single_narrow_letter_has_a_column() -> None:
    targets = make_targets(quad(101, 50, 104, 70), NONE, SIZE)
    assert set(positives(targets)[:, 2]) == {12}


def test_positives_are_told_where_the_labels_have_them() -> None:
    quads = np.concatenate([quad(40, 100, 200, 120), quad(60, 104, 220, 126), quad(9, 9, 30, 19)])
    targets = make_targets(quads, np.zeros(3, bool), SIZE)
    assert (np.flatnonzero(targets.labels == 1) == targets.places).all()
    assert (targets.values[:, 0] > 0).all()
