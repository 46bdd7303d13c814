"""The picture with its lines drawn on it, coloured by confidence."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from showoff_common.contracts.pages import PageLine


def fault_of(path: Path, *, replace: bool) -> str | None:
    """Why nothing can be drawn into a file of this name; None where it can."""
    if Image.registered_extensions().get(path.suffix.lower()) not in Image.SAVE:
        return "its ending names no type of picture; .png does"
    if not path.parent.is_dir():
        return f"there is no folder {path.parent}"
    if path.exists() and not replace:
        return "is there already; --force replaces it"
    return None


def draw_lines(image: NDArray[np.uint8], lines: Sequence[PageLine]) -> Image.Image:
    """Outline lines of text, from red (confidence 0) to green (1).

    Args:
        image: uint8 (H, W, 3) RGB.
        lines: With points in its pixels.
    """
    picture = Image.fromarray(image)
    pen = ImageDraw.Draw(picture)
    width = max(1, round(max(picture.size) / 800))
    for line in lines:
        sure = 1.0 if line.confidence is None else line.confidence
        colour = (round(220 * (1 - sure)), round(170 * sure), 40)
        pen.polygon(line.points, outline=colour, width=width)
    return picture
