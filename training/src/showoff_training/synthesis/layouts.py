"""How lines stand on printed sheets and on screens: one function a kind.

Each takes an empty sheet and fills it. Neighbours in a row stand more than 1.2 heights apart, or
they are one line: the rule by which real annotations and the product cut lines, too.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.sheet import Colour, Pen, Sheet
from showoff_training.synthesis.text import TextSource

APART = 1.6  # font sizes between neighbours that are two lines


@dataclass(frozen=True)
class Print:
    """What a sheet is printed with."""

    random: random.Random
    text: TextSource
    faces: Sequence[Face]
    pen: Pen
    accent: Colour

    def varied(self, chance: float = 0.12) -> Pen:
        """The pen, or one time in so many one of another size."""
        if self.random.random() > chance:
            return self.pen
        size = max(7, int(self.pen.size * self.random.uniform(0.75, 2.0)))
        return replace(self.pen, size=size)

    def line(self, width: float, pen: Pen) -> str:
        """A text that fits a width, unless its first word does not."""
        return pen.fitted(self.text.line(_characters(width, pen)), width)


def _characters(width: float, pen: Pen) -> int:
    return max(2, int(width / (0.52 * pen.size)))


def receipt(sheet: Sheet, p: Print) -> None:
    r, size = p.random, p.pen.size
    left = r.randint(4, sheet.size // 5)
    width = min(sheet.size - left - 6, int(size * r.uniform(16, 30)))
    leading = r.uniform(1.1, 1.9) * size
    y = r.uniform(0, 3) * size
    while y < sheet.size:
        pen, kind = p.varied(), r.random()
        if kind < 0.18:
            line = p.line(width, pen)
            x = left + max(0.0, (width - pen.width_of(line)) / 2)
            sheet.write(x, y, line, pen)
        elif kind < 0.26:
            sheet.scribble(left, y, r.choice("-=*_.") * _characters(width, pen), pen)
        elif kind < 0.72:
            _priced(sheet, p, (left, y, width), pen)
        else:
            sheet.write(left, y, p.line(width, pen), pen)
        y += max(leading, 1.1 * pen.size) + (r.uniform(0, 1.5) * size if r.random() < 0.12 else 0)


def _priced(sheet: Sheet, p: Print, place: tuple[float, float, float], pen: Pen) -> None:
    """A label at the left and, where that leaves room, a price at the right."""
    left, y, width = place
    price = p.text.tokens.price() if p.random.random() < 0.8 else p.text.tokens.number()
    start = left + width - pen.width_of(price)
    end = sheet.write(left, y, p.line(start - left - APART * pen.size, pen), pen)
    if end is None or start - end > 1.3 * pen.size:
        sheet.write(start, y, price, pen)


def form(sheet: Sheet, p: Print) -> None:
    r, size = p.random, p.pen.size
    filled = Pen(r.choice(p.faces), size, p.accent)
    y = r.uniform(0, 3) * size
    leading = r.uniform(1.4, 2.6) * size
    while y < sheet.size:
        x: float = r.randint(2, 30)
        while x < sheet.size - 4 * size:
            x = _field(sheet, p, (x, y), filled)
        if r.random() < 0.4:
            rule = y + 1.3 * size
            sheet.draw.line((0, rule, sheet.size, rule), p.pen.colour, r.choice((1, 1, 2)))
        y += leading


def _field(sheet: Sheet, p: Print, place: tuple[float, float], filled: Pen) -> float:
    """A label and what is filled in, or the place for it; returns where the next may begin."""
    r, size = p.random, p.pen.size
    x, y = place
    label = p.text.word().capitalize() + r.choice((":", "", ".", " :"))
    if r.random() < 0.4:
        label = p.text.line(18)
    end = sheet.write(x, y, label, p.pen)
    if end is None:
        return sheet.size
    room, kind = r.uniform(4, 18) * size, r.random()
    if kind < 0.5:
        start = end + r.uniform(APART, 4) * size
        value = p.text.line(max(3, int(room / size)))
        end = sheet.write(start, y + r.randint(-2, 2), value, filled) or start
    elif kind < 0.65:
        sheet.scribble(end, y, r.choice("._") * int(room / size * 2), p.pen)
        end += room
    elif kind < 0.85:
        sheet.draw.rectangle((end + 6, y - 2, end + room, y + size + 4), None, p.pen.colour)
        end += room
    return end + r.uniform(APART, 5) * size


def table(sheet: Sheet, p: Print) -> None:
    r, size = p.random, p.pen.size
    x: float = r.randint(2, 30)
    columns: list[tuple[float, float, bool]] = []  # left, width, whether it holds numbers
    while x < sheet.size - 3 * size:
        columns.append((x, r.uniform(3, 14) * size, r.random() < 0.5))
        x += columns[-1][1] + APART * size
    row, top = r.uniform(1.25, 2.4) * size, r.uniform(0, 4) * size
    ruled, banded = r.random() < 0.55, r.random() < 0.3
    y = top
    while y < sheet.size:
        if banded and int((y - top) / row) % 2:
            sheet.draw.rectangle((0, y - 1, sheet.size, y + row - 2), _mixed(sheet, p, 0.12))
        if ruled:
            sheet.draw.line((columns[0][0] - 4, y - 2, x, y - 2), p.pen.colour)
        for column in columns:
            if r.random() > 0.12:
                _cell(sheet, p, column, y)
        y += row
    for start, *_ in columns if ruled and r.random() < 0.7 else ():
        at = start - 0.6 * size
        sheet.draw.line((at, top - 2, at, y), p.pen.colour)


def _cell(sheet: Sheet, p: Print, column: tuple[float, float, bool], y: float) -> None:
    start, width, holds_numbers = column
    text = p.text.tokens.number() if holds_numbers else p.line(width, p.pen)
    slack = width - p.pen.width_of(text)
    if slack >= 0:
        sheet.write(start + (slack if holds_numbers else 0), y, text, p.pen)


def _mixed(sheet: Sheet, p: Print, share: float) -> Colour:
    """The ground with a share of ink in it."""
    red, green, blue = (
        int((1 - share) * g + share * i) for g, i in zip(sheet.ground, p.pen.colour, strict=True)
    )
    return red, green, blue


def paragraphs(sheet: Sheet, p: Print) -> None:
    r, size = p.random, p.pen.size
    count = r.choice((1, 1, 2, 2, 3)) if size < 20 else 1
    margin, gutter = r.randint(2, 40), max(10.0, r.uniform(1.4, 3) * size)
    width = (sheet.size - 2 * margin - gutter * (count - 1)) / count
    leading, straight = r.uniform(1.08, 1.8) * size, r.random() < 0.5
    for column in range(count):
        x = margin + column * (width + gutter)
        y = r.uniform(-0.5, 3) * size
        while y < sheet.size:
            pen = p.varied(0.05)
            line = pen.fitted(p.text.sentence(_characters(1.2 * width, pen)), width)
            indent = size * 1.5 if r.random() < 0.12 else 0.0
            if pen.width_of(line) <= width - indent:
                if straight and not indent:
                    sheet.justify(x, y, line, pen, width)
                else:
                    sheet.write(x + indent, y, line, pen)
            gap = leading * r.random() if r.random() < 0.1 else 0
            y += max(leading, 1.1 * pen.size) + gap


def screen(sheet: Sheet, p: Print) -> None:
    r, size = p.random, p.pen.size
    left = _side_bar(sheet, p) if r.random() < 0.5 else 0.0
    y, start = r.uniform(0.3, 2) * size, left + 1.8 * size
    leading = r.uniform(1.2, 1.8) * size
    while y < sheet.size:
        pen = p.varied(0.08)
        x = start + (r.randint(0, 6) * 1.2 * size if r.random() < 0.4 else 0)
        if r.random() < 0.14:
            _buttons(sheet, p, x, y)
            y += 0.8 * size
        else:
            colour = p.accent if r.random() < 0.15 else pen.colour
            sheet.write(x, y, p.line(sheet.size - x - 4, pen), replace(pen, colour=colour))
        y += max(leading, 1.15 * pen.size)


def _side_bar(sheet: Sheet, p: Print) -> float:
    """Entries on a strip of another shade; returns where it ends."""
    r, size = p.random, p.pen.size
    width = r.uniform(6, 14) * size
    sheet.draw.rectangle((0, 0, width, sheet.size), _mixed(sheet, p, r.uniform(0.03, 0.15)))
    y = r.uniform(1, 4) * size
    while y < sheet.size:
        entry = p.line(width - 2 * size, p.pen)
        if p.pen.width_of(entry) < width - 1.5 * size:
            sheet.write(r.choice((8, 8, 20)), y, entry, p.pen)
        y += r.uniform(1.4, 2.4) * size
    return width


def _buttons(sheet: Sheet, p: Print, x: float, y: float) -> None:
    """A row of buttons, or of menu entries without frames."""
    r, size = p.random, p.pen.size
    while x < sheet.size - 5 * size:
        label, colour = p.text.word(), p.accent
        wide = p.pen.width_of(label)
        if r.random() < 0.6:
            box = (x - 6, y - 4, x + wide + 6, y + 1.3 * size + 3)
            inverse = r.random() < 0.5
            fill = p.accent if inverse else None
            sheet.draw.rounded_rectangle(box, r.choice((0, 4, 8)), fill, p.accent)
            colour = sheet.ground if inverse else p.pen.colour
        end = sheet.write(x, y, label, replace(p.pen, colour=colour))
        x = (end or x + wide) + r.uniform(1.8, 3.5) * size


def poster(sheet: Sheet, p: Print) -> None:
    """Few words, each line of another size and face, up to a third of the picture."""
    r = p.random
    y = r.uniform(0, 0.2) * sheet.size
    while y < sheet.size - 12:
        size = int(sheet.size * 10 ** r.uniform(-1.6, -0.42))
        face = r.choice(p.faces) if r.random() < 0.5 else p.pen.face
        pen = Pen(face, size, p.accent if r.random() < 0.3 else p.pen.colour)
        text = p.text.line(r.choice((4, 8, 14, 24)))
        wide = pen.width_of(text)
        if wide > sheet.size:
            pen = replace(pen, size=max(10, int(size * 0.95 * sheet.size / wide)))
        x = r.uniform(0, max(1.0, sheet.size - pen.width_of(text)))
        sheet.write(x, y, text, pen)
        y += pen.size * r.uniform(1.15, 2.2)


LAYOUTS: dict[str, Callable[[Sheet, Print], None]] = {
    "receipt": receipt,
    "form": form,
    "table": table,
    "paragraph": paragraphs,
    "screen": screen,
    "poster": poster,
}
