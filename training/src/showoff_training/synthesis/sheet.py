"""A canvas that remembers where its lines of text are."""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from showoff_training.synthesis.fonts import Face

Colour = tuple[int, int, int]
LOWEST_INK = 0.3  # of the font's size: dots and dashes below it are not called a line


@lru_cache(maxsize=1500)
def font(face: Face, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(face.path, size, layout_engine=ImageFont.Layout.BASIC)


@dataclass
class Sheet:
    """A square picture under construction."""

    size: int
    ground: Colour
    quads: list[NDArray[np.float32]] = field(default_factory=list)
    ignored: list[bool] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.image = Image.new("RGB", (self.size, self.size), self.ground)
        self.draw = ImageDraw.Draw(self.image)

    def write(
        self, x: float, y: float, text: str, face: Face, size: int, colour: Colour
    ) -> float | None:
        """Write one line with its top left at (x, y), annotate its ink, return its right end.

        None where nothing was written: no character is in the face, or it would begin outside.
        """
        written = "".join(c for c in text if c in face.characters).strip()
        x, y = round(x), round(y)
        if not written or not (0 <= x < self.size - 4 and -size // 2 < y < self.size - 4):
            return None
        used = font(face, size)
        left, top, right, bottom = self.draw.textbbox((x, y), written, font=used)
        if right - left < 2 or bottom <= top:
            return None
        self.draw.text((x, y), written, font=used, fill=colour)
        corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
        self.quads.append(np.array(corners, np.float32))
        self.ignored.append(bottom - top < LOWEST_INK * size)
        return float(right)

    def scribble(
        self, x: float, y: float, text: str, face: Face, size: int, colour: Colour
    ) -> None:
        """Write what is not to be found: separators made of characters."""
        written = "".join(c for c in text if c in face.characters)
        self.draw.text((x, y), written, font=font(face, size), fill=colour)

    def pixels(self) -> NDArray[np.uint8]:
        return np.array(self.image)

    def corners(self) -> NDArray[np.float32]:
        return np.array(self.quads, np.float32).reshape(-1, 4, 2)


def width_of(text: str, face: Face, size: int) -> float:
    """Advance width of a text in px."""
    return font(face, size).getlength(text)


def justified(
    sheet: Sheet,
    x: float,
    y: float,
    words: list[str],
    width: float,
    face: Face,
    size: int,
    colour: Colour,
) -> None:
    """Write words stretched over a width, as one line; unstretched if the gaps grew too wide."""
    ink = sum(width_of(word, face, size) for word in words)
    gap = (width - ink) / max(1, len(words) - 1)
    if not 0.15 * size < gap < 0.9 * size:
        sheet.write(x, y, " ".join(words), face, size, colour)
        return
    first = len(sheet.quads)
    for word in words:
        sheet.write(x, y, word, face, size, colour)
        x += width_of(word, face, size) + gap
    parts = sheet.quads[first:]
    if parts:
        (x0, y0), (x1, y1) = np.min(parts, (0, 1)), np.max(parts, (0, 1))
        del sheet.quads[first:], sheet.ignored[first:]
        sheet.quads.append(np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], np.float32))
        sheet.ignored.append(False)
