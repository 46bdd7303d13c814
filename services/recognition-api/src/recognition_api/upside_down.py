"""Whether a page makes more sense upside down: its widest lines are read that way, too."""

from collections.abc import Sequence
from heapq import nlargest
from statistics import fmean
from typing import Final

from recognition_api.letters import Letters
from recognition_api.network import Seen
from recognition_api.scripts import STRANGE, strangeness

# Mean confidence, weighted by width, from which a page is not tried the other way. Measured on the
# development sets: docs/models/reading.md.
_CLEAR: Final = 0.6
_TRIED: Final = 8  # lines, the widest
# Evidence for a way up: the characters of the lines tried, by their confidence squared, so that
# little nonsense read for sure and much read in doubt both count for little.
_MORE: Final = 1.4  # times the evidence that the other way must have
_LEAST: Final = 2.0  # evidence without which the other way is not believed


def worth_a_try(lines: Sequence[Seen], widths: Sequence[float]) -> list[int]:
    """The lines to read from the other end: the widest of a page in doubt, none of a clear one."""
    if not lines or fmean([line.confidence for line in lines], [w + 1 for w in widths]) >= _CLEAR:
        return []
    return nlargest(_TRIED, range(len(lines)), key=widths.__getitem__)


def makes_more_sense(
    upside_down: Sequence[Seen], standing: Sequence[Seen], letters: Letters | None
) -> bool:
    """Whether lines say more from the other end, for sure; nonsense says nothing."""
    return _evidence(upside_down, letters) > max(_LEAST, _MORE * _evidence(standing, letters))


def _evidence(lines: Sequence[Seen], letters: Letters | None) -> float:
    return sum(
        line.confidence**2 * len(line.text)
        for line in lines
        if letters is None or strangeness(line, letters) <= STRANGE
    )
