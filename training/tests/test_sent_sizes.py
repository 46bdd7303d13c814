"""Which shape a picture counts as."""

import pytest

from showoff_training.studies.sent_sizes import shape_of


@pytest.mark.parametrize(
    ("size", "shape"), [((400, 300), 0), ((200, 300), 1.5), ((100, 299), 2.5), ((100, 900), 3)]
)
def test_a_shape_is_the_last_that_was_reached(size: tuple[int, int], shape: float) -> None:
    assert shape_of(*size) == shape
