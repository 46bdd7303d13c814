import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recognition_api.batches import PIXELS_A_BATCH, batches, pad


def line(width: int, shade: int = 200) -> np.ndarray:
    return np.full((32, width), shade, np.uint8)


@given(st.lists(st.integers(16, 1920), max_size=40))
def test_every_line_is_in_exactly_one_batch_that_holds_it(widths: list[int]) -> None:
    seen: list[int] = []
    for batch in batches([line(width) for width in widths]):
        count, height, width = batch.images.shape
        assert (count, height, width % 32) == (len(batch.positions), 32, 0)
        assert count == 1 or count * width <= PIXELS_A_BATCH
        assert all(widths[i] <= width for i in batch.positions)
        seen += batch.positions
    assert sorted(seen) == list(range(len(widths)))


def test_short_lines_are_not_padded_to_long_ones() -> None:
    widths = [b.images.shape[2] for b in batches([line(40), line(900), line(50)])]
    assert widths == [64, 928]


def test_padding_takes_the_shade_of_the_ground() -> None:
    assert (pad(line(20, 33), 64) == 33).all()
