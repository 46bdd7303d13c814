import numpy as np
import pytest
from numpy.typing import NDArray

from detection_api.tiles import LARGEST, OVERLAP, spans, whole_map


@pytest.mark.parametrize("length", [32, LARGEST, LARGEST + 32, 3840, 30720])
def test_every_px_is_answered_for_once_by_a_tile_that_sees_around_it(length: int) -> None:
    parts = list(spans(length))
    assert [part.first for part in parts] == [0, *(part.last for part in parts[:-1])]
    assert parts[-1].last == length
    for part in parts:
        assert part.end - part.start <= LARGEST
        assert part.first == 0 or part.first - part.start == OVERLAP // 2
        assert part.last == length or part.end - part.last == OVERLAP // 2
        assert not any(edge % 32 for edge in part)


def brightness(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """A network that tells how bright each cell is, and where it lies."""
    _, height, width, _ = image.shape
    score = image[0, ..., 0].reshape(height // 4, 4, width // 8, 8).mean((1, 3), dtype=np.float32)
    top = np.broadcast_to(np.arange(0, height, 4, dtype=np.float32)[:, None], score.shape)
    return np.stack([score, top, top + 4, score])


def test_tiles_together_answer_as_one_look_would() -> None:
    image = np.random.default_rng(1).integers(0, 255, (1, 1696, 3840, 3), np.uint8)
    np.testing.assert_array_equal(whole_map(brightness, image), brightness(image))
