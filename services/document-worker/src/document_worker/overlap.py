"""Whether two lines are the same print, told by where they lie."""

from showoff_common.contracts.lines import Quad
from showoff_common.contracts.pages import PageLine


def same_place(one: PageLine, other: PageLine) -> bool:
    """Whether the middle of one line lies within the other, either way."""
    return _holds(one.points, _middle(other.points)) or _holds(other.points, _middle(one.points))


def _middle(points: Quad) -> tuple[float, float]:
    xs, ys = zip(*points, strict=True)
    return sum(xs) / 4, sum(ys) / 4


def _holds(points: Quad, place: tuple[float, float]) -> bool:
    xs, ys = zip(*points, strict=True)
    return min(xs) <= place[0] <= max(xs) and min(ys) <= place[1] <= max(ys)
