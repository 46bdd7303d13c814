"""Narrow strips of ink that no line explains: text on end beside text that stands, it may be.

The network sees strips of letters that stand. So a margin's text, or an axis's, is looked for as
ink: in a strip that is many times as high as wide, parted by white, with white on either side.
"""

from collections.abc import Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from detection_api.lines import TextLines
from showoff_common.pictures.regions import Region

_LONG_SIDE: Final = 640  # px at which ink is looked for
_INK: Final = 56  # levels between ink and the page
_EVEN: Final = 0.2  # share of ink above which a picture is no page
_BETWEEN: Final = 7  # px of white between letters and words
_LONGEST_SIDE: Final = 48  # px that a strip is high at least,
_WIDTHS: Final = (4, 32)  # and wide,
_OBLONG: Final = 4  # and times its width high
_FULL: Final = (0.12, 0.7)  # share of a strip that is ink
_GAPS: Final = 4  # places along a strip without any
_BESIDE: Final = 3  # px of white on either side
_WHITE: Final = 0.04  # share of ink there
_TAILS: Final = 0.02  # share of ink in a column that is still the strip's
_MOST: Final = 6  # strips
_AROUND: Final = 0.5  # of its width that is looked at beside a strip

Mask = NDArray[np.bool_]


def strips(image: NDArray[np.uint8], lines: TextLines) -> list[Region]:
    """The strips of a picture, (H, W, 3), that may hold text on end, in its px."""
    step = max(1, round(max(image.shape[:2]) / _LONG_SIDE))
    ink = _unexplained(image[::step, ::step, 1], lines, step)
    if ink is None:
        return []
    found = sorted(_strips(ink), key=lambda box: box[0] - box[2])  # the longest first
    return [_region(box, step, image.shape) for box in found[:_MOST]]


def _unexplained(page: NDArray[np.uint8], lines: TextLines, step: int) -> Mask | None:
    """Ink outside of lines; None where a picture is no page."""
    ink: Mask = np.abs(page.astype(np.int16) - np.median(page)) > _INK
    if ink.mean() > _EVEN:
        return None
    around = 0.25 * lines.heights()[:, None]
    low = ((lines.points.min(1) - around) / step).clip(0).astype(int)
    high = np.ceil((lines.points.max(1) + around) / step).astype(int)
    for (x0, y0), (x1, y1) in zip(low.tolist(), high.tolist(), strict=True):
        ink[y0 : y1 + 1, x0 : x1 + 1] = False
    return ink


def _strips(ink: Mask) -> Iterator[tuple[int, int, int, int]]:
    """Top, left, bottom and right of each strip."""
    columns = _runs(_closed(ink).T)
    groups: list[list[int]] = []  # column, the next one, top, bottom
    for column, top, bottom in columns:
        for group in groups:
            if group[1] >= column - 1 and min(group[3], bottom) > max(group[2], top):
                group[1] = column + 1
                group[2], group[3] = min(group[2], top), max(group[3], bottom)
                break
        else:
            groups.append([column, column + 1, top, bottom])
    for first, last, top, bottom in groups:
        left, right = _with_tails(ink[top:bottom].mean(axis=0) > _TAILS, first, last)
        if _may_be_text(ink, top, left, bottom, right):
            yield top, left, bottom, right


def _with_tails(inked: Mask, left: int, right: int) -> tuple[int, int]:
    """A strip as wide as its ink goes on: what rises and hangs of letters stands apart."""
    before, after = np.flatnonzero(~inked[:left]), np.flatnonzero(~inked[right:])
    return (
        int(before[-1]) + 1 if len(before) else 0,
        right + int(after[0]) if len(after) else len(inked),
    )


def _closed(ink: Mask) -> Mask:
    """Ink, and the white between letters that stand below each other."""
    total = np.pad(ink, ((_BETWEEN + 1, _BETWEEN), (0, 0))).cumsum(axis=0, dtype=np.int32)
    near = total[2 * _BETWEEN + 1 :] - total[: -2 * _BETWEEN - 1] > 0
    inner = np.pad(near, ((_BETWEEN, _BETWEEN), (0, 0)), constant_values=True)
    total = np.pad(~inner, ((1, 0), (0, 0))).cumsum(axis=0, dtype=np.int32)
    return np.asarray(total[2 * _BETWEEN + 1 :] - total[: -2 * _BETWEEN - 1] == 0)


def _runs(marked: Mask) -> Iterator[tuple[int, int, int]]:
    """Row, start and end of what is marked for long enough, from row to row."""
    edges = np.diff(np.pad(marked, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    (rows, starts), (_, ends) = np.nonzero(edges == 1), np.nonzero(edges == -1)
    long = ends - starts >= _LONGEST_SIDE / 2
    yield from zip(rows[long].tolist(), starts[long].tolist(), ends[long].tolist(), strict=True)


def _may_be_text(ink: Mask, top: int, left: int, bottom: int, right: int) -> bool:
    width, height = right - left, bottom - top
    if not _WIDTHS[0] <= width <= _WIDTHS[1] or height < max(_LONGEST_SIDE, _OBLONG * width):
        return False
    inside = ink[top:bottom, left:right]
    rows = inside.any(axis=1)
    beside = (
        ink[top:bottom, max(0, left - _BESIDE) : left],
        ink[top:bottom, right : right + _BESIDE],
    )
    return bool(
        _FULL[0] <= inside.mean() <= _FULL[1]
        and (np.diff(rows.astype(np.int8)) == 1).sum() >= _GAPS
        and all(part.mean() <= _WHITE for part in beside if part.size)
    )


def _region(box: tuple[int, int, int, int], step: int, shape: tuple[int, ...]) -> Region:
    """A strip and what is around it, in px of the picture."""
    top, left, bottom, right = (step * edge for edge in box)
    around = round(_AROUND * (right - left)) + step
    x0, y0 = max(0, left - around), max(0, top - around)
    x1, y1 = min(shape[1], right + around), min(shape[0], bottom + around)
    return Region(x0, y0, x1 - x0, y1 - y0)
