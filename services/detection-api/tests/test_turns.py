import numpy as np
import pytest

from detection_api.lines import TextLines
from detection_api.turns import turned, turned_back
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
