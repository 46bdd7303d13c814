"""Rules drawn under a line of text: taken out of its cut, strokes across them kept.

A rule through the middle stays. Without it, what is left of a 9 may be a 0.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.ink import inked

_WHOLE: Final = 0.8  # of the columns from the first ink to the last that a rule covers
_THICKEST: Final = 5  # px of a cut line; what is thicker is a bar, or a row of letters


_LOW: Final = 0.65  # of the height: what lies above is no underline


def without_underline(line: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """Take rules out from under a cut line, (h, w) grey; None where there are none."""
    ink = inked(line)
    (columns,) = np.nonzero(ink.any(axis=0))
    if not len(columns):
        return None
    covered = ink[:, columns[0] : columns[-1] + 1].mean(axis=1) >= _WHOLE
    edges = np.flatnonzero(np.diff(covered, prepend=False, append=False)).reshape(-1, 2)
    low = _LOW * len(line)
    rules = [(top, end) for top, end in edges.tolist() if top >= low and end - top <= _THICKEST]
    if not rules:
        return None
    clear, ground = line.copy(), np.median(line[~ink])
    for top, end in rules:
        above, below = top - 1, min(end, len(line) - 1)
        # A rule's edge is a shade of its own, so a stroke across it has to go on beyond that.
        across = ink[top - 2] | ink[min(end + 1, len(line) - 1)]
        clear[above : below + 1, ~across] = ground
    return clear
