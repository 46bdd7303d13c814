"""Lines of text as the recogniser sees them: grey, 32 px high, cut out with a detector's jitter."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from showoff_recognition.crops import LINE_HEIGHT
from showoff_training.synthesis import degrade
from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.text import TextSource

SIZES = (14, 16, 18, 20, 22, 24, 26, 28, 32, 36, 40)  # px, before scaling to the line's height
TRACKED, UNDERLINED = 0.06, 0.05  # shares of the lines
NARROWEST_CHARACTER = 5  # px: below this, a stride of 4 leaves CTC too few frames


@dataclass(frozen=True)
class Line:
    """A picture of one line, uint8 (32, w), and what it says."""

    image: NDArray[np.uint8]
    text: str


@lru_cache(maxsize=800)
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


class LineSynthesis:
    """An endless, seeded source of lines."""

    def __init__(self, faces: Sequence[Face], text: TextSource, seed: int) -> None:
        self._faces = faces
        self._text = text
        self._random = random.Random(seed)
        self._rng = np.random.default_rng(seed)

    def degraded(self, longest: int = 40) -> Line:
        """A line as print, paper and camera leave it."""
        text, face = self._choose(longest)
        ink = self._distort(self._ink(text, face))
        return Line(self._develop(ink, len(text)), text)

    def clean(self, longest: int = 40) -> Line:
        """Dark on light, straight and sharp: what a screen or a good printer gives."""
        text, face = self._choose(longest)
        ink = _to_height(self._ink(text, face, plain=True), len(text))
        shade = 255 - ink * self._rng.uniform(190, 250) - self._rng.uniform(0, 5)
        return Line(_as_bytes(shade + self._rng.normal(0, 2, ink.shape)), text)

    def _choose(self, longest: int) -> tuple[str, Face]:
        face = self._random.choice(self._faces)
        for _ in range(6):
            text = self._text.line(longest)
            if face.can_write(text):
                return text, face
        written = "".join(c for c in text if c in face.characters)
        return " ".join(written.split()) or "0", face

    def _ink(self, text: str, face: Face, *, plain: bool = False) -> degrade.Picture:
        """Rendered text with random margins: boxes hug the ink or span ascender to descender.

        Where it need not be plain, at times tracked or underlined.
        """
        r = self._random
        font = _font(face.path, r.choice(SIZES))
        tracked, underlined = r.random() < TRACKED, r.random() < UNDERLINED
        tracking = r.uniform(0.08, 0.5) * font.size if tracked and not plain else 0.0
        left, top, right, bottom = (int(v) for v in font.getbbox(text))
        right += int(tracking * (len(text) - 1))
        ascent, descent = font.getmetrics()
        if r.random() < 0.45:
            top, bottom = min(top, int(ascent * 0.2)), max(bottom, ascent + int(descent * 0.8))
        high, wide = max(4, bottom - top), max(2, right - left)
        above, below = (int(high * r.uniform(0.02, 0.24)) for _ in range(2))
        before, after = (int(high * r.uniform(0.0, 0.45)) for _ in range(2))
        size = (wide + before + after, high + above + below)
        canvas = Image.new("L", size, 0)
        origin = (before - left, above - top)
        pen = ImageDraw.Draw(canvas)
        _write(pen, origin, text, font, tracking)
        if underlined and not plain:  # a rule that descenders touch, and no row of underscores
            y = above - top + ascent + int(font.size * r.uniform(0.05, 0.2))
            start = before if r.random() < 0.5 else 0
            pen.line((start, y, size[0], y), fill=255, width=r.choice((1, 1, 2, 3)))
        return np.asarray(canvas, np.float32) / np.float32(255)

    def _distort(self, ink: degrade.Picture) -> degrade.Picture:
        r, rng = self._random, self._rng
        if r.random() < 0.45:
            ink = degrade.tilt(ink, rng)
        if r.random() < 0.10:
            ink = degrade.bend(ink, rng)
        if r.random() < 0.25:
            ink = degrade.wear(ink, rng)
        if r.random() < 0.35:
            ink = degrade.lower_resolution(ink, rng)
        return ink

    def _develop(self, ink: degrade.Picture, characters: int) -> NDArray[np.uint8]:
        r, rng = self._random, self._rng
        stretch = r.uniform(0.82, 1.2) if r.random() < 0.45 else 1.0
        ink = _to_height(ink, characters, stretch)
        ground, print_ = _shades(r)
        contrast = abs(ground - print_)
        shape = (ink.shape[0], ink.shape[1])
        scanned = r.random() < 0.14  # black or white: needs an even sheet to come from
        sheet = (
            np.full(shape, ground, np.float32)
            if scanned
            else degrade.paper(shape, ground, contrast, rng)
        )
        picture = sheet * (1 - ink) + ink * (print_ + sheet - ground)
        if r.random() < 0.16:
            picture = degrade.rules(picture, print_, rng)
        if scanned:
            return _as_bytes(degrade.bilevel(picture, rng) * 255)
        if r.random() < 0.45:
            picture = degrade.blur(picture, rng)
        if r.random() < 0.5:
            picture = degrade.noise(picture, contrast, rng)
        image = _as_bytes(picture * 255)
        return degrade.jpeg(image, rng) if r.random() < 0.35 else image


def _write(
    pen: ImageDraw.ImageDraw,
    origin: tuple[int, int],
    text: str,
    font: ImageFont.FreeTypeFont,
    tracking: float,
) -> None:
    """Write a line, its letters so many px farther apart than the face sets them."""
    if not tracking:
        pen.text(origin, text, font=font, fill=255)
        return
    x, y = origin
    for number, character in enumerate(text):
        along = font.getlength(text[:number]) + number * tracking
        pen.text((x + along, y), character, font=font, fill=255)


def _shades(r: random.Random) -> tuple[float, float]:
    """Ground and print, 0..1; one time in five light on dark."""
    ground = r.uniform(0.35, 1.0)
    print_ = ground - r.uniform(0.2, 0.95)
    if print_ < 0:
        print_ = r.uniform(0, 0.15)
    return (print_, ground) if r.random() < 0.22 else (ground, print_)


def _to_height(ink: degrade.Picture, characters: int, stretch: float = 1.0) -> degrade.Picture:
    width = round(ink.shape[1] * LINE_HEIGHT / ink.shape[0] * stretch)
    width = max(8, width, characters * NARROWEST_CHARACTER)
    shrinks = ink.shape[0] > LINE_HEIGHT
    interpolation = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(
        cv2.resize(ink, (width, LINE_HEIGHT), interpolation=interpolation), np.float32
    )


def _as_bytes(picture: NDArray[np.floating]) -> NDArray[np.uint8]:
    return np.asarray(np.clip(picture, 0, 255), np.uint8)
