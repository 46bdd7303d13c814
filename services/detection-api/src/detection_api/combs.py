"""Combs: boxes in a row for one character each, as forms have them for numbers and dates.

The network takes their rules for strokes. So they are looked for as what they are: two rules, one
above the other, and between them more that stand at one distance.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from detection_api.lines import Floats, TextLines, together
from detection_api.scaling import LONG_SIDE

# px at working resolution
_STEP: Final = 4  # between the columns in which rules are looked for
_THICKEST: Final = 4  # of a rule
_HEIGHTS: Final = (12, 96)  # from one rule to the other
_SLACK: Final = 4  # steps by which rules of one comb begin and end apart

_LEAST: Final = 10  # columns that a rule runs through
_DARKER: Final = 48  # levels than its ground is ink
_DARK: Final = 0.9  # of its length that a rule between boxes is dark, and one along them:
_UNBROKEN: Final = 0.97  # of it
_WIDTHS: Final = (0.5, 1.8)  # of a box, in its heights
_EVEN: Final = 0.2  # by which a box may be wider or narrower than the others
_BOXES: Final = 3  # that make a comb
_FILLED: Final = 2  # of them
_SMALLEST: Final = 0.15  # of a box's height that a character is high or wide
_BESIDE: Final = 0.1  # heights of white left beside a character
_SCORE: Final = 0.9  # of a line that the network did not find

_Box = tuple[int, int, int, int]  # left, top, right, bottom


@dataclass
class _Rule:
    """A thin dark line from left to right, in px; from which row to which it was seen."""

    first: int
    last: int
    start: int
    end: int


def with_combs(image: NDArray[np.uint8], lines: TextLines) -> TextLines:
    """Lines of a picture, (H, W, 3), and the characters in the boxes of its combs.

    A line that runs across boxes gives way to what each of them holds.
    """
    green = image[..., 1]  # most of what is seen
    unit = max(1, round(max(green.shape) / LONG_SIDE))
    low, high = lines.points.min(1), lines.points.max(1)
    kept, found = np.ones(len(lines), np.bool_), list[Floats]()
    for comb in _combs(green, unit):
        left, top, right, bottom = comb[0][0], comb[0][1], comb[-1][2], comb[0][3]
        centres = (low + high) / 2
        inside = ((centres > (left, top)) & (centres < (right, bottom))).all(1)
        across = inside & (high[:, 0] - low[:, 0] > (right - left) / len(comb))
        taken = centres[inside & ~across, 0]
        free = [box for box in comb if not ((taken > box[0]) & (taken < box[2])).any()]
        characters = [ink for box in free if (ink := _character(green, box)) is not None]
        if len(characters) + len(taken) >= _FILLED:
            kept &= ~across
            found += _quads(characters)
    if not found:
        return lines
    scores = np.full(len(found), _SCORE, np.float32)
    return together(lines.take(kept), TextLines(np.stack(found), scores))


def _combs(green: NDArray[np.uint8], unit: int) -> Iterator[list[_Box]]:
    """The boxes of each comb, without their rules, from left to right."""
    rules, slack = _rules(green, unit), _SLACK * _STEP * unit
    for number, upper in enumerate(rules):
        for lower in rules[number + 1 :]:
            height = lower.first - upper.last
            if height > _HEIGHTS[1] * unit:
                break
            together_ = abs(upper.start - lower.start) + abs(upper.end - lower.end) <= 2 * slack
            if height >= _HEIGHTS[0] * unit and together_:
                if boxes := _boxes(green, upper, lower, unit):
                    yield boxes
                break


def _rules(green: NDArray[np.uint8], unit: int) -> list[_Rule]:
    """From top to bottom; those of a level page."""
    step, around = _STEP * unit, _THICKEST * unit
    sampled = green[:, step // 2 :: step].astype(np.int16)
    if len(sampled) <= 2 * around + 2:
        return []
    ground = np.minimum(sampled[: -2 * around], sampled[2 * around :])
    dark = ground - sampled[around:-around] >= _DARKER
    dark = dark[:-2] | dark[1:-1] | dark[2:]  # it may lean by as much
    dark[:, 1:-1] |= dark[:, :-2] & dark[:, 2:]  # where a rule between boxes meets it
    edges = np.diff(np.pad(dark, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    (rows, starts), (_, ends) = np.nonzero(edges == 1), np.nonzero(edges == -1)
    long = ends - starts >= _LEAST
    rules: list[_Rule] = []
    for row, start, end in zip(
        rows[long] + around + 1, starts[long] * step, ends[long] * step, strict=True
    ):
        for rule in reversed(rules[-_SLACK:]):
            if row - rule.last <= around and start < rule.end and end > rule.start:
                rule.last = int(row)
                rule.start, rule.end = min(rule.start, int(start)), max(rule.end, int(end))
                break
        else:
            rules.append(_Rule(int(row), int(row), int(start), int(end)))
    return rules


def _boxes(green: NDArray[np.uint8], upper: _Rule, lower: _Rule, unit: int) -> list[_Box]:
    """What lies between two rules and those that part it; nothing where it is no comb."""
    step = _STEP * unit
    left, right = max(0, min(upper.start, lower.start) - step), max(upper.end, lower.end) + step
    top, bottom = upper.last + 1, lower.first - 1
    part = green[top:bottom, left:right].astype(np.int16)
    dark = (np.median(part) - part >= _DARKER).mean(axis=0) >= _DARK
    posts = np.flatnonzero(np.diff(dark, prepend=False, append=False)).reshape(-1, 2) + left
    if len(posts) <= _BOXES:
        return []
    widths, height = np.diff(posts.mean(axis=1)), bottom - top
    usual = float(np.median(widths))
    if not _WIDTHS[0] * height <= usual <= _WIDTHS[1] * height:
        return []
    if np.abs(widths - usual).max() > _EVEN * usual:
        return []
    if not all(
        _is_unbroken(green, rule, int(posts[0, 0]), int(posts[-1, 1])) for rule in (upper, lower)
    ):
        return []
    return [
        (int(before[1]) + 1, top + 1, int(after[0]) - 1, bottom - 1)
        for before, after in pairwise(posts)
    ]


def _is_unbroken(green: NDArray[np.uint8], rule: _Rule, start: int, end: int) -> bool:
    """Whether a rule is one, not the serifs of letters that stand close."""
    around = green[max(0, rule.first - _THICKEST) : rule.last + _THICKEST, start:end].astype(
        np.int16
    )
    dark = np.median(around) - around[1:-1].min(axis=0) >= _DARKER
    return bool(dark.mean() >= _UNBROKEN)


def _character(green: NDArray[np.uint8], box: _Box) -> _Box | None:
    """The ink in a box; None where there is too little."""
    left, top, right, bottom = box
    part = green[top:bottom, left:right].astype(np.int16)
    ink = np.median(part) - part >= _DARKER if part.size else np.zeros((0, 0), np.bool_)
    (rows,), (columns,) = np.nonzero(ink.any(axis=1)), np.nonzero(ink.any(axis=0))
    if not len(rows):
        return None
    x0, y0, x1, y1 = columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
    if max(x1 - x0, y1 - y0) < _SMALLEST * (bottom - top):
        return None
    return left + int(x0), top + int(y0), left + int(x1), top + int(y1)


def _quads(characters: list[_Box]) -> Iterator[Floats]:
    """The characters of a comb as lines, all of them as high."""
    top, bottom = (
        min((c[1] for c in characters), default=0),
        max((c[3] for c in characters), default=0),
    )
    beside = _BESIDE * (bottom - top)
    for left, _, right, _ in characters:
        x0, x1 = left - beside, right + beside
        yield np.array([[x0, top], [x1, top], [x1, bottom], [x0, bottom]], np.float32)
