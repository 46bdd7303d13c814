"""Lines cut out of made-up photographs: signs in perspective, and what only looks like text."""

import random
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from recognition_api.crops import cut, with_margin
from showoff_training.detection.annotations import read_pixels, read_set, sets
from showoff_training.recognition.real_lines import RealLine
from showoff_training.synthesis import degrade
from showoff_training.synthesis.backgrounds import Backgrounds, clear_regions, load_wallpapers
from showoff_training.synthesis.signs import SignPainter

SCENE = 400  # px: side of the square that lines are cut from
LARGEST_SHARE = 0.9  # that a small picture has of its size
LINES_A_SCENE = 6  # without text
LOWEST = 9.0  # px: lower signs cannot be read
FAINTEST = 10.0  # of 255: a line whose shades spread less, its noise left out, shows nothing


def backgrounds(data: Path | None, seed: int) -> Backgrounds:
    """Wallpapers and textures, joined by text-free regions of the annotated pictures in `data`."""
    directories = [] if data is None else sets(data)
    pictures = (
        (read_pixels(picture.path), picture.quads)
        for directory in directories
        for picture in read_set(directory, split=False)
        if len(picture.quads)
    )
    return Backgrounds(load_wallpapers() + clear_regions(pictures, seed))


class Scenes:
    """An endless, seeded source of such lines."""

    def __init__(self, grounds: Backgrounds, painter: SignPainter, seed: int) -> None:
        self._grounds = grounds
        self._painter = painter
        self._random = random.Random(seed)
        self._rng = np.random.default_rng(seed)
        self._signs: list[RealLine] = []
        self._nothing: list[RealLine] = []

    def sign(self) -> RealLine:
        """A line of a sign that can be read."""
        while not self._signs:
            scene = np.ascontiguousarray(self._ground())
            painted = self._painter.paint(scene)
            heights = [float(np.linalg.norm(quad[3] - quad[0])) for quad in painted.quads]
            grey = self._photographed(scene, min(heights, default=LOWEST))
            margins = self._random.uniform(0.0, 0.16), self._random.uniform(0.0, 0.35)
            quads = with_margin(painted.quads, *margins)
            lines = (
                RealLine(cut(grey, quad), text)
                for quad, text in zip(quads, painted.texts, strict=True)
                if np.linalg.norm(quad[3] - quad[0]) > LOWEST
            )
            self._signs = [line for line in lines if shows_something(line.image)]
        return self._signs.pop()

    def ground(self) -> NDArray[np.uint8]:
        """A grey square without text."""
        return np.asarray(cv2.cvtColor(self._ground(), cv2.COLOR_RGB2GRAY), np.uint8)

    def nothing(self) -> RealLine:
        """A line without text: what a detector mistakes for it, cut out like text."""
        if not self._nothing:
            scene = np.ascontiguousarray(self._grounds.photograph(SCENE, self._random))
            if self._random.random() < 0.4:
                self._grounds.clutter(scene, self._random)
            grey = np.asarray(cv2.cvtColor(scene, cv2.COLOR_RGB2GRAY), np.uint8)
            self._nothing = [self._anywhere(grey) for _ in range(LINES_A_SCENE)]
        return self._nothing.pop()

    def _ground(self) -> NDArray[np.uint8]:
        plain = self._random.random() < 0.3
        ground = self._grounds.texture if plain else self._grounds.photograph
        return ground(SCENE, self._random)

    def _photographed(self, scene: NDArray[np.uint8], lowest: float) -> NDArray[np.uint8]:
        """A scene in grey, at times out of focus, noisy, small or compressed.

        Never so much that its lowest line, in px, cannot be read: that would teach to guess.
        """
        r, rng = self._random, self._rng
        picture = np.asarray(cv2.cvtColor(scene, cv2.COLOR_RGB2GRAY), np.float32) / np.float32(255)
        legible = LOWEST / max(lowest, LOWEST)
        if r.random() < 0.35 and legible < LARGEST_SHARE:
            share = r.uniform(max(0.35, legible), LARGEST_SHARE)
            small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
            picture = np.asarray(cv2.resize(small, (SCENE, SCENE)), np.float32)
        elif r.random() < 0.6:
            picture = degrade.blur(picture, rng)
        if r.random() < 0.4:
            picture = degrade.noise(picture, 0.3, rng)
        grey = np.asarray(np.clip(picture * 255, 0, 255), np.uint8)
        return degrade.jpeg(grey, rng) if r.random() < 0.4 else grey

    def _anywhere(self, grey: NDArray[np.uint8]) -> RealLine:
        r = self._random
        height = r.uniform(8, 90)
        width = min(SCENE, height * r.uniform(0.8, 9))
        left, top = r.uniform(0, SCENE - width), r.uniform(0, SCENE - height)
        rise = r.gauss(0, 0.05) * width
        right, bottom = left + width, top + height
        corners = [[left, top], [right, top + rise], [right, bottom + rise], [left, bottom]]
        return RealLine(cut(grey, np.array(corners, np.float32)), "")


def shows_something(line: NDArray[np.uint8]) -> bool:
    """Whether anything but noise is to be seen in a cut."""
    return float(np.std(cv2.blur(line, (3, 3)))) >= FAINTEST
