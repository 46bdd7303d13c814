"""A canvas that remembers where its lines of text are."""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from showoff_training.synthesis.fonts import Face

Colour = tuple[int, int, int]
LOW_MARKS = frozenset(".,-_–—…·•:'") | {" "}  # on their own, these are no line to be found


@lru_cache(maxsize=3000)
def font_of(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@dataclass(frozen=True)
class Pen:
    """What a line is written with; the size is the font's, in px."""

    face: Face
    size: int
    colour: Colour
    tracking: float = 0.0  # px between letters, beyond what the face sets

    @property
    def font(self) -> ImageFont.FreeTypeFont:
        return font_of(self.face.path, self.size)

    def width_of(self, text: str) -> float:
        """Advance width in px."""
        return self.font.getlength(text)

    def writable(self, text: str) -> str:
        return "".join(c for c in text if c in self.face.characters).strip()

    def fitted(self, text: str, width: float) -> str:
        """The longest beginning of a text, in whole words, that fits a width; one word at least."""
        words = text.split(" ")
        while len(words) > 1 and self.width_of(" ".join(words)) > width:
            words.pop()
        return " ".join(words)


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

    def write(self, x: float, y: float, text: str, pen: Pen) -> float | None:
        """Write one line with its top left at (x, y), annotate its ink, return its right end.

        None where nothing was written: no character is in the face, or it would begin outside.
        """
        written = pen.writable(text)
        x, y = round(x), round(y)
        if not written or not (0 <= x < self.size - 4 and -pen.size // 2 < y < self.size - 4):
            return None
        left, top, right, bottom = self.draw.textbbox((x, y), written, font=pen.font)
        if right - left < 2 or bottom <= top:
            return None
        if pen.tracking:
            right += pen.tracking * (len(written) - 1)
            for number, character in enumerate(written):
                along = pen.width_of(written[:number]) + number * pen.tracking
                self.draw.text((x + along, y), character, font=pen.font, fill=pen.colour)
        else:
            self.draw.text((x, y), written, font=pen.font, fill=pen.colour)
        self._annotate(left, top, right, bottom, ignored=LOW_MARKS.issuperset(written))
        return float(right)

    def justify(self, x: float, y: float, text: str, pen: Pen, width: float) -> None:
        """Write words stretched over a width, as one line; unstretched if gaps grew too wide."""
        words = text.split(" ")
        ink = sum(pen.width_of(word) for word in words)
        gap = (width - ink) / max(1, len(words) - 1)
        if not 0.15 * pen.size < gap < 0.9 * pen.size:
            self.write(x, y, text, pen)
            return
        first = len(self.quads)
        for word in words:
            self.write(x, y, word, pen)
            x += pen.width_of(word) + gap
        parts = self.quads[first:]
        if parts:
            (left, top), (right, bottom) = np.min(parts, (0, 1)), np.max(parts, (0, 1))
            del self.quads[first:], self.ignored[first:]
            self._annotate(left, top, right, bottom, ignored=False)

    def scribble(self, x: float, y: float, text: str, pen: Pen) -> None:
        """Write what is not to be found: separators made of characters."""
        self.draw.text((x, y), pen.writable(text), font=pen.font, fill=pen.colour)

    def pixels(self) -> NDArray[np.uint8]:
        return np.array(self.image)

    def corners(self) -> NDArray[np.float32]:
        return np.array(self.quads, np.float32).reshape(-1, 4, 2)

    def _annotate(
        self, left: float, top: float, right: float, bottom: float, *, ignored: bool
    ) -> None:
        corners = [[left, top], [right, top], [right, bottom], [left, bottom]]
        self.quads.append(np.array(corners, np.float32))
        self.ignored.append(ignored)
