"""From a picture to its lines: a look at working resolution, and one from farther for tall text."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from showoff_detection.lines import TextLines, find_lines
from showoff_detection.scaling import LONG_SIDE, Scaled, factor, fit

TALL = 80.0  # px at working resolution: above it, the tallest anchor is a guess
FARTHER = 0.35  # scale of the second look, at which tall text has an anchor of its own
# The second look costs an eighth of the first; a cell this sure of strips this tall asks for it.
SUSPICION, SUSPECT = 0.1, 64.0  # score, px

# Maps uint8 (1, H, W, 3) RGB, H and W multiples of 32, to float32 (4, H / 4, W / 8): score, top,
# bottom and side offset of the best proposal of each cell.
Network = Callable[[NDArray[np.uint8]], NDArray[np.float32]]


def detect(network: Network, image: NDArray[np.uint8], long_side: int = LONG_SIDE) -> TextLines:
    """Find the lines of text of a picture, (H, W, 3) RGB, in its pixels."""
    scaled = fit(image, long_side)
    answer = network(scaled.image)
    near = _in_picture(find_lines(answer), scaled)
    if not ((answer[0] > SUSPICION) & (answer[2] - answer[1] > SUSPECT)).any():
        return near
    scaled = fit(image, long_side, FARTHER)
    far = _in_picture(find_lines(network(scaled.image)), scaled)
    return _joined(near, far, TALL / factor(image.shape[0], image.shape[1], long_side))


def _in_picture(lines: TextLines, scaled: Scaled) -> TextLines:
    """Lines in px of the picture instead of px that the network saw."""
    points = lines.points / np.array(scaled.scale, np.float32)
    return TextLines(points.astype(np.float32), lines.scores)


def _joined(near: TextLines, far: TextLines, tall: float) -> TextLines:
    """Tall lines as seen from afar, all others as seen from near.

    Near lines inside a tall far one are strokes of its letters; tall near lines that are not seen
    from afar stay.
    """
    far = far.take(far.heights() > tall)
    inside = _holds(far, near) | (_holds(near, far).T & (near.heights() > tall))
    near = near.take(np.asarray(~inside.any(0), np.bool_))
    points = np.concatenate([near.points, far.points])
    return TextLines(points, np.concatenate([near.scores, far.scores]))


def _holds(outer: TextLines, inner: TextLines) -> NDArray[np.bool_]:
    """(outer, inner): whether the bounding rectangle of a line holds the centre of another."""
    low, high = outer.points.min(1)[:, None], outer.points.max(1)[:, None]
    centre = inner.points.mean(1)
    held: NDArray[np.bool_] = ((low < centre) & (centre < high)).all(2)
    return held
