"""How a camera sees a sign: where it stands in the picture, how it slopes and recedes."""

import math
import random
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from showoff_training.synthesis.street_masks import TALL

STEEPEST = 25.0  # degrees
CELL = 8  # px of the grid that tells which places are taken
TRIES = 6
F = np.float32
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class View:
    """A sign's place.

    warp: (3, 3), from the mask to the picture.
    window: Left, top, right, bottom of the part of the picture that it may change, in px.
    outline: (4, 2), corners of its board in the picture.
    """

    warp: NDArray[np.float64]
    window: tuple[int, int, int, int]
    outline: Floats


class Places:
    """What of a picture is taken already."""

    def __init__(self, size: int) -> None:
        """Take the side of a square picture, in px."""
        self.size = size
        self._taken = np.zeros((size // CELL, size // CELL), np.uint8)

    def take(self, outline: ArrayLike) -> None:
        """Mark a quadrilateral, (4, 2) in px."""
        fill(self._taken, np.asarray(outline, F) / CELL)

    def is_free(self, outline: Floats) -> bool:
        here = np.zeros_like(self._taken)
        fill(here, outline / CELL)
        return not bool((here & self._taken).any())


def fill(mask: NDArray[np.uint8], outline: NDArray[np.floating]) -> None:
    points = np.round(np.clip(outline, -2000, 2000)).astype(np.int32)
    cv2.fillPoly(mask, [points], 1)


def view(
    r: random.Random, places: Places, inks: Floats, tall: float, *, rigid: bool
) -> View | None:
    """Find a place for lettering, and take it; None where there is no room.

    Args:
        r: Of what is drawn.
        places: Of the picture.
        inks: (N, 4), boxes of the lines in the mask.
        tall: Height that a line is to have in the picture, in px.
        rigid: Not to be squeezed along its lines.
    """
    x0, y0, x1, y1 = _around(inks)
    high = float(np.median(inks[:, 3] - inks[:, 1]))
    scale = _fitting(tall / high, x1 - x0, y1 - y0, tall, places.size)
    quad = _perspective(r, x1 - x0, y1 - y0, rigid=rigid) * scale
    extent = np.ptp(quad, 0)
    if extent.max() > places.size * 1.4:
        return None
    across, down = tall / scale * r.uniform(0.1, 0.9), tall / scale * r.uniform(0.08, 0.6)
    board = _corners(x0 - across, y0 - down, x1 + across, y1 + down)
    over = 0.35 if tall > TALL else 0.08  # of its size, that may lie outside
    for _ in range(TRIES):
        outside = r.random() < 0.15 or tall > TALL
        least = -over * np.minimum(extent, places.size) if outside else np.full(2, 2.0)
        most = places.size - extent - least
        place = [r.uniform(min(ends), max(ends)) for ends in zip(least, most, strict=True)]
        moved = (quad - quad.min(0) + np.array(place)).astype(F)
        warp = cv2.getPerspectiveTransform(_corners(x0, y0, x1, y1), moved)
        outline = np.asarray(cv2.perspectiveTransform(board[:, None], warp), F).reshape(4, 2)
        if not np.isfinite(outline).all() or np.abs(outline).max() > 4 * places.size:
            return None
        window = _window(np.concatenate([outline, moved]), 0.35 * tall + 3, places.size)
        if window is not None and places.is_free(outline):
            places.take(outline)
            return View(np.asarray(warp, np.float64), window, outline)
    return None


def _around(inks: Floats) -> tuple[float, float, float, float]:
    least, most = inks.min(0), inks.max(0)
    return float(least[0]), float(least[1]), float(most[2]), float(most[3])


def _fitting(scale: float, wide: float, high: float, tall: float, size: int) -> float:
    """The scale, or less where the lettering would not fit the picture."""
    most = size * (1.3 if tall > TALL else 0.97)
    return min(scale, most / wide, size * 1.1 / high)


def _perspective(r: random.Random, wide: float, high: float, *, rigid: bool) -> NDArray[np.float64]:
    """Corners around the origin of a sign so wide and high, seen from aside."""
    quad = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]], float) / 2
    if r.random() < 0.6 and not rigid:
        quad[:, 0] *= r.uniform(0.7, 1.15)
    if r.random() < 0.55:
        quad[r.choice(([0, 3], [1, 2])), 1] *= r.uniform(0.72, 1.0)
    if r.random() < 0.25:
        quad[r.choice(([0, 1], [2, 3])), 0] *= r.uniform(0.85, 1.0)
    steep = r.random() < 0.12
    gentle = r.gauss(0, 7 if r.random() < 0.65 else 1)
    slope = r.uniform(-STEEPEST, STEEPEST) if steep else max(-STEEPEST, min(STEEPEST, gentle))
    tan, cos, sin = (f(math.radians(slope)) for f in (math.tan, math.cos, math.sin))
    upright = np.array([[1, tan], [r.gauss(0, 0.14), 1]])  # letters stand while the line slopes
    turned = np.array([[cos, sin], [-sin, cos]])
    return np.asarray(quad @ (upright if r.random() < 0.45 else turned), np.float64)


def _corners(x0: float, y0: float, x1: float, y1: float) -> Floats:
    return np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], F)


def _window(points: Floats, margin: float, size: int) -> tuple[int, int, int, int] | None:
    left, top = (max(0, math.floor(v - margin)) for v in points.min(0).tolist())
    right, bottom = (min(size, math.ceil(v + margin)) for v in points.max(0).tolist())
    return (left, top, right, bottom) if right - left >= 4 and bottom - top >= 4 else None
