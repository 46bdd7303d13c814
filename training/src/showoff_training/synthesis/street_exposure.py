"""What light, lens, sensor and compression make of a whole picture of a street."""

import math
import random
from dataclasses import dataclass

import cv2
import numpy as np

from showoff_training.synthesis.grain import Grain
from showoff_training.synthesis.street_colours import F, Picture

LEGIBLE = 8.0  # px of a line's height
BLURRED = 0.19  # of a line's height: blur beyond which nobody reads it


@dataclass(frozen=True)
class Loss:
    """What of a picture's sharpness is to be lost, drawn before, so that what is legible is known.

    Attributes:
        blur: Standard deviation in px.
        share: Of its resolution, that is kept.
    """

    blur: float = 0.0
    share: float = 1.0

    def leaves_legible(self, height: float, blur: float = 0.0) -> bool:
        """Whether a line so high in px, that is blurred by itself besides, can be read."""
        both = math.hypot(blur, self.blur)
        return height * self.share >= LEGIBLE and both <= BLURRED * height


def any_loss(r: random.Random) -> Loss:
    kind = r.random()
    if kind < 0.4:
        return Loss(blur=math.exp(r.uniform(math.log(0.35), math.log(2.2))))
    return Loss(share=r.uniform(0.45, 0.95)) if kind < 0.58 else Loss()


class StreetExposure:
    """A seeded camera."""

    def __init__(self, grain: Grain, r: random.Random, rng: np.random.Generator) -> None:
        self._grain, self._r, self._rng = grain, r, rng

    def photograph(self, image: Picture, loss: Loss, contrast: float) -> Picture:
        """A picture as a camera gives it.

        Args:
            image: (S, S, 3).
            loss: Of its sharpness.
            contrast: The faintest of its lettering, of 255: noise stays below it.
        """
        r = self._r
        if r.random() < 0.25:
            image = self._unevenly_lit(image)
        image = self._unsharp(image, loss)
        if r.random() < 0.45:
            image = self._grain.on(image, min(r.uniform(1.5, 18), 0.22 * max(12.0, contrast)))
        if r.random() < 0.5:
            image = self._exposed(image)
        if r.random() < 0.1:
            shades = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
            image = np.asarray(np.repeat(shades[..., None], 3, 2), np.uint8)
        return self._compressed(image, 30) if r.random() < 0.3 else image

    def obstruct(self, image: Picture) -> None:
        """Draw bars of a fence or wires before it, in place."""
        r, size = self._r, len(image)
        lean, shade, gap = r.gauss(0, 0.3), r.randint(0, 220), r.uniform(14, 120)
        for x in np.arange(-size, 2 * size, gap):
            ends = (round(x), 0), (round(x + lean * size), size)
            cv2.line(image, *ends, (shade,) * 3, r.choice((1, 1, 2)), cv2.LINE_AA)

    def _unevenly_lit(self, image: Picture) -> Picture:
        """Light that falls off, at times with a shadow's edge."""
        r, size = self._r, len(image)
        ends = np.linspace(r.uniform(0.45, 1.1), r.uniform(0.6, 1.15), 32, dtype=F)
        field = (
            np.repeat(ends[None], 32, 0) if r.random() < 0.5 else np.repeat(ends[:, None], 32, 1)
        )
        if r.random() < 0.4:
            y, x = np.mgrid[:32, :32].astype(F)
            behind = x + y * F(r.uniform(-1, 1)) <= r.uniform(4, 28)
            field = np.where(behind, field * F(r.uniform(0.4, 0.8)), field)
        coarse = np.clip(field * 128, 0, 255).astype(np.uint8)
        fine = cv2.resize(coarse, (size, size), interpolation=cv2.INTER_LINEAR)
        return np.asarray(cv2.multiply(image, cv2.merge([fine] * 3), scale=1 / 128), np.uint8)

    def _unsharp(self, image: Picture, loss: Loss) -> Picture:
        r, size = self._r, len(image)
        if loss.share < 1:
            few = max(40, round(size * loss.share))
            shrunk = cv2.resize(image, (few, few), interpolation=cv2.INTER_AREA)
            small: Picture = np.asarray(shrunk, np.uint8)
            if r.random() < 0.4:
                small = self._compressed(small, 45)
            large = cv2.resize(small, (size, size), interpolation=cv2.INTER_LINEAR)
            return np.asarray(large, np.uint8)
        if loss.blur:
            return np.asarray(cv2.GaussianBlur(image, (0, 0), loss.blur), np.uint8)
        return self._moved(image, r.uniform(2, 7)) if r.random() < 0.08 else image

    def _moved(self, image: Picture, length: float) -> Picture:
        half = max(1, round(length / 2))
        kernel = np.zeros((2 * half + 1, 2 * half + 1), F)
        angle = self._r.uniform(0, math.pi)
        x, y = round(half * math.cos(angle)), round(half * math.sin(angle))
        cv2.line(kernel, (half - x, half - y), (half + x, half + y), 1.0)
        return np.asarray(cv2.filter2D(image, -1, kernel / kernel.sum()), np.uint8)

    def _exposed(self, image: Picture) -> Picture:
        r = self._r
        levels = (np.arange(256, dtype=F) / 255)[:, None] ** r.uniform(0.7, 1.4)
        levels = levels * r.uniform(0.65, 1.15) + r.uniform(-0.05, 0.12)
        levels = levels * self._rng.uniform(0.9, 1.1, 3)
        table = np.clip(levels * 255, 0, 255).astype(np.uint8)
        return np.asarray(cv2.LUT(image, table[None]), np.uint8)

    def _compressed(self, image: Picture, worst: int) -> Picture:
        quality = [cv2.IMWRITE_JPEG_QUALITY, self._r.randint(worst, 92)]
        _, code = cv2.imencode(".jpg", image, quality)
        return np.asarray(cv2.imdecode(code, cv2.IMREAD_COLOR), np.uint8)
