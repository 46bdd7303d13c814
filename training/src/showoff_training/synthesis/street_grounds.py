"""What signs stand on and between in streets: photographs, walls, and patterns that are no text."""

import random
from collections.abc import Sequence

import cv2
import numpy as np

from showoff_training.synthesis.grain import Grain
from showoff_training.synthesis.street_colours import F, Picture, any_colour
from showoff_training.synthesis.street_patterns import PATTERNS, marks

PHOTOGRAPHS, WALLS = 0.6, 0.19  # shares of the kinds; what is left are patterns
WITH_THINGS = 0.22  # of the photographs


class StreetGrounds:
    """An endless, seeded source of grounds without text."""

    def __init__(
        self,
        photographs: Sequence[Picture],
        grain: Grain,
        r: random.Random,
        rng: np.random.Generator,
    ) -> None:
        """Take photographs without text; with none, walls are used instead."""
        self._photographs, self._grain, self._r, self._rng = photographs, grain, r, rng

    def draw(self, size: int) -> Picture:
        """A square, (size, size, 3)."""
        r, kind = self._r, self._r.random()
        if kind < PHOTOGRAPHS:
            image = self._photograph(size)
            if r.random() < WITH_THINGS:
                self._things(image)
            return image
        return self._wall(size) if kind < PHOTOGRAPHS + WALLS else self._pattern(size)

    def _photograph(self, size: int) -> Picture:
        r = self._r
        if not self._photographs:
            return self._wall(size)
        source = r.choice(self._photographs)
        height, width = source.shape[:2]
        least = min(height, width)
        side = max(min(60, least), int(least * np.exp(r.uniform(np.log(0.35), 0))))
        y, x = r.randint(0, height - side), r.randint(0, width - side)
        patch = source[y : y + side, x : x + side]
        if r.random() < 0.5:
            patch = patch[:, ::-1]
        if r.random() < 0.12:
            patch = patch[..., r.sample(range(3), 3)]
        enlarge = r.choice((cv2.INTER_LINEAR, cv2.INTER_LINEAR, cv2.INTER_CUBIC))
        way = cv2.INTER_AREA if side > size else enlarge
        scaled = cv2.resize(np.ascontiguousarray(patch), (size, size), interpolation=way)
        image = np.asarray(scaled, np.uint8)
        if side < size // 2 and r.random() < 0.6:  # instead of the smoothness of enlarging
            image = self._grain.on(image, r.uniform(2, 12))
        return image

    def _wall(self, size: int) -> Picture:
        """Paint, plaster, paper, sky: even or flowing, with soft spots."""
        r, rng = self._r, self._rng
        corners = np.array([[any_colour(r) for _ in range(2)] for _ in range(2)], F)
        if r.random() < 0.75:
            corners = corners[:1, :1] + rng.normal(0, r.uniform(0, 25), (2, 2, 3)).astype(F)
        cells = r.choice((3, 6, 14))
        spots = rng.standard_normal((cells, cells, r.choice((1, 3))), F) * F(r.uniform(0, 16))
        small = cv2.resize(corners, (80, 80)) + cv2.resize(spots, (80, 80)).reshape(80, 80, -1)
        coarse = np.clip(small, 0, 255).astype(np.uint8)
        scaled = cv2.resize(coarse, (size, size), interpolation=cv2.INTER_LINEAR)
        image = np.asarray(scaled, np.uint8)
        return self._grain.on(image, r.uniform(1, 18)) if r.random() < 0.7 else image

    def _pattern(self, size: int) -> Picture:
        """A wall or photograph full of bricks, bars, panes, leaves or stripes, seen from aside."""
        r = self._r
        image = self._wall(size) if r.random() < 0.5 else self._photograph(size)
        r.choice(PATTERNS)(image, r, self._rng)
        if r.random() < 0.4:
            return image
        corners = np.array([[0, 0], [size, 0], [size, size], [0, size]], F)
        moved = corners + self._rng.normal(0, 0.08 * size, (4, 2)).astype(F)
        warp = cv2.getPerspectiveTransform(corners, moved)
        mirrored = cv2.BORDER_REFLECT_101
        return np.asarray(
            cv2.warpPerspective(image, warp, (size, size), borderMode=mirrored), np.uint8
        )

    def _things(self, image: Picture) -> None:
        """Draw patterns and signs without text onto parts of a picture, in place."""
        r, size = self._r, len(image)
        for _ in range(r.choice((1, 1, 2, 3))):
            side = r.randint(size // 8, size // 2)
            y, x = r.randint(0, size - side), r.randint(0, size - side)
            part = image[y : y + r.randint(side // 3, side), x : x + side]
            r.choice((*PATTERNS, marks))(part, r, self._rng)
