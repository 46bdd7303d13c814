"""Which lines of two readings of a page are the same print, told by where they lie."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter

from showoff_common.contracts.lines import Quad
from showoff_common.contracts.pages import PageLine


def same_places(ones: Sequence[PageLine], others: Sequence[PageLine]) -> Iterator[tuple[int, int]]:
    """Where the middle of one line lies within the other, either way.

    Yields:
        The numbers of both, in no order, and twice where each holds the other's middle.
    """
    middles = _Middles(others)
    for number, line in enumerate(ones):
        for other in middles.within(line.points):
            yield number, other
    middles = _Middles(ones)
    for other, line in enumerate(others):
        for number in middles.within(line.points):
            yield number, other


class _Middles:
    """The middles of lines, sorted both ways: few are looked at, of rows and of columns."""

    def __init__(self, lines: Sequence[PageLine]) -> None:
        middles = [(*_middle(line.points), number) for number, line in enumerate(lines)]
        self._sorted = [sorted(middles, key=itemgetter(axis)) for axis in (0, 1)]

    def within(self, points: Quad) -> Iterator[int]:
        """The numbers of those in the upright box around these points, its edge included."""
        (left, right), (top, bottom) = (
            (min(along), max(along)) for along in zip(*points, strict=True)
        )
        for x, y, number in min(
            self._between(0, left, right), self._between(1, top, bottom), key=len
        ):
            if left <= x <= right and top <= y <= bottom:
                yield number

    def _between(self, axis: int, low: float, high: float) -> list[tuple[float, float, int]]:
        middles, place = self._sorted[axis], itemgetter(axis)
        return middles[
            bisect_left(middles, low, key=place) : bisect_right(middles, high, key=place)
        ]


def _middle(points: Quad) -> tuple[float, float]:
    xs, ys = zip(*points, strict=True)
    return sum(xs) / 4, sum(ys) / 4
