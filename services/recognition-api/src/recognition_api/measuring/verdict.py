"""Whether a model reads a set better or worse than another, or whether that can't be told.

Both read the same lines. Pictures are drawn with replacement, all lines of one together, 2,000
times: what 95 % of the draws say is no accident of which pictures there were (a paired bootstrap,
Efron 1979; by clusters, for lines of one picture are read alike).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.measuring.scores import Score, by_kind
from showoff_common.contracts.gold import Verdict

DRAWS: Final = 2_000
_SEED: Final = 22
_INTERVAL: Final = (2.5, 50.0, 97.5)  # %
_LEAST_LINES, _LEAST_PICTURES = 100, 30
_LINES_OF_A_KIND: Final = 200
_WORSE_BY: Final = 0.01  # of a kind's characters


@dataclass(frozen=True)
class Comparison:
    """A candidate beside what it would replace.

    Attributes:
        verdict: `worse` where the interval of one of the two lies wholly on the bad side, or a
            kind of 200 lines or more loses over a point.
        errors: 2.5 %, middle and 97.5 % of the draws of its error rate less the other's.
        exact: The same of the share of lines without an error.
        worse: Lines that got worse, most first: before, now.
    """

    verdict: Verdict
    errors: tuple[float, float, float]
    exact: tuple[float, float, float]
    worse: Sequence[tuple[Score, Score]]


def compare(candidate: Sequence[Score], other: Sequence[Score]) -> Comparison:
    """Compare two readers of the same lines, in the same order."""
    pairs = list(zip(other, candidate, strict=True))
    worse = sorted(
        (pair for pair in pairs if pair[1].edits > pair[0].edits),
        key=lambda pair: (pair[0].edits - pair[1].edits, pair[0].line.digest),
    )
    pictures = sorted({score.line.picture for score in candidate})
    if not pictures:
        nothing = (0.0, 0.0, 0.0)
        return Comparison("unknown", nothing, nothing, [])
    draws = np.random.default_rng(_SEED).multinomial(
        len(pictures), np.full(len(pictures), 1 / len(pictures)), DRAWS
    )
    place = {picture: number for number, picture in enumerate(pictures)}

    def drawn(scores: Sequence[Score], measure: str) -> NDArray[np.float64]:
        """A sum for each draw."""
        sums = np.zeros(len(pictures))
        for score in scores:
            value = {"edits": score.edits, "characters": score.characters, "lines": 1}
            value["exact"] = int(not score.edits)
            sums[place[score.line.picture]] += value[measure]
        return np.asarray(draws @ sums, np.float64)

    def difference(measure: str, of: str) -> tuple[float, float, float]:
        change = drawn(candidate, measure) - drawn(other, measure)
        low, middle, high = np.percentile(change / drawn(candidate, of).clip(1), _INTERVAL)
        return float(low), float(middle), float(high)

    errors, exact = difference("edits", "characters"), difference("exact", "lines")
    verdict: Verdict = "same"
    if len(candidate) < _LEAST_LINES or len(pictures) < _LEAST_PICTURES:
        verdict = "unknown"
    elif errors[0] > 0 or exact[2] < 0 or _a_kind_is_worse(candidate, other):
        verdict = "worse"
    elif errors[2] < 0:
        verdict = "better"
    return Comparison(verdict, errors, exact, worse)


def _a_kind_is_worse(candidate: Sequence[Score], other: Sequence[Score]) -> bool:
    before = by_kind(other)
    return any(
        sum(now.edits for now in scores) - sum(then.edits for then in before[kind])
        > _WORSE_BY * sum(now.characters for now in scores)
        for kind, scores in by_kind(candidate).items()
        if len(scores) >= _LINES_OF_A_KIND
    )
