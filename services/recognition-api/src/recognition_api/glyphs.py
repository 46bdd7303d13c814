"""Where the ink of each character of a line lies: shapes tell what the network leaves open."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import Frames
from recognition_api.ink import inked
from recognition_api.words import STRIDE

BELOW: Final = " _"  # characters without ink above the base line
_LESS: Final = 0.5  # of the most by which ink grows less from row to row
_BELOW: Final = 0.2  # of all ink that lies below the base line at most
_RULE: Final = 0.8  # of a line's width that the row of a rule under it is ink
INKED: Final = 0.4  # darkness of ink
_FOOT: Final = 3  # px from the base line to below the round feet of letters
_RULED: Final = 0.7  # of a rule's columns that are ink
_CORE: Final = (0.4, 0.6)  # of a glyph's width and height
_BESIDE: Final = 0.85  # of its width to which what is beside its middle reaches


@dataclass(frozen=True)
class Glyph:
    """The ink of a character, in px of a cut line; right and bottom are the first without ink.

    `apart` tells whether no ink ties it to its neighbours.
    """

    left: int
    right: int
    top: int
    bottom: int
    apart: bool

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2


class Print:
    """A cut line, (h, w) grey, as ink on its ground.

    Attributes:
        base: The last row above descenders.
    """

    def __init__(self, line: NDArray[np.uint8]) -> None:
        ink = inked(line)
        self._ink = ink
        self.base = _base_line(ink)
        ground, print_ = (float(np.median(x)) if x.size else 0.0 for x in (line[~ink], line[ink]))
        away = line.astype(np.float32) - ground
        self.darkness: NDArray[np.float32] = away / (print_ - ground if print_ != ground else 1)
        """(h, w) from 0 as the ground to 1 as the print."""

    def glyphs(self, text: str, frames: Frames) -> list[Glyph | None]:
        """The ink of each character; None for those without any above the base line."""
        found: list[Glyph | None] = [None] * len(text)
        if told := [i for i, character in enumerate(text) if character not in BELOW]:
            peaks = (STRIDE * (frames.peak[told] + 0.5)).astype(int).tolist()
            columns = self._ink[: self.base + 1].sum(axis=0)
            inner = [_border(columns, before, after) for before, after in pairwise(peaks)]
            borders = [(0, True), *inner, (len(columns), True)]
            for i, ((left, free), (right, freed)) in zip(told, pairwise(borders), strict=True):
                found[i] = self._glyph(left, right, apart=free and freed)
        return found

    def _glyph(self, left: int, right: int, *, apart: bool) -> Glyph | None:
        columns = np.flatnonzero(self._ink[: self.base + 1, left:right].any(axis=0))
        if not len(columns):
            return None
        first, last = left + int(columns[0]), left + int(columns[-1]) + 1
        top, bottom = longest(np.asarray(self._ink[:, first:last].any(axis=1)))
        return Glyph(first, last, top, bottom, apart)

    def is_ruled(self, left: int, right: int) -> bool:
        """Whether a rule runs below the base line from one column to the other."""
        below = self.darkness[self.base + _FOOT :, left:right]
        return bool(below.size and (below.max(axis=0) > INKED).mean() > _RULED)

    def core(self, glyph: Glyph) -> float:
        """How much darker a glyph's middle is than what is beside it: a 0 with a dot in it has one.

        From -1 to 1; about 0 where a ring is empty, or so blurred that it is full.
        """
        top, bottom = (int(glyph.top + share * glyph.height) for share in _CORE)
        across = self.darkness[top : bottom + 1, glyph.left : glyph.right].mean(axis=0)
        edges = [round(share * glyph.width) for share in (1 - _BESIDE, *_CORE, _BESIDE)]
        if min(b - a for a, b in pairwise(sorted(edges))) < 1:
            return 0.0
        first, left, right, last = sorted(edges)
        beside = max(across[first:left].min(), across[right:last].min())
        return float(across[left:right].max() - beside)


def longest(marked: NDArray[np.bool_]) -> tuple[int, int]:
    """Where the longest run of what is marked starts and ends; something is."""
    places = np.flatnonzero(marked)
    first, last = int(places[0]), int(places[-1])
    if last - first + 1 == len(places):
        return first, last + 1
    borders = np.flatnonzero(places[1:] - places[:-1] > 1)
    starts, ends = places[np.r_[0, borders + 1]], places[np.r_[borders, len(places) - 1]] + 1
    run = int((ends - starts).argmax())
    return int(starts[run]), int(ends[run])


def _base_line(ink: NDArray[np.bool_]) -> int:
    """The row below which there is much less ink, and little of it all: the first such row.

    Underscores end as suddenly, farther down.
    """
    rows = ink.sum(axis=1)
    rows[rows >= _RULE * ink.shape[1]] = 0
    middle = len(rows) // 2
    less = rows[middle:-2] - rows[middle + 2 :]
    below = rows.sum() - rows.cumsum()[middle + 1 : -1]
    ends = (less >= _LESS * less.max()) & (below <= _BELOW * rows.sum())
    return middle + int(ends.argmax() if ends.any() else less.argmax())


def _border(columns: NDArray[np.intp], before: int, after: int) -> tuple[int, bool]:
    """The middle of the emptiest columns between two characters, and whether they hold no ink."""
    part = columns[before : after + 1]
    if not len(part):
        return before, False
    start, end = longest(part == part.min())
    return before + (start + end) // 2, bool(part.min() == 0)
