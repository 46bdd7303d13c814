"""Lines that run across a narrow gutter: parted where lines below each other leave a gap together.

What one line tells is not enough, for words stand apart as well. But where lines that follow each
other all have a gap, and go on behind it at the same place, another column begins there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

import numpy as np
from numpy.typing import NDArray

from detection_api.lines import Floats, TextLines
from detection_api.slopes import lean

_LONG: Final = 12  # heights from which a line may hold two columns
_GAP: Final = 0.5  # heights: least width of a gap
_WORDS: Final = 0.2  # heights: what is narrower stands between letters
_WIDER: Final = 1.3  # times the usual gap of its line, at least in every second line
_FLUSH: Final = 0.4  # heights within which columns go on at the same place
_LINES: Final = 4  # that leave a gap together
_BLANK: Final = 0.25  # of a line's contrast that a column between letters has at most
_DETAIL: Final = 12  # samples across a line
_INSET: Final = 0.1  # heights of a gap that are left to the text beside it


@dataclass(frozen=True)
class _Gap:
    """White in a line.

    Attributes:
        line: Which.
        start, end: From where to where along it, in px.
        place: Where the text goes on, in px of the level page.
        wide: Whether wider than the gaps between the line's words.
    """

    line: int
    start: float
    end: float
    place: float
    wide: bool


def parted(image: NDArray[np.uint8], lines: TextLines) -> TextLines:
    """Part lines of a picture, (H, W, 3), at the gutters that they run across."""
    heights, lengths = lines.heights(), lines.lengths()
    long = np.flatnonzero(lengths > _LONG * heights)
    if len(long) < _LINES:
        return lines
    angle = np.radians(lean(lines))
    axes = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    level = lines.points @ axes  # the page turned so that its text runs to the right
    gaps = [gap for i in long.tolist() for gap in _gaps(image, lines.points[i], i, level[i])]
    cuts: dict[int, list[_Gap]] = {}
    for gutter in _gutters(gaps, level, heights):
        for gap in gutter:
            cuts.setdefault(gap.line, []).append(gap)
    if not cuts:
        return lines
    whole = np.array([i not in cuts for i in range(len(lines))], np.bool_)
    pieces = [
        (piece, lines.scores[i])
        for i, its in cuts.items()
        for piece in _pieces(lines.points[i], its, float(heights[i]), float(lengths[i]))
    ]
    points = np.concatenate([lines.points[whole], np.stack([piece for piece, _ in pieces])])
    scores = np.concatenate([lines.scores[whole], np.array([s for _, s in pieces], np.float32)])
    return TextLines(points, scores)


def _gaps(image: NDArray[np.uint8], quad: Floats, line: int, level: Floats) -> Iterator[_Gap]:
    """The gaps in the ink of a line that may be gutters."""
    contrast, step, height = _contrast(image, quad)
    blank = contrast <= _BLANK * np.quantile(contrast, 0.95)
    edges = np.flatnonzero(np.diff(blank, prepend=False, append=False)).reshape(-1, 2)
    inner = edges[(edges[:, 0] > 0) & (edges[:, 1] < len(blank))]
    widths = np.diff(inner, axis=1)[:, 0] * step
    words = widths[widths >= _WORDS * height]
    for (start, end), width in zip((inner * step).tolist(), widths.tolist(), strict=True):
        if width >= _GAP * height:
            wide = bool(width >= _WIDER * np.median(words))
            yield _Gap(line, start, end, float(level[0, 0] + end), wide)


def _contrast(image: NDArray[np.uint8], quad: Floats) -> tuple[Floats, float, float]:
    """How much each column of a line holds, (n,) levels; px from one to the next; the height."""
    along, down = quad[1] - quad[0], quad[3] - quad[0]
    length, height = float(np.linalg.norm(along)), float(np.linalg.norm(down))
    step = max(1.0, height / _DETAIL)
    u = np.arange(0, length, step) / max(length, 1)
    v = (np.arange(_DETAIL) + 0.5) / _DETAIL
    x, y = (
        np.clip(quad[0, i] + u * along[i] + v[:, None] * down[i], 0, size - 1).astype(np.intp)
        for i, size in ((0, image.shape[1]), (1, image.shape[0]))
    )
    seen = image[y, x].astype(np.int16)
    return np.ptp(seen, axis=0).max(axis=1).astype(np.float32), step, height


def _gutters(gaps: Sequence[_Gap], level: Floats, heights: Floats) -> Iterator[list[_Gap]]:
    """Runs of lines, one below the other, that leave a gap together; the longest first."""
    rows = np.argsort(level[..., 1].mean(1)).tolist()
    free = sorted(gaps, key=lambda gap: gap.place)
    while True:
        runs = [
            run
            for number, first in enumerate(free)
            if len(members := _flush(free[number:], first, float(heights[first.line]))) >= _LINES
            for run in _runs(members, level, rows)
            if _is_gutter(run, float(heights[first.line]))
        ]
        if not runs:
            return
        longest = max(runs, key=len)
        yield longest
        free = [gap for gap in free if gap not in longest]


def _flush(ordered: Sequence[_Gap], first: _Gap, height: float) -> list[_Gap]:
    """Those behind which the text goes on where it does behind the first."""
    return list(takewhile(lambda gap: gap.place <= first.place + _FLUSH * height, ordered))


def _runs(members: Sequence[_Gap], level: Floats, rows: Sequence[int]) -> Iterator[list[_Gap]]:
    """The gaps from top to bottom, parted where another line crosses their place."""
    place = members[-1].place
    crosses = (level[:, 0, 0] < place - 1) & (level[:, 1, 0] > place + 1)
    of_line = {gap.line: gap for gap in members}
    run: list[_Gap] = []
    for line in rows:
        if line in of_line:
            run.append(of_line[line])
        elif crosses[line]:
            yield run
            run = []
    yield run


def _is_gutter(run: Sequence[_Gap], height: float) -> bool:
    if len(run) < _LINES or 2 * sum(gap.wide for gap in run) < len(run):
        return False
    narrowest = min(gap.place for gap in run) - max(gap.place - gap.end + gap.start for gap in run)
    return narrowest >= _GAP * height - _FLUSH * height


def _pieces(quad: Floats, gaps: Sequence[_Gap], height: float, length: float) -> Iterator[Floats]:
    """What of a line lies before, between and behind gaps."""
    inset = _INSET * height
    starts, ends = [0.0], list[float]()
    for gap in sorted(gaps, key=lambda gap: gap.start):
        ends.append((gap.start + inset) / length)
        starts.append((gap.end - inset) / length)
    top, bottom = quad[1] - quad[0], quad[2] - quad[3]
    for start, end in zip(starts, [*ends, 1.0], strict=True):
        yield np.stack(
            [
                quad[0] + start * top,
                quad[0] + end * top,
                quad[3] + end * bottom,
                quad[3] + start * bottom,
            ]
        )
