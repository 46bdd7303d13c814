import numpy as np
import pytest

from detection_api.scaling import factor, fit


def picture(height: int, width: int) -> np.ndarray:
    return np.zeros((height, width, 3), np.uint8)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ((720, 1280), (736, 1280)),
        ((3000, 2000), (1280, 864)),
        ((100, 400), (224, 800)),
        ((1, 1), (32, 32)),
        ((20, 5000), (64, 10016)),
        ((12000, 700), (8800, 512)),
    ],
)
def test_pictures_are_scaled_and_padded(size: tuple[int, int], expected: tuple[int, int]) -> None:
    assert fit(picture(*size)).image.shape == (1, *expected, 3)


def test_no_picture_is_enlarged_more_than_twice() -> None:
    assert factor(10, 30) == 2.0


def test_the_scale_leads_back_to_the_picture() -> None:
    scaled = fit(picture(1000, 3001))  # no strip yet
    assert scaled.scale == pytest.approx((1280 / 3001, 427 / 1000))
