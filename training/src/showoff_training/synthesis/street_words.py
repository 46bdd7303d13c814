"""Words as cameras see them in streets, drawn straight into the cut that the recogniser reads.

All in grey and at the camera's resolution: a mask of letters, seen in perspective, is laid on a
ground, lit, blurred, compressed, and only then brought to the network's height, as the product
does with a cut. So it is several times as fast as painting signs into whole photographs.
"""

import math
import random
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from recognition_api.crops import LINE_HEIGHT
from showoff_training.recognition.real_lines import RealLine
from showoff_training.synthesis.arcs import arched
from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.sheet import font_of
from showoff_training.synthesis.street_camera import StreetCamera, contrast
from showoff_training.synthesis.street_paint import StreetPaint
from showoff_training.synthesis.street_text import StreetText

LEAST = 15.0  # of 255: between letters and what is around them, in the end
LOWEST = 9.0  # px of letters' height, at the camera and in the cut
TALLEST = 44.0  # px, at the camera
HEIGHT = LINE_HEIGHT
Grey = NDArray[np.float32]
F = np.float32


class StreetWords:
    """An endless, seeded source of such cuts."""

    def __init__(
        self,
        faces: Sequence[Face],
        text: StreetText,
        grounds: Sequence[NDArray[np.uint8]],
        seed: int,
    ) -> None:
        """Take faces, what signs say, and grey pictures without text."""
        self._faces, self._text = faces, text
        self._r, rng = random.Random(seed), np.random.default_rng(seed)
        self._painter, self._camera = StreetPaint(grounds, self._r, rng), StreetCamera(self._r, rng)

    def next(self) -> RealLine:
        """A word that can be read."""
        while True:
            line = self._line()
            if line is not None:
                return line

    def _line(self) -> RealLine | None:
        """A picture uint8 (32, w) and its text; None where the draw came out unreadable."""
        r, text = self._r, self._text.next()
        able = [face for face in r.choices(self._faces, k=5) if face.can_write(text)]
        if not able:
            return None
        tall = math.exp(r.uniform(math.log(LOWEST), math.log(TALLEST)))  # many small ones
        drawn = self._letters(text, able[0], int(min(60, max(18, tall * 1.5))))
        seen = drawn and self._seen(*drawn, tall, len(text))
        if not seen:
            return None
        letters, quad = seen
        picture = self._camera.photograph(self._painter.paint(letters, quad, tall), tall, letters)
        if contrast(picture, letters) < LEAST:  # nobody can read it: that would teach to guess
            return None
        return RealLine(self._to_height(picture), text)

    def _letters(
        self, text: str, face: Face, size: int
    ) -> tuple[NDArray[np.uint8], list[float]] | None:
        """White on black uint8, and the corners x0, y0, x1, y1 of the text's ink or its line."""
        r = self._r
        font = font_of(face.path, size)
        left, top, right, bottom = (int(v) for v in font.getbbox(text))
        if right - left < 3 or bottom - top < 3 or right - left > 1400 or bottom - top > 4 * size:
            return None
        stroke = r.randint(1, max(1, size // 18)) if r.random() < 0.07 else 0
        tracking = r.uniform(0.04, 0.55) * size if r.random() < 0.16 and len(text) > 1 else 0.0
        bounce = r.uniform(0.03, 0.12) * size if r.random() < 0.05 else 0.0
        room, neighbours = size // 2 + 2, r.random() < 0.14
        above = int(size * r.uniform(1.0, 1.5)) if neighbours else 0
        wide = int(right - left + tracking * (len(text) - 1)) + 1
        canvas = Image.new("L", (wide + 2 * room, bottom - top + 2 * room + 2 * above), 0)
        pen = ImageDraw.Draw(canvas)
        x, y = room - left, room + above - top
        for start, piece in enumerate(text) if tracking or bounce else ((0, text),):
            along = font.getlength(text[:start]) + start * tracking
            place = (x + along, y + r.uniform(-bounce, bounce))
            pen.text(place, piece, font=font, fill=255, stroke_width=stroke)
        for side in r.choice(((-1,), (1,), (-1, 1))) if neighbours else ():
            other = self._text.next()
            if face.can_write(other):
                place = (x + r.uniform(-1.5, 1.0) * size, y + side * above)
                pen.text(place, other, font=font, fill=255)
        ink = [room, room + above, room + wide, room + above + bottom - top]
        if r.random() < 0.35:  # boxes of detectors that know ascent and descent
            ascent, descent = font.getmetrics()
            ink[1] = min(ink[1], y + int(ascent * 0.2))
            ink[3] = max(ink[3], y + ascent + int(descent * 0.7))
        ink = [ink[0] - stroke, ink[1] - stroke, ink[2] + stroke, ink[3] + stroke]
        if r.random() < 0.025:  # underlined
            line = ink[3] + int(size * r.uniform(0.02, 0.12))
            pen.line((ink[0], line, ink[2], line), fill=255, width=max(1, size // 16))
        mask = np.asarray(canvas, np.uint8)
        if len(text) > 2 and r.random() < 0.13:
            rise = r.uniform(0.08, 0.55) * (ink[3] - ink[1])
            return arched(mask, ink, rise, up=r.random() < 0.6)
        return mask, [float(side) for side in ink]

    def _seen(
        self, mask: NDArray[np.uint8], ink: list[float], tall: float, characters: int
    ) -> tuple[Grey, Grey] | None:
        """The mask in the cut, at the camera's scale, 0..1, and the corners of its text there."""
        x0, y0, x1, y1 = (float(v) for v in ink)
        quad = self._perspective(x1 - x0, y1 - y0, characters) * (tall / (y1 - y0))
        left, above, right, below = self._margins(tall)
        low = np.subtract(quad.min(0), (left, above))
        top = np.add(quad.max(0), (right, below))
        wide, high = (float(length) for length in top - low)
        columns, rows = max(6, round(wide)), max(6, round(high))
        too_low = tall * HEIGHT / high < LOWEST + 0.5
        if too_low or columns > 1000 or columns * HEIGHT / rows < 4.6 * characters:
            return None
        corners = np.asarray(quad - low, F)
        source = np.array([[x0, y0], [x1, y0], [x1, y1], [x0, y1]], F)
        warp = cv2.getPerspectiveTransform(source, corners)
        scale = tall / (y1 - y0)
        if scale < 0.6:
            mask = np.asarray(cv2.blur(mask, (2, 2) if scale > 0.42 else (3, 3)), np.uint8)
        seen = cv2.warpPerspective(mask, warp, (columns, rows), flags=cv2.INTER_LINEAR)
        return np.asarray(seen, F) * F(1 / 255), corners

    def _perspective(self, wide: float, high: float, characters: int) -> NDArray[np.float64]:
        """Corners around the origin of text so wide and high, as a camera aside of it sees them."""
        r = self._r
        quad = np.array([[-wide, -high], [wide, -high], [wide, high], [-wide, high]], float) / 2
        stretch = r.uniform(0.72, 1.3) if r.random() < 0.6 else 1.0
        # Never narrower than CTC can tell.
        quad[:, 0] *= max(stretch, 3.2 * characters / wide * high / 16)
        upright = r.random() < 0.5  # a box that is not turned, around text that is
        if r.random() < 0.55:
            end = [0, 3] if r.random() < 0.5 else [1, 2]
            quad[end, 1] *= r.uniform(0.72, 1.0) if upright else r.uniform(0.86, 1.0)
        if r.random() < 0.25:
            side = [0, 1] if r.random() < 0.5 else [2, 3]
            quad[side, 0] *= r.uniform(0.85, 1.0)
        if r.random() < 0.4:
            quad[:, 0] += quad[:, 1] * r.gauss(0, 0.16)
        slope = r.gauss(0, 6.5 if r.random() < 0.6 else 1.0) * (1.0 if upright else 0.22)
        most = math.degrees(math.atan(1.5 * high / max(float(np.ptp(quad[:, 0])), 1.0)))
        angle = math.radians(max(-17.0, -most, min(17.0, most, slope)))
        if r.random() < 0.5:  # seen from aside: letters stay upright
            quad[:, 1] += quad[:, 0] * math.tan(angle)
            return quad
        cos, sin = math.cos(angle), math.sin(angle)
        return np.asarray(quad @ np.array([[cos, sin], [-sin, cos]]), np.float64)

    def _margins(self, tall: float) -> list[float]:
        """Px left of, above, right of and below the text, at times less than none."""
        r = self._r
        loose = r.choice((0.04, 0.1, 0.16, 0.3)) * tall
        margins = [r.uniform(0, loose) for _ in range(4)]
        if r.random() < 0.12:
            margins[r.choice((1, 3))] = -r.uniform(0, 0.07) * tall
        if r.random() < 0.05:
            margins[r.choice((0, 2))] = -r.uniform(0, 0.08) * tall
        if r.random() < 0.2:  # along, the product's cuts are wide
            margins[0] += r.uniform(0, 0.4) * tall
            margins[2] += r.uniform(0, 0.4) * tall
        return margins

    def _to_height(self, picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
        rows, columns = picture.shape
        width = max(16, round(columns * HEIGHT / rows))
        enlarge = cv2.INTER_CUBIC if self._r.random() < 0.15 else cv2.INTER_LINEAR
        way = cv2.INTER_AREA if rows > HEIGHT else enlarge
        return np.asarray(cv2.resize(picture, (width, HEIGHT), interpolation=way), np.uint8)
