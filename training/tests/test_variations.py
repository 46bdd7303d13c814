"""A reader that finds the one dark spot of a picture, whatever was done to the picture before."""

import io

import numpy as np
import pytest
from PIL import Image

from showoff_training.measure.scores import ReadLine
from showoff_training.studies.variations import reduced, turned

SPOT = (30.5, 12.5)
seen: list[tuple[int, int]] = []


def encoded() -> bytes:
    image = np.full((60, 100, 3), 255, np.uint8)
    image[12, 30] = 0
    data = io.BytesIO()
    Image.fromarray(image).save(data, "PNG")
    return data.getvalue()


def find_spot(data: bytes) -> list[ReadLine]:
    image = np.asarray(Image.open(io.BytesIO(data)).convert("L"))
    seen.append((image.shape[1], image.shape[0]))
    y, x = np.unravel_index(image.argmin(), image.shape)
    return [ReadLine("spot", np.tile([float(x) + 0.5, float(y) + 0.5], (4, 1)))]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_what_is_read_in_a_turned_picture_is_told_where_it_was(degrees: int) -> None:
    (line,) = turned(find_spot, degrees)(encoded())
    assert line.points[0] == pytest.approx(SPOT)
    assert seen[-1] == ((100, 60) if degrees == 180 else (60, 100))


def test_high_pictures_are_made_smaller_and_told_as_they_were() -> None:
    (line,) = reduced(find_spot, 30)(encoded())
    assert seen[-1] == (50, 30)
    assert line.points[0] == pytest.approx(SPOT, abs=2)


def test_low_pictures_stay_as_they_are() -> None:
    (line,) = reduced(find_spot, 600)(encoded())
    assert seen[-1] == (100, 60)
    assert line.points[0] == pytest.approx(SPOT)
