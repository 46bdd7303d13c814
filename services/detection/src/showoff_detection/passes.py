"""From a picture to its lines: a look at working resolution, and one from farther for tall text."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from showoff_detection.lines import TextLines, find_lines
from showoff_detection.scaling import LONG_SIDE, factor, fit

TALL = 110.0  # px at working resolution: above it, the tallest anchor is a guess
FARTHER = 0.35  # scale of the second look, at which tall text has an anchor of its own

# Maps uint8 (1, H, W, 3) RGB, H and W multiples of 32, to float32 (4, H / 4, W / 8): score, top,
# bottom and side offset of the best proposal of each cell.
Network = Callable[[NDArray[np.uint8]], NDArray[np.float32]]


def detect(network: Network, image: NDArray[np.uint8], long_side: int = LONG_SIDE) -> TextLines:
    """Find the lines of text of a picture, (H, W, 3) RGB, in its pixels."""
    lines = _look(network, image, long_side, 1.0)
    tallest = TALL / factor(image.shape[0], image.shape[1], long_side)
    tall = lines.heights() > tallest
    if not tall.any():
        return lines
    farther = _look(network, image, long_side, FARTHER)
    return _joined(lines, tall, farther.take(farther.heights() > tallest))


def _look(network: Network, image: NDArray[np.uint8], long_side: int, share: float) -> TextLines:
    scaled = fit(image, long_side, share)
    lines = find_lines(network(scaled.image))
    points = lines.points / np.array(scaled.scale, np.float32)
    return TextLines(points.astype(np.float32), lines.scores)


def _joined(near: TextLines, tall: NDArray[np.bool_], far: TextLines) -> TextLines:
    """Tall lines as seen from afar where they were seen, all others as seen from near.

    Near lines inside a far one are strokes of its letters. A far line where nothing tall was seen
    from near is lines of small print run together.
    """
    inside = _holds(far, near)
    confirmed = (inside & tall).any(1)
    kept = ~inside[confirmed].any(0)
    points = np.concatenate([near.points[kept], far.points[confirmed]])
    return TextLines(points, np.concatenate([near.scores[kept], far.scores[confirmed]]))


def _holds(outer: TextLines, inner: TextLines) -> NDArray[np.bool_]:
    """(outer, inner): whether the bounding rectangle of a line holds the centre of another."""
    low, high = outer.points.min(1)[:, None], outer.points.max(1)[:, None]
    centre = inner.points.mean(1)
    held: NDArray[np.bool_] = ((low < centre) & (centre < high)).all(2)
    return held
