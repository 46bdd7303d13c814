"""Pictures too large for one look: the network's answers to overlapping tiles, as one map.

Lines are built from the whole map, so none is cut where two tiles meet, or found twice.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from detection_api.anchors import COLUMN_WIDTH, ROW_HEIGHT, SIZE_MULTIPLE

LARGEST: Final = 1664  # px of a side that the network sees at once
OVERLAP: Final = 128  # px that two tiles share; each answers for its half of them

# Maps uint8 (1, H, W, 3) RGB, H and W multiples of 32, to float32 (4, H / 4, W / 8): score, top,
# bottom and side offset of the best proposal of each cell.
Network = Callable[[NDArray[np.uint8]], NDArray[np.float32]]


class Span(NamedTuple):
    """What a tile sees of one side, and the part that it answers for, in px."""

    start: int
    end: int
    first: int
    last: int


def spans(length: int) -> Iterator[Span]:
    """Part a side, a multiple of 32 px, into as many tiles as are needed, all about as long."""
    count = max(1, -(-(length - OVERLAP) // (LARGEST - OVERLAP)))
    step = -(-(length - OVERLAP) // count // SIZE_MULTIPLE) * SIZE_MULTIPLE
    for number in range(count):
        start = number * step
        last = number == count - 1
        end = length if last else start + step + OVERLAP
        yield Span(
            start,
            end,
            start + OVERLAP // 2 if number else 0,
            length if last else end - OVERLAP // 2,
        )


def whole_map(network: Network, image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """What the network answers to a picture of any size, as it would to a small one."""
    _, height, width, _ = image.shape
    if max(height, width) <= LARGEST:
        return network(image)
    answer = np.zeros((4, height // ROW_HEIGHT, width // COLUMN_WIDTH), np.float32)
    for down in spans(height):
        for along in spans(width):
            tile = network(image[:, down.start : down.end, along.start : along.end])
            tile[1:3] += down.start  # top and bottom are px of the picture
            answer[:, _cells(down, ROW_HEIGHT), _cells(along, COLUMN_WIDTH)] = tile[
                :, _cells(down, ROW_HEIGHT, down.start), _cells(along, COLUMN_WIDTH, along.start)
            ]
    return answer


def _cells(span: Span, size: int, origin: int = 0) -> slice:
    return slice((span.first - origin) // size, (span.last - origin) // size)
