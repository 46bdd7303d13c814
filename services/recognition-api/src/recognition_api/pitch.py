"""Print of one pitch, such as code and serial numbers: what stands between its characters.

Each character has a cell there, as wide as any other, so that cells can be counted: neighbours
leave no room for a space however narrow they are, and a cell without ink is one. Ink below the
base line alone is an underscore.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.glyphs import BELOW, INKED, Glyph, Print

_LEAST: Final = 12  # characters that tell a pitch
_SPREAD: Final = 0.09  # of the pitch: usual distance of ink from the middle of its cell
_FARTHEST: Final = 0.3  # of the pitch: the longest one
_STEADY: Final = 0.08  # by which the pitch of all of a line differs from that of neighbours at most
_INSIDE: Final = 0.3  # of a cell on either side of its middle
_CLEAR: Final = 0.15  # darkness of no ink


@dataclass(frozen=True)
class Cells:
    """The cells of a line.

    Attributes:
        numbers: That of each character.
        centres: Their middles, in px.
        pitch: Px from one to the next.
        clear: Whether ink stands a whole number of cells from that before.
    """

    numbers: NDArray[np.intp]
    centres: NDArray[np.float64]
    pitch: float
    clear: NDArray[np.bool_]


def in_cells(text: str, glyphs: Sequence[Glyph | None], print_: Print) -> str | None:
    """A line's text, spaces and underscores as its cells hold them.

    None where it is not of one pitch.
    """
    anchors = [i for i, character in enumerate(text) if character not in BELOW]
    shapes = [glyph for i in anchors if (glyph := glyphs[i]) is not None]
    if len(shapes) < max(_LEAST, len(anchors)):
        return None
    cells = _cells(np.array([glyph.centre for glyph in shapes]), np.diff(anchors) == 1)
    if cells is None:
        return None
    told, ruled = text[: anchors[0] + 1], [print_.is_ruled(g.left, g.right) for g in shapes]
    for place, (before, after) in enumerate(pairwise(anchors)):
        said = text[before + 1 : after]
        between = _between(said, cells, place, print_)
        underlined = "_" in between and (ruled[place] or ruled[place + 1])
        told += (said if underlined else between) + text[after]
    return told + text[anchors[-1] + 1 :]


def _cells(centres: NDArray[np.float64], neighbours: NDArray[np.bool_]) -> Cells | None:
    steps = np.diff(centres)
    if 2 * neighbours.sum() < len(steps) or (usual := np.median(steps[neighbours])) <= 0:
        return None
    counts = np.maximum(1, np.rint(steps / usual))
    numbers = np.r_[0, counts.cumsum()]
    pitch, start = np.polyfit(numbers, centres, 1)
    away = np.abs(centres - start - pitch * numbers) / pitch
    steady = abs(pitch - usual) <= _STEADY * usual
    if not steady or np.sqrt((away**2).mean()) > _SPREAD or away.max() > _FARTHEST:
        return None
    clear = np.abs(steps / usual - counts) <= _FARTHEST
    return Cells(numbers.astype(np.intp), start + pitch * numbers, float(pitch), clear)


def _between(said: str, cells: Cells, place: int, print_: Print) -> str:
    """What stands behind a character; what the text says where a cell holds something else."""
    holds = [
        _content(cells.centres[place] + cells.pitch * number, cells.pitch, print_)
        for number in range(1, int(cells.numbers[place + 1] - cells.numbers[place]))
    ]
    return re.sub(" +", " ", "".join(holds)) if all(holds) and cells.clear[place] else said


def _content(centre: float, pitch: float, print_: Print) -> str:
    """A space or an underscore; nothing where a cell holds something else."""
    left, right = round(centre - _INSIDE * pitch), round(centre + _INSIDE * pitch)
    cell = print_.darkness[:, left : right + 1]
    above, below = cell[: print_.base], cell[print_.base :]
    if above.max() > INKED:
        return ""
    if below.min(axis=1).max() > INKED:  # a row that is dark from end to end
        return "_"
    return " " if below.max() <= _CLEAR else ""
