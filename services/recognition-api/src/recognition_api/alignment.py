"""Where each character of a line stands among the frames of the network: forced alignment.

CTC tells what is said, and when only in passing (Graves et al., ICML 2006): a character is seen in
a frame or two of its width, so frames put characters in order and don't measure them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alphabet import BLANK, encode

_LEAST: Final = 1e-10  # a probability of 0 has no logarithm


@dataclass(frozen=True)
class Frames:
    """One entry a character, in order.

    Attributes:
        first, last: (N,) its first and last frame; no two characters share one.
        peak: (N,) the frame in which it is clearest.
        probabilities: (N,) how clear it is there, 0..1.
    """

    first: NDArray[np.intp]
    last: NDArray[np.intp]
    peak: NDArray[np.intp]
    probabilities: NDArray[np.float32]


def align(text: str, probabilities: NDArray[np.float32]) -> Frames:
    """Lay a text along the frames in which it was read.

    Args:
        text: Without space around it; at least one character.
        probabilities: (T, classes) of each frame.

    Raises:
        ValueError: There are fewer frames than the text needs.
    """
    classes = encode(text)
    path = probabilities.argmax(axis=1)  # the best of all, so the best to say what it says, too
    starts = _starts(path)
    said = path[starts][path[starts] != BLANK].tolist()
    if said != classes:
        path = _best_path(classes, probabilities)
        starts = _starts(path)
    clear = probabilities[np.arange(len(path)), path]
    clearest = np.maximum.reduceat(clear, starts)
    ends = np.r_[starts[1:], len(path)]
    peaks = np.flatnonzero(clear == np.repeat(clearest, ends - starts))
    peak = peaks[np.searchsorted(peaks, starts)]
    character = path[starts] != BLANK
    return Frames(starts[character], ends[character] - 1, peak[character], clearest[character])


def _starts(path: NDArray[np.intp]) -> NDArray[np.intp]:
    return np.flatnonzero(np.r_[True, path[1:] != path[:-1]])


def _best_path(classes: Sequence[int], probabilities: NDArray[np.float32]) -> NDArray[np.intp]:
    """The likeliest class of each frame, (T,), among all paths that say a text (Viterbi)."""
    states = np.full(2 * len(classes) + 1, BLANK)  # a blank, or none, beside each character
    states[1::2] = classes
    seen = np.log(np.maximum(probabilities[:, states], _LEAST))
    passes_blank = np.zeros(len(states), bool)
    passes_blank[3::2] = states[3::2] != states[1:-2:2]
    reach = np.full((3, len(states)), -np.inf)  # by staying, from one state before, from two
    steps = np.zeros(seen.shape, np.intp)
    score = np.full(len(states), -np.inf)
    score[:2] = seen[0, :2]
    for frame in range(1, len(seen)):
        reach[0] = score
        reach[1, 1:] = score[:-1]
        reach[2, 2:] = np.where(passes_blank[2:], score[:-2], -np.inf)
        steps[frame] = reach.argmax(axis=0)
        score = reach.max(axis=0) + seen[frame]
    state = len(states) - 1 - int(score[-2] > score[-1])
    if not np.isfinite(score[state]):
        raise ValueError(f"{len(classes)} characters do not fit into {len(seen)} frames")
    path = np.zeros(len(seen), np.intp)
    for frame in range(len(seen) - 1, -1, -1):
        path[frame] = states[state]
        state -= int(steps[frame, state])
    return path
