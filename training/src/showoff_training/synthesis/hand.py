"""A made-up hand: a face whose letters each lean, turn and stand in a way of their own.

The same letter always deviates in the same way, as in somebody's writing: it can be learnt.
"""

import random
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from recognition_api.crops import LINE_HEIGHT
from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.lines import Line

_SIZE: Final = 48  # px, before it is scaled to the line's height
_ROOM: Final = 24  # px around a letter


class Hand:
    """A writer."""

    def __init__(self, face: Face, seed: int) -> None:
        self.face = face
        self._font = ImageFont.truetype(face.path, _SIZE, layout_engine=ImageFont.Layout.BASIC)
        self._seed = seed
        r = random.Random(seed)
        self._slant = r.choice((-1, 1)) * r.uniform(0.35, 0.5)
        self._close = r.uniform(0.78, 0.86)

    def write(self, text: str, r: random.Random) -> Line:
        """A line in ink on paper, uint8 (32, w)."""
        advance = [self._font.getlength(letter) * self._close for letter in text]
        height = 2 * _SIZE
        canvas = Image.new("L", (int(sum(advance)) + 2 * _SIZE, height), 0)
        x = float(_SIZE)
        for letter, width in zip(text, advance, strict=True):
            if not letter.isspace():
                ink = self._letter(letter, r)
                canvas.paste(255, (round(x) - _ROOM, _SIZE // 3 - _ROOM), ink)
            x += width
        return Line(_on_paper(canvas, r), text)

    def _letter(self, letter: str, r: random.Random) -> Image.Image:
        own = random.Random(f"{self._seed}{letter}")
        stretch, flatten = own.uniform(0.7, 1.35), own.uniform(0.75, 1.2)
        slant = self._slant + own.uniform(-0.2, 0.2) + r.gauss(0, 0.03)
        turn, lift = own.uniform(-14, 14) + r.gauss(0, 1.5), own.uniform(-5, 5) + r.gauss(0, 0.8)
        size = (_SIZE + 2 * _ROOM, 2 * _SIZE)
        drawn = Image.new("L", size, 0)
        ImageDraw.Draw(drawn).text((_ROOM, _ROOM), letter, font=self._font, fill=255)
        foot = _ROOM + _SIZE * 0.8
        middle = _ROOM + self._font.getlength(letter) / 2
        matrix = (
            1 / stretch,
            slant / stretch,
            middle - (middle + slant * foot) / stretch,
            0,
            1 / flatten,
            foot - (foot + lift) / flatten,
        )
        leant = drawn.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
        return leant.rotate(turn, Image.Resampling.BILINEAR, center=(middle, foot))


def _on_paper(ink: Image.Image, r: random.Random) -> NDArray[np.uint8]:
    left, top, right, bottom = ink.getbbox() or (0, 0, *ink.size)
    rim = (bottom - top) // 8
    ink = ink.crop((left - 2 * rim, top - rim, right + 2 * rim, bottom + rim))
    ink = ink.filter(ImageFilter.GaussianBlur(r.uniform(0.3, 1.0)))
    width = max(16, round(ink.width * LINE_HEIGHT / ink.height))
    ink = ink.resize((width, LINE_HEIGHT), Image.Resampling.BILINEAR)
    paper, dark = r.uniform(200, 250), r.uniform(110, 200)
    noise = np.random.default_rng(r.randrange(2**32)).normal(0, 4, (LINE_HEIGHT, width))
    shade = paper - dark * np.asarray(ink, np.float32) / 255 + noise
    return np.clip(shade, 0, 255).astype(np.uint8)
