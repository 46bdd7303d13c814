"""White between the characters of a line: spaces as wide as its others, underscores in them.

For print whose characters are of different widths; of other print, `pitch` knows more.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import Frames
from recognition_api.alphabet import encode
from recognition_api.glyphs import INKED, Glyph, Print

_LEAST: Final = 0.02  # probability without which a space is not held possible
_SPACES: Final = 2  # of a line, that tell how wide they are
_AS_WIDE: Final = 0.75  # times as wide as those is another, at least,
_WIDER: Final = 2.0  # and as the white between letters
_NARROW: Final = 6  # px: too little for an underscore
_OUTER: Final = 0.15  # of the white at either end, that may be its neighbours'

_SPACE: Final = encode(" ")[0]


def with_gaps(
    text: str,
    frames: Frames,
    probabilities: NDArray[np.float32],
    glyphs: Sequence[Glyph | None],
    print_: Print,
) -> str:
    """A line's text, with spaces and underscores where white and ink between letters tell them.

    Args:
        text: What the line says.
        frames: Of its characters.
        probabilities: (T, classes) of each frame.
        glyphs: Its characters, in the print.
        print_: Of the line.
    """
    characters, shown = list(text), [(i, glyph) for i, glyph in enumerate(glyphs) if glyph]
    least = _least(text, shown)
    for (i, before), (j, after) in pairwise(shown):
        if text[i + 1 : j] == " ":
            words = text[i].isalnum() and text[j].isalnum()
            if words and _is_underscore(before, after, print_):
                characters[i + 1] = "_"
        elif j == i + 1 and after.left - before.right >= least:
            between = probabilities[frames.last[i] : frames.first[j] + 1, _SPACE]
            if between.max() >= _LEAST:
                characters[i] += " "
    return "".join(characters)


def _least(text: str, shown: Sequence[tuple[int, Glyph]]) -> float:
    """Px of white that is a space at least; infinite where a line does not tell."""
    white = [(text[i + 1 : j], b.left - a.right) for (i, a), (j, b) in pairwise(shown)]
    spaces = [width for said, width in white if said == " "]
    inner = [width for said, width in white if not said]
    if len(spaces) < _SPACES or not inner:
        return np.inf
    return max(_AS_WIDE * float(np.median(spaces)), _WIDER * float(np.median(inner)))


def _is_underscore(before: Glyph, after: Glyph, print_: Print) -> bool:
    """Whether a rule fills the white between two characters and does not go on below them."""
    width = after.left - before.right
    if width < _NARROW:
        return False
    outer = round(_OUTER * width)
    inside = print_.darkness[:, before.right + outer : after.left - outer]
    if inside[: print_.base].max() > INKED:
        return False
    if inside[print_.base :].min(axis=1).max() <= INKED:
        return False
    return not any(print_.is_ruled(glyph.left, glyph.right) for glyph in (before, after))
