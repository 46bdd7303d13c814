import numpy as np
import pytest

from detection_api.lines import TextLines
from detection_api.turns import CLEARLY, stands_on_its_head, turned, turned_back, which_way_up
from showoff_common.pictures.turns import Turn


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_points_come_back_to_where_they_were(turn: Turn) -> None:
    image = np.zeros((40, 70, 3), np.uint8)
    image[10, 20] = 255  # the pixel whose centre is (20.5, 10.5)
    y, x, _ = (axis[0] for axis in np.nonzero(turned(image, turn)))
    seen = TextLines(np.full((1, 4, 2), [x + 0.5, y + 0.5], np.float32), np.ones(1, np.float32))
    back = turned_back(seen, turn, width=70, height=40)
    assert np.array_equal(back.points, np.full((1, 4, 2), [20.5, 10.5], np.float32))


def test_ninety_degrees_are_clockwise() -> None:
    image = np.zeros((2, 3, 3), np.uint8)
    image[0, 0] = 255  # top left goes to top right
    assert turned(image, 90)[0, -1].all()


@pytest.mark.parametrize(("quarters", "turn"), [(0, 0), (1, 270), (2, 180), (3, 90)])
def test_a_picture_that_was_turned_is_turned_back(quarters: int, turn: Turn) -> None:
    logits = np.zeros(4, np.float32)
    logits[quarters] = CLEARLY + 1
    assert which_way_up(logits) == turn


def test_in_doubt_a_picture_stays_as_it_is() -> None:
    logits = np.array([0, CLEARLY - 0.1, 0, 0], np.float32)
    assert which_way_up(logits) == 0


def test_of_two_sides_the_one_that_both_looks_agree_on_counts() -> None:
    lies = np.array([0, 5, 0, 4], np.float32)  # by one quarter, or by three
    assert which_way_up(lies) == 270
    assert not stands_on_its_head(lies, 270, np.array([1, 0, 1, 0], np.float32))
    assert stands_on_its_head(lies, 270, np.array([0, 0, 2, 0], np.float32))
