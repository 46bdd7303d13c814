"""Quarter turns: a picture is searched lying on its side, its lines are told as it stands."""

import numpy as np
from numpy.typing import NDArray

from detection_api.lines import TextLines
from showoff_common.pictures.turns import Turn


def turned(image: NDArray[np.uint8], turn: Turn) -> NDArray[np.uint8]:
    """A picture, (H, W, 3), turned clockwise."""
    return np.ascontiguousarray(np.rot90(image, -turn // 90))


def turned_back(lines: TextLines, turn: Turn, width: int, height: int) -> TextLines:
    """Lines of a turned picture, in pixels of the picture before it was turned.

    Args:
        lines: In pixels of the turned picture.
        turn: By which it was turned.
        width: Of the picture before, in pixels.
        height: The same.
    """
    x, y = lines.points[..., 0], lines.points[..., 1]
    before = {
        0: (x, y),
        90: (y, height - x),
        180: (width - x, height - y),
        270: (width - y, x),
    }
    return TextLines(np.stack(before[turn], -1).astype(np.float32), lines.scores)
