"""What a face must not do to be written with: mark spaces, or write small letters as capitals."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

SIZE = 48  # px of the font that is looked at
SMALL_LETTERS = "abdeghnqrt"  # those whose capitals look otherwise
ALIKE = 0.78  # correlation from which a small letter is its capital's shape
MOST_ALIKE = 5  # of the small letters
_SIDE = 20  # px to which shapes are brought


def is_fit(path: str) -> bool:
    """Whether a face leaves spaces blank and has small letters of its own."""
    try:
        font = ImageFont.truetype(path, SIZE, layout_engine=ImageFont.Layout.BASIC)
        alike = sum(_alike(font, letter) for letter in SMALL_LETTERS)
        return alike <= MOST_ALIKE and _ink(font, " ") is None
    except OSError:  # FreeType cannot read it, or gives up on an outline
        return False


def _alike(font: ImageFont.FreeTypeFont, letter: str) -> bool:
    small, capital = _ink(font, letter), _ink(font, letter.upper())
    if small is None or capital is None:
        return True
    return float(np.corrcoef(small, capital)[0, 1]) > ALIKE


def _ink(font: ImageFont.FreeTypeFont, text: str) -> NDArray[np.float32] | None:
    """The shape of a text, brought to a square and flat; None where nothing is drawn."""
    canvas = Image.new("L", (4 * SIZE, 4 * SIZE))
    ImageDraw.Draw(canvas).text((SIZE, SIZE), text, font=font, fill=255)
    box = canvas.getbbox()
    if box is None:
        return None
    shape = canvas.crop(box).resize((_SIDE, _SIDE), Image.Resampling.BOX)
    flat = np.asarray(shape, np.float32).ravel()
    # A shape without any difference, such as a full square, correlates with nothing.
    slope = np.arange(flat.size, dtype=np.float32) * np.float32(flat.std() == 0)
    return np.asarray(flat + slope, np.float32)
