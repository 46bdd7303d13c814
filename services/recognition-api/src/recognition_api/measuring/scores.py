"""What a reader gets wrong, line by line."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from recognition_api.alphabet import is_known, normalise
from recognition_api.measuring.gold_set import GoldLine
from recognition_api.measuring.readers import Reader
from showoff_common.contracts.gold import KindFigures


@dataclass(frozen=True)
class Score:
    """A line read.

    Attributes:
        line: The line.
        read: What was read.
        characters: Of its text, normalised as the alphabet has it.
        edits: Characters to insert, delete or replace to get from one to the other.
    """

    line: GoldLine
    read: str
    characters: int
    edits: int


def score(reader: Reader, lines: Iterable[GoldLine]) -> list[Score]:
    """Read lines; space around them does not count."""
    return [_score(line, reader.read(line)) for line in lines]


def _score(line: GoldLine, read: str) -> Score:
    truth, said = normalise(line.text).strip(), normalise(read).strip()
    return Score(line, read, len(truth), Levenshtein.distance(truth, said))


def figures(scores: Sequence[Score]) -> KindFigures:
    return KindFigures(
        lines=len(scores),
        characters=sum(score.characters for score in scores),
        edits=sum(score.edits for score in scores),
        exact=sum(not score.edits for score in scores),
    )


def by_kind(scores: Iterable[Score]) -> dict[str, list[Score]]:
    kinds: defaultdict[str, list[Score]] = defaultdict(list)
    for each in scores:
        kinds[each.line.kind].append(each)
    return dict(sorted(kinds.items()))


def outside(lines: Iterable[GoldLine]) -> dict[str, int]:
    """Characters that no model can write, for they are not in the alphabet, with their counts."""
    letters = Counter(letter for line in lines for letter in normalise(line.text))
    return {letter: count for letter, count in sorted(letters.items()) if not is_known(letter)}
