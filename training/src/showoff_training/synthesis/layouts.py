"""How lines stand on printed sheets and on screens: one function a kind.

Each takes an empty sheet and fills it. Neighbours in a row stand more than 1.2 heights apart, or
they are one line: the rule by which real annotations and the product cut lines, too.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from showoff_training.synthesis.fonts import Face
from showoff_training.synthesis.sheet import Colour, Sheet, justified, width_of
from showoff_training.synthesis.text import TextSource

APART = 1.6  # font sizes between neighbours that are two lines


@dataclass(frozen=True)
class Print:
    """What a sheet is printed with."""

    random: random.Random
    text: TextSource
    faces: Sequence[Face]
    face: Face
    size: int
    ink: Colour
    accent: Colour

    def varied_size(self, chance: float = 0.12) -> int:
        r = self.random
        return max(7, int(self.size * r.uniform(0.75, 2.0))) if r.random() < chance else self.size

    def characters_in(self, width: float, size: int) -> int:
        return max(2, int(width / (0.52 * size)))

    def fitted(self, text: str, width: float, size: int) -> str:
        """The longest beginning of a text, in whole words, that fits a width."""
        words = text.split(" ")
        while len(words) > 1 and width_of(" ".join(words), self.face, size) > width:
            words.pop()
        return " ".join(words)


def receipt(sheet: Sheet, p: Print) -> None:
    r = p.random
    left = r.randint(4, sheet.size // 5)
    width = min(sheet.size - left - 6, int(p.size * r.uniform(16, 30)))
    leading = r.uniform(1.1, 1.9) * p.size
    y = r.uniform(0, 3) * p.size
    while y < sheet.size:
        size, kind = p.varied_size(), r.random()
        if kind < 0.18:
            line = p.fitted(p.text.line(p.characters_in(width, size)), width, size)
            x = left + max(0.0, (width - width_of(line, p.face, size)) / 2)
            sheet.write(x, y, line, p.face, size, p.ink)
        elif kind < 0.26:
            mark = r.choice("-=*_.")
            sheet.scribble(left, y, mark * p.characters_in(width, size), p.face, size, p.ink)
        elif kind < 0.72:
            price = p.text.tokens.price() if r.random() < 0.8 else p.text.tokens.number()
            start = left + width - width_of(price, p.face, size)
            room = start - left - APART * size
            line = p.fitted(p.text.line(p.characters_in(room, size)), room, size)
            end = sheet.write(left, y, line, p.face, size, p.ink)
            if end is None or start - end > 1.3 * size:
                sheet.write(start, y, price, p.face, size, p.ink)
        else:
            line = p.fitted(p.text.line(p.characters_in(width, size)), width, size)
            sheet.write(left, y, line, p.face, size, p.ink)
        y += max(leading, 1.1 * size) + (r.uniform(0, 1.5) * p.size if r.random() < 0.12 else 0)


def form(sheet: Sheet, p: Print) -> None:
    r = p.random
    other = r.choice(p.faces)  # filled in with another face
    y = r.uniform(0, 3) * p.size
    leading = r.uniform(1.4, 2.6) * p.size
    while y < sheet.size:
        x: float = r.randint(2, 30)
        while x < sheet.size - 4 * p.size:
            label = p.text.word().capitalize() + r.choice((":", "", ".", " :"))
            if r.random() < 0.4:
                label = p.text.line(18)
            end = sheet.write(x, y, label, p.face, p.size, p.ink)
            if end is None:
                break
            room = r.uniform(4, 18) * p.size
            kind = r.random()
            if kind < 0.5:
                value = p.text.line(max(3, int(room / p.size)))
                start = end + r.uniform(APART, 4) * p.size
                end = sheet.write(start, y + r.randint(-2, 2), value, other, p.size, p.accent)
                end = end or start
            elif kind < 0.65:
                sheet.scribble(end, y, "." * int(room / p.size * 3), p.face, p.size, p.ink)
                end += room
            elif kind < 0.85:
                box = (end + 6, y - 2, end + room, y + p.size + 4)
                sheet.draw.rectangle(box, outline=p.ink, width=1)
                end += room
            x = end + r.uniform(APART, 5) * p.size
        if r.random() < 0.4:
            rule = y + 1.3 * p.size
            sheet.draw.line((0, rule, sheet.size, rule), fill=p.ink, width=r.choice((1, 1, 2)))
        y += leading


def table(sheet: Sheet, p: Print) -> None:
    r = p.random
    x: float = r.randint(2, 30)
    columns: list[tuple[float, float, bool]] = []
    while x < sheet.size - 3 * p.size:
        width = r.uniform(3, 14) * p.size
        columns.append((x, width, r.random() < 0.5))
        x += width + APART * p.size
    row = r.uniform(1.25, 2.4) * p.size
    top = r.uniform(0, 4) * p.size
    ruled, banded = r.random() < 0.55, r.random() < 0.3
    y = top
    while y < sheet.size:
        if banded and int((y - top) / row) % 2:
            light = tuple(
                int(0.88 * g + 0.12 * i) for g, i in zip(sheet.ground, p.ink, strict=True)
            )
            sheet.draw.rectangle((0, y - 1, sheet.size, y + row - 2), fill=light)
        if ruled:
            sheet.draw.line((columns[0][0] - 4, y - 2, x, y - 2), fill=p.ink)
        for start, width, is_number in columns:
            if r.random() < 0.12:
                continue
            if is_number:
                cell = p.text.tokens.number()
                offset = max(0.0, width - width_of(cell, p.face, p.size))
            else:
                cell, offset = p.text.line(p.characters_in(width, p.size)), 0.0
            cell = p.fitted(cell, width, p.size)
            if width_of(cell, p.face, p.size) <= width:
                sheet.write(start + offset, y, cell, p.face, p.size, p.ink)
        y += row
    if ruled and r.random() < 0.7:
        for start, *_ in columns:
            at = start - 0.6 * p.size
            sheet.draw.line((at, top - 2, at, y), fill=p.ink)


def paragraphs(sheet: Sheet, p: Print) -> None:
    r = p.random
    count = r.choice((1, 1, 2, 2, 3)) if p.size < 20 else 1
    margin, gutter = r.randint(2, 40), max(10.0, r.uniform(1.4, 3) * p.size)
    width = (sheet.size - 2 * margin - gutter * (count - 1)) / count
    leading, straight = r.uniform(1.08, 1.8) * p.size, r.random() < 0.5
    for column in range(count):
        x = margin + column * (width + gutter)
        y = r.uniform(-0.5, 3) * p.size
        while y < sheet.size:
            size = p.varied_size(0.05)
            line = p.text.sentence(p.characters_in(1.2 * width, size))
            line = p.fitted(line, width, size)
            indent = p.size * 1.5 if r.random() < 0.12 else 0.0
            if width_of(line, p.face, size) <= width - indent:
                words = line.split(" ")
                if straight and not indent:
                    justified(sheet, x, y, words, width, p.face, size, p.ink)
                else:
                    sheet.write(x + indent, y, line, p.face, size, p.ink)
            y += max(leading, 1.1 * size) + (leading * r.random() if r.random() < 0.1 else 0)


def screen(sheet: Sheet, p: Print) -> None:
    r = p.random
    left: float = 0
    if r.random() < 0.5:  # a side bar
        left = r.uniform(6, 14) * p.size
        shade = tuple(max(0, min(255, c + r.choice((-25, -12, 12, 25)))) for c in sheet.ground)
        sheet.draw.rectangle((0, 0, left, sheet.size), fill=shade)
        y = r.uniform(1, 4) * p.size
        while y < sheet.size:
            item = p.fitted(p.text.line(16), left - 2 * p.size, p.size)
            if width_of(item, p.face, p.size) < left - 1.5 * p.size:
                sheet.write(r.choice((8, 8, 20)), y, item, p.face, p.size, p.ink)
            y += r.uniform(1.4, 2.4) * p.size
    y, x0 = r.uniform(0.3, 2) * p.size, left + 1.8 * p.size
    leading = r.uniform(1.2, 1.8) * p.size
    while y < sheet.size:
        kind, size = r.random(), p.varied_size(0.08)
        x = x0 + (r.randint(0, 6) * 1.2 * p.size if r.random() < 0.4 else 0)
        if kind < 0.14:  # a row of buttons or menu entries
            while x < sheet.size - 5 * p.size:
                label = p.text.word()
                wide = width_of(label, p.face, p.size)
                if r.random() < 0.6:
                    box = (x - 6, y - 4, x + wide + 6, y + 1.3 * p.size + 3)
                    inverse = r.random() < 0.5
                    sheet.draw.rounded_rectangle(
                        box, r.choice((0, 4, 8)), p.accent if inverse else None, p.accent
                    )
                    ink = sheet.ground if inverse else p.ink
                else:
                    ink = p.accent
                end = sheet.write(x, y, label, p.face, p.size, ink)
                x = (end or x + wide) + r.uniform(1.8, 3.5) * p.size
            y += 0.8 * p.size
        else:
            room = sheet.size - x - 4
            line = p.fitted(p.text.line(p.characters_in(room, size)), room, size)
            sheet.write(x, y, line, p.face, size, p.accent if r.random() < 0.15 else p.ink)
        y += max(leading, 1.15 * size)


def poster(sheet: Sheet, p: Print) -> None:
    """Few words, each line of another size and face, up to a third of the picture."""
    r = p.random
    y = r.uniform(0, 0.2) * sheet.size
    while y < sheet.size - 12:
        size = int(sheet.size * 10 ** r.uniform(-1.6, -0.42))
        face = r.choice(p.faces) if r.random() < 0.5 else p.face
        text = p.text.line(r.choice((4, 8, 14, 24)))
        wide = width_of(text, face, size)
        if wide > sheet.size:
            size = max(10, int(size * 0.95 * sheet.size / wide))
            wide = width_of(text, face, size)
        x = r.uniform(0, max(1.0, sheet.size - wide))
        sheet.write(x, y, text, face, size, p.accent if r.random() < 0.3 else p.ink)
        y += size * r.uniform(1.15, 2.2)


LAYOUTS: dict[str, Callable[[Sheet, Print], None]] = {
    "receipt": receipt,
    "form": form,
    "table": table,
    "paragraph": paragraphs,
    "screen": screen,
    "poster": poster,
}
