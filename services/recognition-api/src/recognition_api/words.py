"""The words of a line, and from where to where along it each one goes.

The frames of the network tell between which characters a border lies. Where exactly, and where a
line's first word begins and its last one ends, is read off the ink.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alignment import Frames
from recognition_api.confidence import Confidence
from recognition_api.evidence import Evidence
from recognition_api.trace import Trace

STRIDE: Final = 4  # px of a cut line that one frame of the network stands for
_NO_WIDTH: Final = 1e-6  # px
_WORD: Final = re.compile(r"[^ ]+")


@dataclass(frozen=True)
class Word:
    """What stands between two spaces.

    Attributes:
        text: What it says.
        confidence: Probability (0..1, calibrated) that all of it is right.
        start, end: Shares (0..1) of the way from the line's left edge to its right one.
        evidence: From which its confidence was told.
    """

    text: str
    confidence: float
    start: float
    end: float
    evidence: Evidence


def word_spans(text: str) -> list[tuple[int, int]]:
    """The words of a line: the index of the first character, and the one after the last."""
    return [match.span() for match in _WORD.finditer(text)]


def words(
    line: Trace,
    ink: NDArray[np.intp],
    inside: tuple[float, float],
    confidence: Confidence,
) -> list[Word]:
    """Tell the words of a line, in order.

    Args:
        line: What was seen of it.
        ink: (w,) pixels of ink in each column of the cut.
        inside: Between which columns the line itself lies, without the margin of the cut.
        confidence: As fitted for words.
    """
    said = word_spans(line.text)
    columns = _columns(said, line.frames, ink, inside)
    shares = np.clip((columns - inside[0]) / max(inside[1] - inside[0], _NO_WIDTH), 0, 1)
    seen = [line.evidence(first, end) for first, end in said]
    return [
        Word(line.text[first:end], confidence.of(evidence), start, stop, evidence)
        for (first, end), (start, stop), evidence in zip(said, shares.tolist(), seen, strict=True)
    ]


def _columns(
    said: list[tuple[int, int]],
    frames: Frames,
    ink: NDArray[np.intp],
    inside: tuple[float, float],
) -> NDArray[np.float64]:
    """The first column of each word and the one after its last: (words, 2)."""
    starts, ends = np.array(said).T
    columns = np.empty((len(said), 2))
    columns[:, 0] = STRIDE * (frames.first[starts] + 0.5)
    columns[:, 1] = STRIDE * (frames.last[ends - 1] + 0.5)
    _reach_out(columns, ink, inside)
    for before, after in pairwise(columns):
        before[1], after[0] = _emptiest(ink, int(before[1]), int(after[0]))
    return columns


def _reach_out(
    columns: NDArray[np.float64], ink: NDArray[np.intp], inside: tuple[float, float]
) -> None:
    """Let the first and the last word end with the outermost ink of the line itself."""
    low, high = (int(np.clip(edge, 0, len(ink))) for edge in inside)
    (inked,) = np.nonzero(ink[low:high] > ink.min())
    if len(inked):
        columns[0, 0] = min(columns[0, 0], low + inked[0])
        columns[-1, 1] = max(columns[-1, 1], low + inked[-1] + 1)


def _emptiest(ink: NDArray[np.intp], start: int, end: int) -> tuple[int, int]:
    """The longest run of the columns that hold the least ink, mostly none, between two columns."""
    part = ink[start:end]
    if not len(part):
        middle = (start + end) // 2
        return middle, middle
    edges = np.flatnonzero(np.diff(part == part.min(), prepend=False, append=False))
    runs = edges.reshape(-1, 2)
    first, last = runs[np.diff(runs).argmax()]
    return start + int(first), start + int(last)
