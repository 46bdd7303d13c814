"""The working resolution: what of a picture's pixels the network sees."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from showoff_detection.anchors import SIZE_MULTIPLE

LONG_SIDE = 1280  # px
MOST_ENLARGED = 2.0  # small pictures hold small text, but more pixels hold no more of it


@dataclass(frozen=True)
class Scaled:
    """A picture at working resolution.

    image: uint8 (1, H, W, 3), H and W multiples of 32, padded at the right and at the bottom.
    scale: px of `image` a px of the original, along x and y (they differ by rounding).
    """

    image: NDArray[np.uint8]
    scale: tuple[float, float]


def factor(height: int, width: int, long_side: int = LONG_SIDE) -> float:
    """Px of the working resolution a px of a picture: at most twice as many."""
    return min(long_side / max(height, width), MOST_ENLARGED)


def fit(image: NDArray[np.uint8], long_side: int = LONG_SIDE, share: float = 1.0) -> Scaled:
    """Scale so that the longer side has a length, but enlarge at most twice.

    Args:
        image: (H, W, 3).
        long_side: In px.
        share: Factor on the scale, for a look from farther away.
    """
    height, width = image.shape[:2]
    scale = share * factor(height, width, long_side)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    shrinks = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    resized = image if size == (width, height) else cv2.resize(image, size, interpolation=shrinks)
    right, below = -size[0] % SIZE_MULTIPLE, -size[1] % SIZE_MULTIPLE
    padded = cv2.copyMakeBorder(
        np.asarray(resized, np.uint8), 0, below, 0, right, cv2.BORDER_REPLICATE
    )
    return Scaled(np.asarray(padded, np.uint8)[None], (size[0] / width, size[1] / height))
