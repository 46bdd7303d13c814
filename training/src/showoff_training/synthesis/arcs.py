"""Text along an arc."""

import math
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

MOST = 0.16  # of its width, by which a text's middle lies above or below its ends
F = np.float32


def arched(
    mask: NDArray[np.uint8], ink: Sequence[float], rise: float, *, up: bool
) -> tuple[NDArray[np.uint8], list[float]]:
    """Bend a text.

    Args:
        mask: uint8 (h, w), its letters.
        ink: x0, y0, x1, y1 of them in px.
        rise: By how many px the middle is to lie away from the ends.
        up: The middle lies above the ends.

    Returns:
        The bent mask, uint8 (h', w), and the box around what it shows; both as they came where
        there is hardly anything to bend.
    """
    x0, y0, x1, y1 = (float(side) for side in ink)
    rise = min(rise, MOST * (x1 - x0))
    if rise < 1:
        return mask, [x0, y0, x1, y1]
    radius = (x1 - x0) ** 2 / (8 * rise) + rise / 2
    extra = math.ceil(rise) + 2
    rows, columns = mask.shape
    middle, base = (x0 + x1) / 2, y1 if up else y0  # the base's own middle stays
    x = np.arange(columns, dtype=F)[None] - F(middle)
    y = np.arange(-extra, rows + extra, dtype=F)[:, None]
    down = F(base + radius) - y if up else y - F(base - radius)
    away = np.sqrt(x * x + down * down)
    along = F(middle) + np.arctan2(x, down) * F(radius)
    across = F(base + radius) - away if up else F(base - radius) + away
    bent = cv2.remap(mask, along.astype(F), across.astype(F), cv2.INTER_LINEAR)
    top, bottom = y0 + extra - (0.0 if up else rise), y1 + extra + (rise if up else 0.0)
    return np.asarray(bent, np.uint8), [x0, top, x1, bottom]
