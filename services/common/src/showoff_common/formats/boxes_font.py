"""A font whose every letter is the same box, so that a selection covers the word.

It is for text that is not painted. Letters without an outline would do for searching, but PDFium,
which is in Chromium, selects what it measures at them: nothing.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Final

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from showoff_common.formats.placed import DESCENT

EM: Final = 1000
WIDTH: Final = 500
"""Of every letter, in units of which the font's height has `EM`."""
_BOTTOM: Final = -round(DESCENT * EM)
_TOP: Final = EM + _BOTTOM


def make_font(file: Path | BinaryIO, letters: Iterable[str]) -> None:
    """Write a TrueType font that has `letters`, and a space; with its descent it is `EM` high."""
    codes = {ord(letter) for letter in letters} | {ord(" ")}
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "letter"])
    builder.setupCharacterMap(dict.fromkeys(sorted(codes), "letter"))
    pen = TTGlyphPen(None)
    pen.moveTo((0, _BOTTOM))
    for corner in ((0, _TOP), (WIDTH, _TOP), (WIDTH, _BOTTOM)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    builder.setupGlyf({".notdef": box, "letter": box})
    builder.setupHorizontalMetrics({".notdef": (WIDTH, 0), "letter": (WIDTH, 0)})
    builder.setupHorizontalHeader(ascent=_TOP, descent=_BOTTOM)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(
        sTypoAscender=_TOP, sTypoDescender=_BOTTOM, usWinAscent=_TOP, usWinDescent=-_BOTTOM
    )
    builder.setupPost(isFixedPitch=1)
    builder.save(file)
