"""The lines of passports and identity cards that machines read (ICAO Doc 9303, parts 3 to 6).

The standard says what each place of them holds, so a letter where a digit stands is the digit that
looks like it, and the other way round. In a document's number both may stand: there its check
digit tells O from 0.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final

_NUMBER: Final = "xxxxxxxxxd"  # and its check digit
_DATES: Final = "dddddddlddddddd"  # birth, sex, expiry
# l letters, d digits, x either; < stands anywhere.
_LAYOUTS: Final = (
    "lllll" + _NUMBER + 15 * "x",  # of three lines
    _DATES + "lll" + 11 * "x" + "d",
    30 * "l",
    36 * "l",  # of two lines
    _NUMBER + "lll" + _DATES + 7 * "x" + "d",
    44 * "l",  # of a passport
    _NUMBER + "lll" + _DATES + 14 * "x" + "dd",
)
_SIGHT: Final = re.compile("[A-Z0-9<]+")
_FILLERS: Final = 2  # that a line has at least
_LEAST: Final = 0.9  # of a line's places that hold what they should, mended, or it is no such line

_AS_DIGIT: Final = str.maketrans("OQDILZSGB", "000112568")
_AS_LETTER: Final = str.maketrans("012568", "OIZSGB")
_EITHER: Final = str.maketrans("O0", "0O")
_WEIGHTS: Final = (7, 3, 1)
_VALUES: Final = {c: i for i, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}


def as_standard(text: str) -> str:
    """A line as the standard has it; any other line as it is."""
    line = text.replace(" ", "").upper()
    if not _SIGHT.fullmatch(line) or line.count("<") < _FILLERS:
        return text
    layouts = [layout for layout in _LAYOUTS if len(layout) == len(line)]
    if not layouts:
        return text
    mended = {layout: _mended(line, layout) for layout in layouts}
    layout = max(layouts, key=lambda each: (_fit(mended[each], each), _fit(line, each)))
    line = mended[layout]
    if _fit(line, layout) < _LEAST:
        return text
    start = layout.find(_NUMBER)
    if start < 0:
        return line
    end = start + len(_NUMBER) - 1
    return line[:start] + _checked(line[start:end], line[end]) + line[end:]


def _mended(line: str, layout: str) -> str:
    doubles = {"d": _AS_DIGIT, "l": _AS_LETTER, "x": {}}
    return "".join(c.translate(doubles[kind]) for c, kind in zip(line, layout, strict=True))


def _fit(line: str, layout: str) -> float:
    """The share of places that hold what they should."""
    fits = {"d": str.isdigit, "l": str.isalpha, "x": str.isalnum}
    right = sum(c == "<" or fits[kind](c) for c, kind in zip(line, layout, strict=True))
    return right / len(line)


def _checked(number: str, digit: str) -> str:
    """A number with as few of its O and 0 exchanged as its check digit asks for, in one way."""
    places = [i for i, character in enumerate(number) if character in "O0"]
    for count in range(len(places) + 1):
        right = [other for other in _exchanged(number, places, count) if _check(other) == digit]
        if right:
            return right[0] if len(right) == 1 else number
    return number


def _exchanged(number: str, places: list[int], count: int) -> Iterator[str]:
    for chosen in combinations(places, count):
        yield "".join(c.translate(_EITHER) if i in chosen else c for i, c in enumerate(number))


def _check(number: str) -> str:
    return str(sum(_WEIGHTS[i % 3] * _VALUES[c] for i, c in enumerate(number)) % 10)
