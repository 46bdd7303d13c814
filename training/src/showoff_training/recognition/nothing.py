"""Lines that say nothing: what a detector mistakes for text, cut out like text."""

import random
from pathlib import Path

import cv2
import numpy as np

from showoff_recognition.crops import cut
from showoff_training.detection.annotations import read_pixels, read_set, sets
from showoff_training.recognition.real_lines import RealLine
from showoff_training.synthesis.backgrounds import Backgrounds, clear_regions, load_wallpapers

SCENE = 400  # px: side of the square that lines are cut from
LINES_A_SCENE = 6


class Nothing:
    """An endless, seeded source of lines without text."""

    def __init__(self, data: Path | None, seed: int) -> None:
        """Text-free regions of the annotated pictures under `data` join wallpapers and textures."""
        self._random = random.Random(seed)
        directories = [] if data is None else sets(data)
        pictures = (
            (read_pixels(picture.path), picture.quads)
            for directory in directories
            for picture in read_set(directory, split=False)
            if len(picture.quads)
        )
        self._backgrounds = Backgrounds(load_wallpapers() + clear_regions(pictures, seed))
        self._lines: list[RealLine] = []

    def line(self) -> RealLine:
        if not self._lines:
            self._lines = self._cut_scene()
        return self._lines.pop()

    def _cut_scene(self) -> list[RealLine]:
        r = self._random
        scene = np.ascontiguousarray(self._backgrounds.photograph(SCENE, r))
        if r.random() < 0.4:
            self._backgrounds.clutter(scene, r)
        grey = np.asarray(cv2.cvtColor(scene, cv2.COLOR_RGB2GRAY), np.uint8)
        lines = []
        for _ in range(LINES_A_SCENE):
            height = r.uniform(8, 90)
            width = min(SCENE, height * r.uniform(0.8, 9))
            left, top = r.uniform(0, SCENE - width), r.uniform(0, SCENE - height)
            rise = r.gauss(0, 0.05) * width
            right, bottom = left + width, top + height
            corners = [[left, top], [right, top + rise], [right, bottom + rise], [left, bottom]]
            lines.append(RealLine(cut(grey, np.array(corners, np.float32)), ""))
        return lines
