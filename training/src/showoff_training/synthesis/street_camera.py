"""What light and a camera make of a painted word: glare, shadow, haze, blur, noise, compression."""

import math
import random

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

Grey = NDArray[np.float32]
F = np.float32


class StreetCamera:
    """A seeded camera."""

    def __init__(self, r: random.Random, rng: np.random.Generator) -> None:
        self._r, self._rng = r, rng

    def photograph(self, picture: Grey, tall: float, letters: Grey) -> NDArray[np.uint8]:
        """Light and photograph a painted cut.

        Args:
            picture: (h, w), 0..255.
            tall: Height of its letters in px.
            letters: (h, w), 0..1, where the letters are.
        """
        return self._compressed(
            self._grainy(self._focused(self._lit(picture, tall), tall), letters), tall
        )

    def _lit(self, picture: Grey, tall: float) -> Grey:
        r = self._r
        rows, columns = picture.shape
        if r.random() < 0.12:  # a light's glare, beside or over the letters
            x = np.arange(columns, dtype=F)[None] - F(r.uniform(0, columns))
            y = np.arange(rows, dtype=F)[:, None] - F(r.uniform(-0.3, 1.3) * rows)
            spread = F(rows * r.uniform(0.3, 1.6))
            spot = np.exp(-(y**2 + (x * F(r.uniform(0.3, 1))) ** 2) / (2 * spread * spread))
            picture = _grey(np.minimum(picture + spot * F(r.uniform(30, 110)), 255))
        if r.random() < 0.12:  # a shadow's edge
            x = np.arange(columns, dtype=F)[None] - F(r.uniform(0, columns))
            y = np.arange(rows, dtype=F)[:, None] - F(rows / 2)
            across = (x + y * F(r.uniform(-2, 2))) / F(r.uniform(0.03, 1.0) * tall)
            soft = np.clip(across, -1, 1) * F(r.choice((-1, 1)))
            picture = _grey(picture * (1 - (soft + 1) * F(0.5 * r.uniform(0.2, 0.6))))
        if r.random() < 0.3:
            picture = picture * F(r.uniform(0.45, 1.25)) + F(r.uniform(-25, 40))
        if r.random() < 0.12:  # haze, dirty glass
            middle = F(picture.mean())
            picture = middle + (picture - middle) * F(r.uniform(0.45, 0.8))
        return picture

    def _focused(self, picture: Grey, tall: float) -> Grey:
        r, spoilt = self._r, self._r.random()
        if spoilt < 0.42:
            spread = r.uniform(0.3, max(0.6, 0.075 * tall))
            return _grey(cv2.GaussianBlur(picture, (0, 0), spread))
        if spoilt < 0.56 and tall > 13:
            return self._moved(picture, r.uniform(0.05, 0.2) * tall)
        return picture

    def _grainy(self, picture: Grey, letters: Grey) -> Grey:
        """With noise that leaves the letters readable."""
        r = self._r
        if r.random() < 0.5:
            return picture
        there, difference = letters > 0.5, 120.0
        if there.any() and not there.all():
            difference = abs(float(picture[there].mean()) - float(picture[~there].mean()))
        strength = min(r.uniform(1.5, 20), 0.2 * difference)
        grain = self._rng.standard_normal(picture.shape, F) * F(strength)
        if r.random() < 0.3:
            grain = _grey(cv2.blur(grain, (2, 2))) * F(1.6)
        return picture + grain

    def _compressed(self, picture: Grey, tall: float) -> NDArray[np.uint8]:
        done = np.clip(picture, 0, 255).astype(np.uint8)
        if self._r.random() < 0.5:
            return done
        quality = self._r.randint(30 if tall < 16 else 15, 92)
        _, code = cv2.imencode(".jpg", done, (cv2.IMWRITE_JPEG_QUALITY, quality))
        return np.asarray(cv2.imdecode(code, cv2.IMREAD_GRAYSCALE), np.uint8)

    def _moved(self, picture: Grey, length: float) -> Grey:
        half = max(1, round(length / 2))
        kernel = np.zeros((2 * half + 1, 2 * half + 1), F)
        angle = self._r.uniform(0, math.pi)
        x, y = round(half * math.cos(angle)), round(half * math.sin(angle))
        cv2.line(kernel, (half - x, half - y), (half + x, half + y), 1.0)
        border = cv2.BORDER_REPLICATE
        return _grey(cv2.filter2D(picture, -1, kernel / kernel.sum(), borderType=border))


def _grey(picture: ArrayLike) -> Grey:
    return np.asarray(picture, F)


def contrast(picture: NDArray[np.uint8], letters: Grey) -> float:
    """Between the core of the letters and the rest, the least of the cut's left and right half."""
    found = 255.0
    middle = picture.shape[1] // 2
    for half in (slice(0, middle), slice(middle, None)):
        there = letters[:, half]
        core, rest = there > 0.7, there < 0.2
        if np.count_nonzero(core) > 3 and np.count_nonzero(rest) > 3:
            part = picture[:, half]
            found = min(found, abs(float(part[core].mean()) - float(part[rest].mean())))
    return found
