"""How a cut-out looks, in 64 bits: the same line photographed twice looks much the same.

The difference hash: 9 x 8 shades of grey, a bit for each that is darker than the one to its left.
"""

import io
from typing import Final

import numpy as np
from PIL import Image

_SIZE: Final = (9, 8)
_APART: Final = 4  # bits, at most, that two pictures of one line differ in


def look_of(png: bytes) -> str:
    """16 hexadecimal digits."""
    with Image.open(io.BytesIO(png)) as picture:
        shades = np.asarray(picture.convert("L").resize(_SIZE, Image.Resampling.BOX), np.int16)
    return np.packbits(shades[:, 1:] < shades[:, :-1]).tobytes().hex()


def alike(one: str, other: str) -> bool:
    """Whether two looks are so near each other that they show the same."""
    return (int(one, 16) ^ int(other, 16)).bit_count() <= _APART
