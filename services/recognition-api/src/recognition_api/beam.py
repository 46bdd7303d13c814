"""Prefix beam search over CTC (Hannun et al., arXiv 1408.2873) with a model of letters.

Slower than the best path, so for doubtful lines only. Where the best path says a digit it stays:
no letter is likelier there for what stands beside it.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from recognition_api.alphabet import BLANK, CHARACTERS
from recognition_api.letters import SYMBOL_OF_CLASS, Letters

WIDTH: Final = 4  # prefixes kept from frame to frame
LEAST: Final = 0.02  # probability of a class that is tried at a frame
SURE: Final = 0.99  # probability from which on nothing else is

_IS_DIGIT: Final = (False, *(c.isdigit() for c in CHARACTERS))

Prefix = tuple[int, ...]


class _Paths(NamedTuple):
    """All paths that say a prefix: probability of those that end in a blank, and in its letter."""

    blank: float
    letter: float
    weight: float  # of the letters so far
    context: int

    @property
    def score(self) -> float:
        return (self.blank + self.letter) * self.weight


def search(probabilities: NDArray[np.float32], letters: Letters) -> str:
    """Find the likeliest text of one line.

    Args:
        probabilities: (T, classes) of each frame.
        letters: What letters are likely.
    """
    beam: dict[Prefix, _Paths] = {(): _Paths(1.0, 0.0, 1.0, 0)}
    for candidates in _candidates(probabilities):
        beam = _kept(_extended(beam, candidates, letters))
    last = max(beam, key=lambda prefix: beam[prefix].score * letters.end(beam[prefix].context))
    return "".join(CHARACTERS[c - 1] for c in last)


def _candidates(probabilities: NDArray[np.float32]) -> Iterator[list[tuple[int, float]]]:
    best = probabilities.argmax(axis=1).tolist()
    for frame, likeliest in zip(probabilities, best, strict=True):
        if _IS_DIGIT[likeliest] or frame[likeliest] > SURE:
            yield [(likeliest, float(frame[likeliest]))]
        else:
            tried = np.flatnonzero(frame >= min(LEAST, frame[likeliest]))
            yield list(zip(tried.tolist(), frame[tried].tolist(), strict=True))


def _extended(
    beam: dict[Prefix, _Paths], candidates: Sequence[tuple[int, float]], letters: Letters
) -> dict[Prefix, _Paths]:
    new: dict[Prefix, _Paths] = {}
    for prefix, (blank, letter, weight, context) in beam.items():
        for said, probability in candidates:
            if said == BLANK:
                _add(new, prefix, _Paths((blank + letter) * probability, 0.0, weight, context))
                continue
            before = blank + letter
            if prefix and said == prefix[-1]:  # held on; said twice only after a blank
                _add(new, prefix, _Paths(0.0, letter * probability, weight, context))
                before = blank
            if before:
                factor, after = letters.after(context, SYMBOL_OF_CLASS[said])
                paths = _Paths(0.0, before * probability, weight * factor, after)
                _add(new, (*prefix, said), paths)
    return new


def _add(beam: dict[Prefix, _Paths], prefix: Prefix, paths: _Paths) -> None:
    known = beam.get(prefix)
    if known is None:
        beam[prefix] = paths
    else:
        blank, letter = known.blank + paths.blank, known.letter + paths.letter
        beam[prefix] = known._replace(blank=blank, letter=letter)


def _kept(beam: dict[Prefix, _Paths]) -> dict[Prefix, _Paths]:
    """Return the best prefixes, scaled so that long lines neither vanish nor overflow."""
    best = sorted(beam.items(), key=lambda item: item[1].score, reverse=True)[:WIDTH]
    total, weight = sum(paths.blank + paths.letter for _, paths in best), best[0][1].weight
    return {
        prefix: _Paths(
            paths.blank / total, paths.letter / total, paths.weight / weight, paths.context
        )
        for prefix, paths in best
    }
