"""Characters that look alike, told apart by what else their line holds.

A dotted 0 beside a plain O, an l among 1s, a point that hangs, an o as tall as capitals: the
network sees each by itself, but beside each other they differ. What a shape makes only
likely is told where the network holds it possible.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import Frames
from recognition_api.alphabet import encode
from recognition_api.glyphs import Glyph, Print

_LEAST: Final = 0.01  # probability without which the other is not held possible

_DOTTED, _DARKER = 0.03, 0.2  # core of a 0 with a dot or a stroke, at least, and than an O's
_WIDER: Final = 1.18  # times as wide as a 0 is an O
_EVEN: Final = 1.1  # times as wide as others of its kind is a character at most
_STROKE: Final = 0.2  # of its height is a stroke wide at most,
_FLAG: Final = 0.3  # and a 1 with a flag at least

_WORD: Final = re.compile("[^ ]+")
_AMOUNT: Final = re.compile("[0-9] ?$")  # of what l are litres
_HANGS_CLEARLY, _HANGS, _STANDS = (
    0.15,
    0.1,
    0.04,
)  # of a digit's height that a comma ends below it, and a point

_SMALL: Final = "cosvwxz"  # of one shape in both cases
_LOW: Final = "aemnru" + _SMALL  # as high as an x
_HIGH: Final = "ABDEFGHIKLMNPRTUYbdhkl0123456789" + _SMALL.upper()
_HIGHER: Final = 1.38  # times as high as an x is a capital, mostly,
_LEAST_HIGHER: Final = 1.15  # and at least
_NEAR: Final = 0.35  # of the way from one to the other

_OTHERS: Final = {
    **{small: encode(small.upper()) for small in _SMALL},
    **{small.upper(): encode(small) for small in _SMALL},
    "0": encode("O"),
    "O": encode("0o"),
    "1": encode("lI"),
    "|": encode("lI"),
    ".": encode(","),
    ",": encode("."),
}

# The place of a character, what else it may be, and whether its shape alone says so.
_Other = tuple[int, str, bool]


def are_possible(text: str, frames: Frames, probabilities: NDArray[np.float32]) -> list[int]:
    """The places of a line's characters that may be others."""
    return [
        place
        for place, character in enumerate(text)
        if (others := _OTHERS.get(character)) is not None
        and _seen(others, place, frames, probabilities).max() >= _LEAST
    ]


def told_apart(
    text: str,
    frames: Frames,
    probabilities: NDArray[np.float32],
    glyphs: Sequence[Glyph | None],
    print_: Print,
    possible: Sequence[int],
) -> str:
    """A line's text, characters exchanged that look like others of it.

    Args:
        text: What the line says.
        frames: Of its characters.
        probabilities: (T, classes) of each frame.
        glyphs: Its characters, in the print.
        print_: Of the line.
        possible: The places of those that may be others, as the network saw them.
    """
    characters = list(text)
    shapes = {i: glyph for i, glyph in enumerate(glyphs) if glyph is not None and glyph.apart}
    others = (
        *_zeros(text, shapes, print_),
        *_ones(text, shapes, print_),
        *_marks(text, shapes, print_),
        *_cases(text, shapes, possible),
    )
    for place, other, sure in others:
        seen = _seen(encode(other), place, frames, probabilities)
        if sure or seen.max() >= _LEAST:
            characters[place] = other[int(seen.argmax())]
    return "".join(characters)


def _seen(
    classes: Sequence[int], place: int, frames: Frames, probabilities: NDArray[np.float32]
) -> NDArray[np.float32]:
    """How probable each of some classes is at a character's place."""
    first, last = max(frames.first[place] - 1, 0), frames.last[place] + 1
    return np.asarray(probabilities[first : last + 1, classes].max(axis=0), np.float32)


def _zeros(text: str, shapes: Mapping[int, Glyph], print_: Print) -> Iterator[_Other]:
    """0 and O in codes: only the one is dotted, or the other is wider."""
    places = [i for i in shapes if text[i] in "0O"]
    if len(places) < 2:
        return
    cores = {i: print_.core(shapes[i]) for i in places}
    ordered = sorted(places, key=lambda i: cores[i])
    steps = [cores[darker] - cores[i] for i, darker in pairwise(ordered)]
    border = steps.index(max(steps)) + 1
    dotted = max(steps) >= _DARKER and cores[ordered[border]] >= _DOTTED
    letters, zeros = (ordered[:border], ordered[border:]) if dotted else _by_width(places, shapes)
    codes = [found.span() for found in _WORD.finditer(text) if _is_code(found[0])]
    mixed = {i for first, end in codes for i in range(first, end)}
    yield from ((i, "0", dotted) for i in zeros if text[i] == "O" and i in mixed)
    yield from ((i, "O", dotted) for i in letters if text[i] == "0" and i in mixed)


def _is_code(word: str) -> bool:
    """Whether letters and digits are mixed in it; in a number or a name it is clear which is."""
    others = [character for character in word if character not in "0O"]
    return any(map(str.isdigit, others)) and any(map(str.isalpha, others))


def _by_width(
    places: Sequence[int], shapes: Mapping[int, Glyph]
) -> tuple[Sequence[int], Sequence[int]]:
    """The wide and the narrow of some characters; none where they are all as wide."""
    ordered = sorted(places, key=lambda i: shapes[i].width)
    steps = [shapes[wider].width / shapes[i].width for i, wider in pairwise(ordered)]
    if max(steps) < _WIDER:
        return (), ()
    border = steps.index(max(steps)) + 1
    narrow, wide = ordered[:border], ordered[border:]
    even = all(
        shapes[kind[-1]].width <= _EVEN * shapes[kind[0]].width + 1 for kind in (narrow, wide)
    )
    return (wide, narrow) if even else ((), ())


def _ones(text: str, shapes: Mapping[int, Glyph], print_: Print) -> Iterator[_Other]:
    """A 1 that is a mere stroke where another has a flag; a | that stands on the base line."""
    ones = [glyph for i, glyph in shapes.items() if text[i] == "1"]
    flagged = any(glyph.width >= _FLAG * glyph.height for glyph in ones)
    for i, glyph in shapes.items():
        thin = glyph.width <= _STROKE * glyph.height
        bar = text[i] == "|" and glyph.bottom <= print_.base + _HANGS * glyph.height
        if thin and (bar or (flagged and text[i] == "1")):
            litre = _AMOUNT.search(text[:i]) and not text[i + 1 : i + 2].isalnum()
            yield i, "l" if litre else "lI", bool(litre)


def _marks(text: str, shapes: Mapping[int, Glyph], print_: Print) -> Iterator[_Other]:
    """Points and commas within numbers: a comma goes on below its digits."""
    for i, glyph in shapes.items():
        digits = [shapes[j] for j in (i - 1, i + 1) if j in shapes and text[j].isdigit()]
        if text[i] in ".," and len(digits) == 2:
            height, bottom = digits[0].height, max(digit.bottom for digit in digits)
            below = (glyph.bottom - bottom) / height
            if text[i] == "." and below >= _HANGS:
                yield i, ",", below >= _HANGS_CLEARLY
            if text[i] == "," and below <= _STANDS and bottom <= print_.base + 2:
                yield i, ".", False


def _cases(text: str, shapes: Mapping[int, Glyph], possible: Sequence[int]) -> Iterator[_Other]:
    """Letters of one shape in both cases; where one of a word is other, so are those like it."""
    for word in _WORD.finditer(text):
        places = range(*word.span())
        if not any(i in places for i in possible):
            continue
        others = {i: other for i in places if (other := _other_case(text, i, shapes)) is not None}
        seen = {others[i].islower() for i in others if i in possible}
        yield from ((i, other, True) for i, other in others.items() if other.islower() in seen)


def _other_case(text: str, place: int, shapes: Mapping[int, Glyph]) -> str | None:
    """A letter in the case of its height, as high as capitals or as an x, if that is the other."""
    if text[place].lower() not in _SMALL or (glyph := shapes.get(place)) is None:
        return None
    small, capital = (_height(text, kind, shapes, place) for kind in (_LOW, _HIGH))
    if not small and not capital:
        return None
    small, capital = small or capital / _HIGHER, capital or small * _HIGHER
    if capital < _LEAST_HIGHER * small:
        return None
    share = (glyph.height - small) / (capital - small)
    if text[place].islower() and share >= 1 - _NEAR:
        return text[place].upper()
    return text[place].lower() if text[place].isupper() and share <= _NEAR else None


def _height(text: str, kind: str, shapes: Mapping[int, Glyph], but: int) -> float:
    """Of the other characters of a kind; 0 where there are none."""
    heights = [glyph.height for i, glyph in shapes.items() if i != but and text[i] in kind]
    return float(np.median(heights)) if heights else 0.0
