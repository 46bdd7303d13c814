"""Colours of streets, and what is laid over a picture with them."""

import colorsys
import math
import random
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

Picture = NDArray[np.uint8]  # (h, w, 3), RGB
Grey = NDArray[np.float32]
Colour = tuple[int, int, int]
LIGHT = np.array([0.299, 0.587, 0.114], np.float32)
F = np.float32


def grey(values: ArrayLike) -> Grey:
    return np.asarray(values, F)


def lightness(colour: ArrayLike) -> float:
    """Of an RGB colour, 0..255."""
    return float(LIGHT @ np.asarray(colour, F))


def any_colour(r: random.Random) -> Colour:
    """Of paint and light: often without hue, or strong."""
    kind = r.random()
    if kind < 0.4:
        shade = r.choice((r.randint(0, 45), r.randint(205, 255), r.randint(0, 255)))
        return shade, shade, shade
    if kind < 0.8:
        red, green, blue = colorsys.hsv_to_rgb(r.random(), r.uniform(0.4, 1), r.uniform(0.3, 1))
        return round(255 * red), round(255 * green), round(255 * blue)
    return r.randint(0, 255), r.randint(0, 255), r.randint(0, 255)


def against(r: random.Random, colour: Sequence[float], least: float) -> Colour:
    """A colour that differs from another by so much lightness, or by its hue alone.

    Faint ones, below 40 of 255, differ by no more than 60 over the least.
    """
    most = least + 60 if least < 40 else 256.0
    for _ in range(40):
        other = any_colour(r)
        apart = abs(lightness(other) - lightness(colour))
        if least < apart < most or (apart > 18 and math.dist(other, colour) > 150):
            return other
    return (255, 255, 255) if lightness(colour) < 128 else (0, 0, 0)


def cover(part: Picture, alpha: Grey, colour: Sequence[float], lit: Grey | None = None) -> None:
    """Lay a colour over a part of a picture, in place.

    Args:
        part: To be covered.
        alpha: (h, w), 0..1, how much.
        colour: RGB, 0..255.
        lit: Factors of its lightness, (h, w) or what broadcasts to it.
    """
    for channel in range(3):
        plane = part[..., channel].astype(F)
        shade = F(colour[channel])
        shades = shade if lit is None else np.clip(shade * lit, 0, 255)
        part[..., channel] = plane + (shades - plane) * alpha
