"""Characters that look alike, told apart by what else their line holds.

A dotted 0 beside plain ones, an l among 1s, a point that hangs, an o as tall as capitals: the
network sees each by itself and wavers, but beside each other they differ. Where shapes speak for
it, its own second choice is taken; what it does not hold possible never is.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import Frames
from recognition_api.alphabet import encode
from recognition_api.glyphs import Glyph, Print

_LEAST: Final = 0.02  # probability without which the other is not held possible

_DOTTED, _PLAIN = 0.4, 0.2  # darkness of the middle of a 0 with a dot or a stroke, and without
_WIDER: Final = 1.18  # times as wide as a 0 is an O
_EVEN: Final = 1.1  # times as wide as others of its kind is a character at most
_STROKE: Final = 0.2  # of its height is a stroke wide at most,
_FLAG: Final = 0.3  # and a 1 with a flag at least

_HANGS, _STANDS = 0.1, 0.04  # of a digit's height that a comma ends below it, and a point

_SMALL: Final = "cosvwxz"  # of one shape in both cases
_LOW: Final = "aemnru" + _SMALL  # as high as an x
_HIGH: Final = "ABDEFGHIKLMNPRTUYbdhkl0123456789" + _SMALL.upper()
_HIGHER: Final = 1.38  # times as high as an x is a capital, mostly,
_LEAST_HIGHER: Final = 1.15  # and at least
_NEAR: Final = 0.35  # of the way from one to the other

# The place of a character, and what else it may be.
_Other = tuple[int, str]


def told_apart(
    text: str,
    frames: Frames,
    probabilities: NDArray[np.float32],
    glyphs: Sequence[Glyph | None],
    print_: Print,
) -> str:
    """A line's text, characters exchanged that look like others of it.

    Args:
        text: What the line says.
        frames: Of its characters.
        probabilities: (T, classes) of each frame.
        glyphs: Its characters, in the print.
        print_: Of the line.
    """
    characters = list(text)
    shapes = {i: glyph for i, glyph in enumerate(glyphs) if glyph is not None and glyph.apart}
    others = (
        *_zeros(text, shapes, print_),
        *_ones(text, shapes),
        *_marks(text, shapes, print_),
        *_cases(text, shapes),
    )
    for place, other in others:
        first, last = max(frames.first[place] - 1, 0), frames.last[place] + 1
        seen = probabilities[first : last + 1, encode(other)].max(axis=0)
        if seen.max() >= _LEAST:
            characters[place] = other[int(seen.argmax())]
    return "".join(characters)


def _zeros(text: str, shapes: Mapping[int, Glyph], print_: Print) -> Iterator[_Other]:
    """0 and O: only the one is dotted, or the other is wider."""
    cores = {i: print_.core(glyph) for i, glyph in shapes.items() if text[i] in "0O"}
    dotted = [i for i, core in cores.items() if core >= _DOTTED]
    plain = [i for i, core in cores.items() if core <= _PLAIN]
    if len(dotted) + len(plain) < len(cores):
        return
    zeros, letters = (dotted, plain) if dotted else _by_width(plain, shapes)
    yield from ((i, "0") for i in zeros if text[i] == "O")
    yield from ((i, "O") for i in letters if text[i] == "0")


def _by_width(
    places: Sequence[int], shapes: Mapping[int, Glyph]
) -> tuple[Sequence[int], Sequence[int]]:
    """The narrow and the wide of some characters; none where they are all as wide."""
    ordered = sorted(places, key=lambda i: shapes[i].width)
    steps = [shapes[wider].width / shapes[i].width for i, wider in pairwise(ordered)]
    if not steps or max(steps) < _WIDER:
        return (), ()
    border = steps.index(max(steps)) + 1
    kinds = ordered[:border], ordered[border:]
    even = all(shapes[kind[-1]].width <= _EVEN * shapes[kind[0]].width + 1 for kind in kinds)
    return kinds if even else ((), ())


def _ones(text: str, shapes: Mapping[int, Glyph]) -> Iterator[_Other]:
    """A 1 that is a mere stroke where another has a flag."""
    ones = {i: glyph for i, glyph in shapes.items() if text[i] == "1"}
    if any(glyph.width >= _FLAG * glyph.height for glyph in ones.values()):
        yield from ((i, "lI") for i, one in ones.items() if one.width <= _STROKE * one.height)


def _marks(text: str, shapes: Mapping[int, Glyph], print_: Print) -> Iterator[_Other]:
    """Points and commas within numbers: a comma goes on below its digits."""
    for i, glyph in shapes.items():
        digits = [shapes[j] for j in (i - 1, i + 1) if j in shapes and text[j].isdigit()]
        if text[i] in ".," and len(digits) == 2:
            height, bottom = digits[0].height, max(digit.bottom for digit in digits)
            below = (glyph.bottom - bottom) / height
            if text[i] == "." and below >= _HANGS:
                yield i, ","
            if text[i] == "," and below <= _STANDS and bottom <= print_.base + 2:
                yield i, "."


def _cases(text: str, shapes: Mapping[int, Glyph]) -> Iterator[_Other]:
    """Letters of one shape in both cases: as high as capitals, or as an x."""
    for i, glyph in shapes.items():
        if text[i].lower() not in _SMALL:
            continue
        small, capital = (_height(text, kind, shapes, i) for kind in (_LOW, _HIGH))
        if not small and not capital:
            continue
        small, capital = small or capital / _HIGHER, capital or small * _HIGHER
        if capital < _LEAST_HIGHER * small:
            continue
        share = (glyph.height - small) / (capital - small)
        if text[i].islower() and share >= 1 - _NEAR:
            yield i, text[i].upper()
        if text[i].isupper() and share <= _NEAR:
            yield i, text[i].lower()


def _height(text: str, kind: str, shapes: Mapping[int, Glyph], but: int) -> float:
    """Of the other characters of a kind; 0 where there are none."""
    heights = [glyph.height for i, glyph in shapes.items() if i != but and text[i] in kind]
    return float(np.median(heights)) if heights else 0.0
