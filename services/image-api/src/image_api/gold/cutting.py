"""Cutting a line out of its picture: all of the picture that is ever kept for good."""

import hashlib
import io
import json
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Quad = Sequence[Sequence[float]]

_ROOM: Final = 0.5  # of the line's height, on every side


@dataclass(frozen=True)
class Cutout:
    """A line by itself.

    Attributes:
        png: Its pixels, and nothing else: no metadata.
        quad: Its corners in pixels of the cut-out, clockwise from the top left of the text's
            direction, to a hundredth.
    """

    png: bytes
    quad: list[list[float]]


def cut_out(picture: NDArray[np.uint8], quad: Quad) -> Cutout | None:
    """Cut the upright rectangle around a line, with half its height on every side.

    Args:
        picture: (H, W, 3) RGB, as displayed.
        quad: (4, 2), its corners in that picture's pixels.

    Returns:
        None where the line lies outside of the picture.
    """
    height, width = picture.shape[:2]
    first, second, third, fourth = quad
    room = _ROOM * (math.dist(first, fourth) + math.dist(second, third)) / 2
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    left, top = max(0, math.floor(min(xs) - room)), max(0, math.floor(min(ys) - room))
    right = min(width, math.ceil(max(xs) + room))
    bottom = min(height, math.ceil(max(ys) + room))
    if right <= left or bottom <= top:
        return None
    encoded = io.BytesIO()
    Image.fromarray(picture[top:bottom, left:right]).save(encoded, "PNG")
    return Cutout(encoded.getvalue(), [[round(x - left, 2), round(y - top, 2)] for x, y in quad])


def digest_of(png: bytes, quad: Quad, text: str) -> str:
    """SHA-256 of a gold line: cut-out, corners (JSON) and text (NFC, UTF-8), a NUL between each."""
    corners = json.dumps(quad, separators=(",", ":"))
    told = "\0".join(("", corners, unicodedata.normalize("NFC", text))).encode()
    return hashlib.sha256(png + told).hexdigest()
