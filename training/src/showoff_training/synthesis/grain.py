"""Noise of sensors, drawn once and laid on pictures from many places."""

import random

import cv2
import numpy as np
from numpy.typing import NDArray

_SIDE = 900  # px of the noise that is kept
_SPREAD = 40.0  # of 255


class Grain:
    """Grey, coloured and coarse noise."""

    def __init__(self, r: random.Random, rng: np.random.Generator) -> None:
        self._r = r
        fine = [
            rng.standard_normal((_SIDE, _SIDE, channels), np.float32) * np.float32(_SPREAD)
            for channels in (1, 3)
        ]
        coarse = np.asarray(cv2.blur(fine[1], (2, 2)), np.float32) * np.float32(1.8)
        kinds = (np.repeat(fine[0], 3, 2), fine[1], coarse)
        self._kinds = [np.clip(kind + 128, 0, 255).astype(np.uint8) for kind in kinds]

    def on(self, image: NDArray[np.uint8], strength: float) -> NDArray[np.uint8]:
        """A picture of at most 900 x 900 px with noise of such a spread, of 255."""
        r, share = self._r, strength / _SPREAD
        rows, columns = image.shape[:2]
        y, x = r.randint(0, _SIDE - rows), r.randint(0, _SIDE - columns)
        noise = r.choice(self._kinds)[y : y + rows, x : x + columns]
        return np.asarray(cv2.addWeighted(image, 1.0, noise, share, -128 * share), np.uint8)
