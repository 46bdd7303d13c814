"""The ink of a cut line, column by column."""

import numpy as np
from numpy.typing import NDArray


def ink(line: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Count the pixels of ink in each column of a (h, w) line: (w,)."""
    return np.asarray(inked(line).sum(axis=0), np.intp)


def inked(line: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Which pixels of a (h, w) line are ink.

    Ink is what lies on the other side of the threshold (Otsu, 1979) than most of the line.
    """
    dark = line <= _threshold(line)
    return np.asarray(~dark if 2 * dark.sum() > dark.size else dark, np.bool_)


def _threshold(line: NDArray[np.uint8]) -> int:
    """The level that parts the pixels into two kinds, each as even as can be."""
    counts = np.bincount(line.ravel(), minlength=256).astype(np.float64)
    below = counts.cumsum()
    shades = (counts * np.arange(256)).cumsum()
    above = below[-1] - below
    apart = shades * below[-1] - shades[-1] * below
    between = np.divide(apart**2, below * above, np.zeros(256), where=below * above > 0)
    return int(between.argmax())
