"""Other looks at a line that was hard to read: cut closer, and cut closer and drawn out.

A detector's box is at times too generous, and narrow or blurred letters run into each other at
the network's height. Which look suits a line is not known before it is read, so a doubtful line
is read in all of them and the reading that is surest of itself counts.
"""

from dataclasses import dataclass
from typing import Final

from recognition_api.crops import MARGIN_ACROSS, MARGIN_ALONG
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
DOUBTFUL: Final = 0.5  # confidence below which a line gets further looks, and is spelt


def in_doubt(line: Seen) -> bool:
    return line.confidence < DOUBTFUL
