"""Lines too wide for one look of the network: seen in overlapping windows, their frames joined."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alphabet import BLANK
from recognition_api.words import STRIDE

WIDEST: Final = 1920  # px of a cut line that the network takes at once: 60 heights
_OVERLAP: Final = 384  # px of which each side sees enough of what stands around its border

Floats = NDArray[np.float32]


def windows(line: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
    """Part a line, (32, w), into windows that overlap: just itself where one look is enough."""
    width = line.shape[1]
    if width <= WIDEST:
        return [line]
    count = -(-(width - _OVERLAP) // (WIDEST - _OVERLAP))
    step = -(-(width - _OVERLAP) // count // STRIDE) * STRIDE  # all about as wide
    return [line[:, start : start + step + _OVERLAP] for start in range(0, step * count, step)]


def joined(parts: Sequence[NDArray[np.uint8]], seen: Sequence[Floats]) -> Floats:
    """The frames of a line from those of its windows.

    Two windows are joined at the frame of their overlap that both are surest stands between two
    characters, so that none is lost and none is told twice.

    Args:
        parts: The windows, as `windows` gave them.
        seen: (T, classes) of each, padding included: the probability of every class a frame.

    Returns:
        (T, classes) of the whole line.
    """
    frames = [-(-part.shape[1] // STRIDE) for part in parts]
    shared = _OVERLAP // STRIDE
    whole = seen[0][: frames[0]]
    for answer, count in zip(seen[1:], frames[1:], strict=True):
        following = answer[:count]
        border = _calmest(whole[-shared:, BLANK] * following[:shared, BLANK])
        whole = np.concatenate([whole[: len(whole) - shared + border], following[border:]])
    return whole


def _calmest(blank: Floats) -> int:
    """The frame that, with both its neighbours, is surest to hold no character.

    Sought in the middle half of an overlap: the ends of a window know one side of what stands
    there alone.
    """
    calm = np.minimum(np.minimum(blank[:-2], blank[1:-1]), blank[2:])  # of frame 1 and so on
    first = len(blank) // 4
    return first + 1 + int(calm[first : len(blank) - first].argmax())
