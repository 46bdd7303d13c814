"""By what pictures are told apart that are read in two sizes."""

import numpy as np
import pytest

from showoff_training.measure.scores import ReadLine
from showoff_training.studies.full_size import group_of, lowest_doubtful


def line(height: float, worst: float) -> ReadLine:
    corners = np.array([[0, 0], [90, 0], [90, height], [0, height]], dtype=float)
    return ReadLine("text", corners, worst, worst)


def test_the_lowest_of_the_doubtful_lines_counts_in_pixels_as_it_was_sent() -> None:
    lines = [line(10, 0.9), line(60, 0.4), line(40, 0.3)]

    assert lowest_doubtful(lines, 0.5) == 20
    assert lowest_doubtful(lines[:1], 0.5) is None


@pytest.mark.parametrize(
    ("height", "group"),
    [(None, "none is doubtful"), (3, " 0 px and more"), (15.9, "12 px and more")],
)
def test_heights_are_told_by_steps(height: float | None, group: str) -> None:
    assert group_of(height) == group
