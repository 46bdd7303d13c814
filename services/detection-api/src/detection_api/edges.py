"""Lines that end before their ink does, such as a passport's whose last signs are all <.

The network loses faith where the same sign goes on and on. Where a line's ink goes on without a
gap, as far as a line above or below it reaches, so does the line.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from detection_api.lines import Floats, TextLines

# All lengths in multiples of the line's height.
_LONG: Final = 4  # from which a line's direction is sure
_LEVEL: Final = 0.03  # most slope: rise by run
_FLUSH: Final = 0.7  # within which lines begin, and end, at the same place
_NEAR: Final = 4  # from a line to one that tells how far it reaches
_SIMILAR: Final = 1.3  # times as high
_SHORT: Final = 1.5  # least that a line ends before that one
_GAP: Final = 0.5  # of white at most
_AROUND: Final = 0.25  # above and below a line, which is white
_WHITE: Final = 0.1  # share of columns with ink there
_RULE: Final = 0.6  # share of a row's columns from which its ink is a rule
_DARKER: Final = 0.5  # of the line's contrast that ink has


def to_their_ends(image: NDArray[np.uint8], lines: TextLines) -> TextLines:
    """Lines of a picture, (H, W, 3), each as long as its ink goes on towards its neighbours' end.

    Those of pages that stand level.
    """
    along = lines.points[:, 1] - lines.points[:, 0]
    heights = lines.heights()
    level = np.abs(along[:, 1]) <= _LEVEL * along[:, 0]
    long = np.flatnonzero(level & (along[:, 0] > _LONG * heights))
    if len(long) < 2:
        return lines
    low, high = lines.points.min(1), lines.points.max(1)
    points = lines.points.copy()
    for i in long.tolist():
        end = _end(i, long, low, high, heights)
        if end is None or _taken(i, end, low, high):
            continue
        reached = _reached(image[..., 1], low[i], high[i], end, float(heights[i]))
        if reached is not None:
            points[i] = _drawn_out(points[i], reached)
    return TextLines(points, lines.scores)


def _end(
    i: int, long: NDArray[np.intp], low: Floats, high: Floats, heights: Floats
) -> float | None:
    """How far the neighbour reaches that begins where a line does, if that is farther."""
    height = float(heights[i])
    others = long[long != i]
    middles = (low[others, 1] + high[others, 1]) / 2
    ratio = heights[others] / height
    flush = (
        (np.abs(low[others, 0] - low[i, 0]) <= _FLUSH * height)
        & (np.abs(middles - (low[i, 1] + high[i, 1]) / 2) <= _NEAR * height)
        & (ratio <= _SIMILAR)
        & (ratio >= 1 / _SIMILAR)
        & (high[others, 0] >= high[i, 0] + _SHORT * height)
    )
    return float(high[others[flush], 0].max()) if flush.any() else None


def _taken(i: int, end: float, low: Floats, high: Floats) -> bool:
    """Whether another line stands where a line would go on."""
    middle = (low[i, 1] + high[i, 1]) / 2
    beside = (low[:, 0] < end) & (high[:, 0] > high[i, 0]) & (low[:, 1] < middle)
    beside &= high[:, 1] > middle
    beside[i] = False
    return bool(beside.any())


def _reached(
    green: NDArray[np.uint8], low: Floats, high: Floats, end: float, height: float
) -> float | None:
    """Where a line's ink ends, if it goes on without a gap to about `end`."""
    top, bottom, around = int(low[1]), int(np.ceil(high[1])), round(_AROUND * height)
    start, gap = round(float(high[0])), _GAP * height
    stop = min(green.shape[1], round(end + _FLUSH * height))
    own = green[top : bottom + 1, int(low[0]) : start].astype(np.int16)
    ground, contrast = np.median(own), np.abs(own - np.median(own)).max(initial=1)
    part = green[max(0, top - around) : bottom + around + 1, start:stop].astype(np.int16)
    ink = np.abs(part - ground) >= _DARKER * contrast
    inner = ink[top - max(0, top - around) :][: bottom + 1 - top]
    (columns,) = np.nonzero(inner.any(axis=0))
    if not len(columns) or np.diff(columns, prepend=-1).max() > gap:
        return None
    if start + columns[-1] < end - _FLUSH * height:
        return None
    if inner.mean(axis=1).max() > _RULE:
        return None
    outer = ink.sum(axis=0) > inner.sum(axis=0)
    return None if outer.mean() > _WHITE else float(start + columns[-1] + 1)


def _drawn_out(quad: Floats, end: float) -> Floats:
    """A line as far as a column, its sides in their direction."""
    drawn = quad.copy()
    for right, left in ((1, 0), (2, 3)):
        slope = (quad[right, 1] - quad[left, 1]) / (quad[right, 0] - quad[left, 0])
        drawn[right] = end, quad[right, 1] + slope * (end - quad[right, 0])
    return drawn
