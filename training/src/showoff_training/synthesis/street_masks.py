"""Letters as signs carry them, white on black, before they are seen in a street.

Words on one or several lines, single characters, rows of words and digits far apart, digits in the
cells of a grid; some along an arc, wide apart, thick or underlined.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from showoff_training.synthesis.arcs import arched
from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.sheet import font_of
from showoff_training.synthesis.street_text import StreetText

SIZES = (20, 28, 40, 60, 96, 150)  # px of fonts: few, so that they stay in memory
GAP = 1.2  # heights: a line ends where a gap is wider
UNCLEAR = (0.95, 1.35)  # heights: at gaps between these nobody can say whether a line ends
WIDEST = 2600  # px of a mask
TALL = 110.0  # px: lettering above it holds few letters
ALONE, IN_ROWS, IN_CELLS = 0.2, 0.05, 0.03  # shares of the kinds; what is left are words
LARGEST_IN_CELLS = 60.0  # px
Box = list[float]  # x0, y0, x1, y1


@dataclass
class Mask:
    """Letters and their lines.

    Attributes:
        letters: White on black.
        inks: The box of each line's ink, in px.
        ignored: Of each line, whether it is neither to be found nor to be called background.
        rules: What is drawn beside the letters and is no text; may be missing.
        rigid: Gaps between its lines are as wide as they have to be: not to be squeezed.
    """

    letters: Image.Image
    inks: list[Box] = field(default_factory=list)
    ignored: list[bool] = field(default_factory=list)
    rules: Image.Image | None = None
    rigid: bool = False

    def add(self, ink: Sequence[float], *, ignored: bool = False) -> None:
        self.inks.append([float(side) for side in ink])
        self.ignored.append(ignored)

    def rule(self) -> ImageDraw.ImageDraw:
        """What to draw rules with."""
        if self.rules is None:
            self.rules = Image.new("L", self.letters.size, 0)
        return ImageDraw.Draw(self.rules)


class StreetMasks:
    """An endless, seeded source of masks."""

    def __init__(self, faces: Sequence[Face], text: StreetText, r: random.Random) -> None:
        self._faces, self._text, self._r = faces, text, r

    def draw(self, tall: float) -> Mask | None:
        """Letters for a height at the camera, in px; None where the draw came out unfit."""
        r, face = self._r, self._r.choice(self._faces)
        if tall > TALL and r.random() < 0.7:
            return self._words(face, tall, 1, 5)
        kind = r.random()
        if kind < ALONE:
            return self._alone(face, tall)
        if kind < ALONE + IN_ROWS:
            return self._rows(face, tall)
        if kind < ALONE + IN_ROWS + IN_CELLS and tall < LARGEST_IN_CELLS:
            return self._cells(face, tall)
        lines = 1 if tall > 70 else r.choice((1, 1, 1, 1, 2, 2, 3))
        return self._words(face, tall, lines, 26)

    def _said(self, face: Face, longest: int) -> str | None:
        for _ in range(8):
            text = self._text.next()
            if len(text) <= longest and face.can_write(text):
                return text
        return None

    def _words(self, face: Face, tall: float, lines: int, longest: int) -> Mask | None:
        r, size = self._r, _size(tall)
        font = font_of(face.path, size)
        texts = [text for text in (self._said(face, longest) for _ in range(lines)) if text]
        if not texts:
            return None
        bounds = [font.getbbox(text) for text in texts]
        tracking = r.uniform(0.04, 0.5) * size if r.random() < 0.14 else 0.0
        if any(" " in text for text in texts):
            tracking = min(tracking, 0.14 * size)  # words shall not become lines of their own
        if tracking > 0.9 * (bounds[0][3] - bounds[0][1]):  # every letter would be a line
            return None
        stroke = r.randint(1, max(1, size // 18)) if r.random() < 0.07 else 0
        leading, aligned = size * r.uniform(1.02, 1.6), r.choice((0.0, 0.5, 0.5, 1.0))
        widths = [b[2] - b[0] + tracking * (len(t) - 1) for t, b in zip(texts, bounds, strict=True)]
        wide, room = max(widths), size // 2 + 4
        if not 3 <= wide <= WIDEST or min(b[3] - b[1] for b in bounds) < 3:
            return None
        mask = _blank(wide + 2 * room, size * 1.6 + leading * (len(texts) - 1) + 2 * room)
        for number, (text, bound, width) in enumerate(zip(texts, bounds, widths, strict=True)):
            left, y = room + aligned * (wide - width), room + round(number * leading)
            _write(mask, (left - bound[0], y), text, font, tracking, stroke)
            ink = (left, y + bound[1], left + width, y + bound[3])
            grown = (ink[0] - stroke, ink[1] - stroke, ink[2] + stroke, ink[3] + stroke)
            mask.add(grown, ignored=not any(c.isalnum() for c in text))
        if len(texts) == 1 and len(texts[0]) > 2 and r.random() < 0.12:
            self._arch(mask)
        elif r.random() < 0.03:
            x0, _, x1, y1 = mask.inks[-1]
            below = y1 + size * r.uniform(0.04, 0.16)
            mask.rule().line((x0, below, x1, below), fill=255, width=max(1, size // 16))
        return mask

    def _arch(self, mask: Mask) -> None:
        """Along an arc, as the box around it; strongly bent, it is ignored."""
        r, ink = self._r, mask.inks[0]
        high = ink[3] - ink[1]
        strong = r.random() < 0.2
        rise = r.uniform(0.25, 0.7) * high if strong else r.uniform(0.05, 0.25) * high
        bent, mask.inks[0] = arched(np.asarray(mask.letters), ink, rise, up=r.random() < 0.6)
        mask.letters = Image.fromarray(bent)
        mask.ignored[0] = mask.ignored[0] or rise > 0.25 * high

    def _single(self) -> str:
        """What stands alone: a house number, a platform, a button."""
        r = self._r
        kinds: tuple[tuple[float, Callable[[], str]], ...] = (
            (0.60, lambda: r.choice("0123456789")),
            (0.12, lambda: str(r.randint(10, 99))),
            (0.04, lambda: r.choice("0123456789") + r.choice("abABcC")),
            (0.17, lambda: r.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ")),
            (0.07, lambda: r.choice("abdefghkmnpqrstxyz?!%&$£€@#")),
        )
        makes = [make for _, make in kinds]
        return r.choices(makes, [share for share, _ in kinds])[0]()

    def _alone(self, face: Face, tall: float) -> Mask | None:
        size = _size(tall)
        font, text = font_of(face.path, size), self._single()
        text = text if face.can_write(text) else "7"
        left, top, right, bottom = font.getbbox(text)
        if right - left < 2 or bottom - top < 4:
            return None
        room = size // 2 + 4
        mask = _blank(right - left + 2 * room, bottom - top + 2 * room)
        _write(mask, (room - left, room - top), text, font)
        mask.add((room, room, room + right - left, room + bottom - top))
        return mask

    def _rows(self, face: Face, tall: float) -> Mask | None:
        """Words and lone digits far apart on one row: a price list, a timetable, a score."""
        r, size = self._r, _size(tall)
        font, room = font_of(face.path, size), size // 2 + 4
        leading, gap = size * r.uniform(1.2, 1.9), size * r.uniform(1.8, 5)
        digit_first, written = r.random() < 0.5, []
        for _ in range(r.choice((1, 1, 2, 3, 4))):
            word = self._said(face, 14)
            if word is None:
                return None
            price = f"{r.randint(0, 99)}.{r.randint(0, 99):02d}"
            digit = r.choice("0123456789") if r.random() < 0.75 else price
            written.append((digit, word) if digit_first else (word, digit))
        first = max(font.getlength(one) for one, _ in written)
        wide = first + gap + max(font.getlength(other) for _, other in written) + 2 * room
        if wide > WIDEST:
            return None
        mask = _blank(wide, size * 1.6 + leading * (len(written) - 1) + 2 * room)
        mask.rigid = True
        for number, pair in enumerate(written):
            y = room + round(number * leading)
            for text, x in zip(pair, (float(room), room + first + gap), strict=True):
                left, top, right, bottom = font.getbbox(text)
                if bottom - top >= 2:
                    _write(mask, (x, y), text, font)
                    ink = (x + left, y + top, x + right, y + bottom)
                    mask.add(ink, ignored=not any(c.isalnum() for c in text))
        return mask if mask.inks else None

    def _cells(self, face: Face, tall: float) -> Mask | None:
        """Digits or letters in the cells of a grid: a sudoku, a calendar, a keypad."""
        r, size = self._r, _size(min(tall, 40))
        font, room = font_of(face.path, size), size // 2 + 4
        shapes = ((9, 9), (4, 3), (3, 3), (4, 4), (6, 7), (5, 7), (1, 8), (6, 6))
        rows, columns = r.choice(shapes)
        wide = size * r.uniform(1.25, 2.6)
        high = max(size * 1.2, wide if r.random() < 0.7 else size * r.uniform(1.2, 2))
        mask = _blank(columns * wide + 2 * room, rows * high + 2 * room)
        mask.rigid = True
        full, calendar = r.uniform(0.25, 1.0), r.random() < 0.2
        for row in range(rows):
            begun = len(mask.inks)
            for column in range(columns):
                text = str(row * columns + column + 1) if calendar else self._single()[:1]
                centre = room + (column + 0.5) * wide, room + (row + 0.5) * high
                if r.random() < full and face.can_write(text):
                    _write_in_cell(mask, centre, text, font, begun)
        if r.random() < 0.75:
            _rule_cells(mask, (rows, columns), (wide, high), room, size // r.choice((30, 20, 14)))
        return mask if mask.inks else None


def _size(tall: float) -> int:
    """The size of the font that letters so tall are drawn in before they are seen."""
    return next((size for size in SIZES if size >= tall * 1.35), SIZES[-1])


def _blank(wide: float, high: float) -> Mask:
    return Mask(Image.new("L", (int(wide), int(high)), 0))


def _write(
    mask: Mask,
    place: tuple[float, float],
    text: str,
    font: ImageFont.FreeTypeFont,
    tracking: float = 0.0,
    stroke: int = 0,
) -> None:
    pen, (x, y) = ImageDraw.Draw(mask.letters), place
    for start, piece in enumerate(text) if tracking else ((0, text),):
        along = font.getlength(text[:start]) + start * tracking
        pen.text((x + along, y), piece, font=font, fill=255, stroke_width=stroke)


def _write_in_cell(
    mask: Mask,
    centre: tuple[float, float],
    text: str,
    font: ImageFont.FreeTypeFont,
    begun: int,
) -> None:
    """Write around a point; what stands close to the row's last line joins it.

    Args:
        mask: To write on.
        centre: Of the cell.
        text: A character or two.
        font: Of the text.
        begun: Lines of the mask before this row's.
    """
    left, top, right, bottom = font.getbbox(text)
    if bottom - top < 0.3 * font.size or right - left < 2:
        return
    x, y = round(centre[0] - (left + right) / 2), round(centre[1] - (top + bottom) / 2)
    ink = [float(side) for side in (x + left, y + top, x + right, y + bottom)]
    if len(mask.inks) == begun:
        _write(mask, (x, y), text, font)
        mask.add(ink)
        return
    last = mask.inks[-1]
    gap = (ink[0] - last[2]) / max(ink[3] - ink[1], last[3] - last[1])
    if UNCLEAR[0] < gap < UNCLEAR[1]:
        return
    _write(mask, (x, y), text, font)
    if gap <= GAP:
        last[:] = [last[0], min(last[1], ink[1]), ink[2], max(last[3], ink[3])]
    else:
        mask.add(ink)


def _rule_cells(
    mask: Mask, shape: tuple[int, int], cell: tuple[float, float], room: int, thin: int
) -> None:
    pen, (rows, columns), (wide, high) = mask.rule(), shape, cell
    for number in range(rows + 1):
        y, width = room + number * high, max(1, thin) * (2 if number % 3 == 0 else 1)
        pen.line((room, y, room + columns * wide, y), fill=255, width=width)
    for number in range(columns + 1):
        x, width = room + number * wide, max(1, thin) * (2 if number % 3 == 0 else 1)
        pen.line((x, room, x, room + rows * high), fill=255, width=width)
