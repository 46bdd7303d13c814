"""Other looks at a line that was hard to read: cut closer, and cut closer and drawn out.

A detector's box is at times too generous, and narrow or blurred letters run into each other at
the network's height. Which look suits a line is not known before it is read, so a doubtful line
is read in all of them and the reading that is surest of itself counts.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.crops import MARGIN_ACROSS, MARGIN_ALONG, cut, with_margin
from recognition_api.network import Seen


@dataclass(frozen=True)
class Look:
    """How a quadrilateral is cut out.

    Attributes:
        across, along: Margins, as shares of the line's height.
        stretch: Factor on the width of the cut line.
    """

    across: float
    along: float
    stretch: float = 1.0


FIRST: Final = Look(MARGIN_ACROSS, MARGIN_ALONG)
CLOSER: Final = Look(0.0, 0.1)
DRAWN_OUT: Final = Look(0.0, 0.1, 1.3)
FURTHER: Final = (CLOSER, DRAWN_OUT)
_BELOW: Final = 0.25  # of a line's height
DOUBTFUL: Final = 0.5  # confidence below which a line gets further looks, and is spelt


def with_what_is_below(
    line: NDArray[np.uint8], grey: NDArray[np.uint8], points: NDArray[np.float32], look: Look
) -> NDArray[np.uint8]:
    """A cut line, (h, w), with what lies right below it: (h + h / 4, w), underscores and all.

    Args:
        line: As it was cut.
        grey: (H, W) picture.
        points: (4, 2) corners of the line in it.
        look: How it was cut.
    """
    top_left, top_right, right, left = with_margin(points, look.across, look.along)
    down_left, down_right = (left - top_left) * _BELOW, (right - top_right) * _BELOW
    band = np.stack([left, right, right + down_right, left + down_left])
    below = cut(grey, band, round(_BELOW * len(line)), look.stretch)
    missing = max(0, line.shape[1] - below.shape[1])
    below = np.pad(below, ((0, 0), (0, missing)), mode="edge")[:, : line.shape[1]]
    return np.concatenate([line, below])


def in_doubt(line: Seen) -> bool:
    return line.confidence < DOUBTFUL
