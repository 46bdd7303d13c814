"""A printed sheet on which digits stand alone: quantities, sudokus, calendars, scores."""

import random

from showoff_training.synthesis.layouts import APART, Print
from showoff_training.synthesis.sheet import Sheet

GRIDS = 0.45  # of the sheets; what is left are rows


def digits(sheet: Sheet, p: Print) -> None:
    """Fill a sheet, as the functions of `layouts` do."""
    if p.random.random() < GRIDS:
        _grid(sheet, p)
    else:
        _rows(sheet, p)


def _rows(sheet: Sheet, p: Print) -> None:
    """A quantity, words, and a price or another digit."""
    r, size = p.random, p.pen.size
    left, quantity = r.randint(2, sheet.size // 6), size * r.uniform(2.2, 5)
    words, leading = size * r.uniform(7, 16), size * r.uniform(1.15, 2.2)
    ruled, lone = r.random() < 0.3, r.random() < 0.5
    y = r.uniform(0, 3) * size
    while y < sheet.size:
        if r.random() < 0.75:
            sheet.write(left, y, _digit(r), p.pen)
        start = left + quantity
        end = sheet.write(start, y, p.line(words, p.pen), p.pen)
        x = max(start + words, end or 0) + (APART + 0.1) * size
        if r.random() < 0.8:
            sheet.write(x, y, _digit(r) if lone else p.text.tokens.price(), p.pen)
        if ruled:
            sheet.draw.line((left - 4, y - 2, x + 4 * size, y - 2), p.pen.colour)
        y += leading


def _digit(r: random.Random) -> str:
    digit = r.choice("0123456789")
    return digit if r.random() < 0.8 else digit + r.choice("x0123456789A")


def _grid(sheet: Sheet, p: Print) -> None:
    """Digits or letters in cells, ruled as a sudoku is, or not at all."""
    r, size = p.random, p.pen.size
    wide = size * r.uniform(2.0, 3.6)
    high = wide if r.random() < 0.6 else size * r.uniform(1.4, 2.4)
    left, top = (r.uniform(2, 0.3 * sheet.size) for _ in range(2))
    columns = min(r.choice((3, 4, 7, 9, 9, 12)), int((sheet.size - left) / wide))
    rows = min(r.choice((3, 4, 6, 9, 9, 14)), int((sheet.size - top) / high))
    full = r.uniform(0.2, 1)
    for row in range(rows):
        for column in range(columns):
            if r.random() < full:
                letters = "0123456789" if r.random() < 0.9 else "ABCDEFGHKLMNOPRSTUXYZ"
                text = r.choice(letters)
                x = left + column * wide + (wide - p.pen.width_of(text)) / 2
                sheet.write(x, top + row * high + (high - 1.15 * size) / 2, text, p.pen)
    if r.random() < 0.8:
        thick = r.choice((1, 1, 2, 3))
        for row in range(rows + 1):
            y, width = top + row * high, thick * (2 if row % 3 == 0 else 1)
            sheet.draw.line((left, y, left + columns * wide, y), p.pen.colour, width)
        for column in range(columns + 1):
            x, width = left + column * wide, thick * (2 if column % 3 == 0 else 1)
            sheet.draw.line((x, top, x, top + rows * high), p.pen.colour, width)
