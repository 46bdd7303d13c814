"""A font whose letters can't be seen: each fills its box, so that a selection covers the word."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from showoff_common.formats.placed import DESCENT

EM: Final = 1000
_BELOW: Final = round(DESCENT * EM)
"""How far it reaches below the baseline, in the same units; 0 would be taken for unknown."""
WIDTH: Final = 500
"""Of every letter, in units of which the font's height has `EM`."""


def make_font(file: Path | BinaryIO, letters: Iterable[str]) -> None:
    """Write a TrueType font that has `letters`, and a space; with its descent it is `EM` high."""
    codes = {ord(letter) for letter in letters} | {ord(" ")}
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "letter"])
    builder.setupCharacterMap(dict.fromkeys(sorted(codes), "letter"))
    empty = TTGlyphPen(None).glyph()
    builder.setupGlyf({".notdef": empty, "letter": empty})
    builder.setupHorizontalMetrics({".notdef": (WIDTH, 0), "letter": (WIDTH, 0)})
    builder.setupHorizontalHeader(ascent=EM - _BELOW, descent=-_BELOW)
    builder.setupNameTable({"familyName": "Glyphless", "styleName": "Regular"})
    builder.setupOS2(
        sTypoAscender=EM - _BELOW,
        sTypoDescender=-_BELOW,
        usWinAscent=EM - _BELOW,
        usWinDescent=_BELOW,
    )
    builder.setupPost(isFixedPitch=1)
    builder.save(file)
