"""Pages that slope: levelled and searched once more, because strips stand upright."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from detection_api.lines import Floats, TextLines

STEEP: Final = 12.0  # degrees from which lines are found in pieces; tall and dense ones first
_OBLONG: Final = 2.0  # heights: shorter lines say little of their direction


def lean(lines: TextLines) -> float:
    """By how many degrees clockwise the text of most of a page slopes; 0 where nothing says so."""
    along = lines.points[:, 1] - lines.points[:, 0] + lines.points[:, 2] - lines.points[:, 3]
    length = lines.lengths()
    telling = length > _OBLONG * lines.heights()
    if not telling.any():
        return 0.0
    degrees = np.degrees(np.arctan2(along[telling, 1], along[telling, 0]))
    order = np.argsort(degrees)
    passed = length[telling][order].cumsum()
    return float(degrees[order][np.searchsorted(passed, passed[-1] / 2)])


class Levelled:
    """A picture turned by any angle, so that text that sloped by it runs level."""

    def __init__(self, image: NDArray[np.uint8], degrees: float) -> None:
        """Turn a picture, (H, W, 3), anticlockwise; beyond its rim it has its usual colour."""
        height, width = image.shape[:2]
        angle = np.radians(degrees)
        cos, sin = float(np.cos(angle)), float(np.sin(angle))
        size = np.ceil(
            [abs(cos) * width + abs(sin) * height, abs(sin) * width + abs(cos) * height]
        ).astype(int)
        self._axes = np.array([[cos, sin], [-sin, cos]])  # of the level picture, in the given one
        self._origin = np.array([width, height]) / 2 - size / 2 @ self._axes
        ground = np.median(image[::8, ::8].reshape(-1, 3), axis=0).astype(int).tolist()
        turned = Image.fromarray(image).transform(
            (int(size[0]), int(size[1])),
            Image.Transform.AFFINE,
            (cos, -sin, self._origin[0], sin, cos, self._origin[1]),
            Image.Resampling.BILINEAR,
            fillcolor=tuple(ground),
        )
        self.image = np.asarray(turned)

    def back(self, points: Floats) -> Floats:
        """Points, (..., 2) px of the level picture, in px of the given one."""
        return np.asarray(points @ self._axes + self._origin, np.float32)
