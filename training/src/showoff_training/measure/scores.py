"""How right a reading is, against its truth; counts add up over pictures.

Words are compared as a bag, without case and outer punctuation: order is no matter of reading
right. Characters are compared without white space, each string with the stretch of the other side
that is nearest to it, so that where lines are cut does not matter. A line is located if its centre
lies in a line that was read and is of similar height.
"""

import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from showoff_training.measure.truth import TrueLine, Truth

_OUTER: Final = string.punctuation + "“”‘’–—·•…"
_SIMILAR_HEIGHT: Final = (0.4, 2.5)


@dataclass(frozen=True)
class ReadLine:
    """A line as it was read; points float64 (4, 2) in pixels of the picture.

    Attributes:
        confidence: That all of it is right, 0 to 1, where the reader tells.
        worst: Likewise of its most doubtful word.
    """

    text: str
    points: NDArray[np.float64]
    confidence: float = 1.0
    worst: float = 1.0


@dataclass(frozen=True)
class Rate:
    """`hits` of `total`."""

    hits: int = 0
    total: int = 0

    def __add__(self, other: Self) -> "Rate":
        return Rate(self.hits + other.hits, self.total + other.total)

    @property
    def share(self) -> float:
        return self.hits / self.total if self.total else 0.0


def f1(precision: Rate, recall: Rate) -> float:
    both = precision.share + recall.share
    return 2 * precision.share * recall.share / both if both else 0.0


@dataclass(frozen=True)
class Scores:
    """Counts over one picture or many."""

    word_precision: Rate = field(default_factory=Rate)
    word_recall: Rate = field(default_factory=Rate)
    char_precision: Rate = field(default_factory=Rate)
    char_recall: Rate = field(default_factory=Rate)
    located: Rate = field(default_factory=Rate)

    def __add__(self, other: Self) -> "Scores":
        return Scores(
            *(getattr(self, part.name) + getattr(other, part.name) for part in fields(self))
        )

    @property
    def word_f1(self) -> float:
        return f1(self.word_precision, self.word_recall)

    @property
    def char_f1(self) -> float:
        return f1(self.char_precision, self.char_recall)

    def score(self, truth: Truth) -> float:
        """The one figure that this kind of truth can tell."""
        if truth.ignore_spaces:
            return self.char_f1
        return self.word_f1 if truth.complete else self.word_recall.share


def compare(truth: Truth, read: Sequence[ReadLine]) -> Scores:
    """Compare what was read in a picture with what it says."""
    kept = [line for line in read if not covers_centre(truth.ignored, line)]
    true_texts = [line.text for line in truth.lines]
    read_texts = [line.text for line in kept]
    true_words, read_words = _bag(true_texts), _bag(read_texts)
    hits = (true_words & read_words).total()
    # A line may run through what is ignored: that many of its words are forgiven.
    forgiven = min(_words_within(truth.ignored, kept), read_words.total() - hits)
    return Scores(
        word_precision=Rate(hits, read_words.total() - forgiven),
        word_recall=Rate(hits, true_words.total()),
        char_precision=_characters(read_texts, true_texts),
        char_recall=_characters(true_texts, read_texts),
        located=Rate(sum(is_located(line, kept) for line in truth.lines), len(truth.lines)),
    )


def _bag(texts: Sequence[str]) -> Counter[str]:
    tokens = (token.strip(_OUTER).casefold() for text in texts for token in text.split())
    return Counter(token for token in tokens if token)


def _characters(wanted: Sequence[str], given: Sequence[str]) -> Rate:
    """How many characters of `wanted` are found in `given`."""
    given = [_squeezed(text) for text in given]
    candidates = [text for text in (*given, "".join(given)) if text]
    total = hits = 0
    for text in map(_squeezed, wanted):
        errors = min((_errors(text, candidate) for candidate in candidates), default=len(text))
        total += len(text)
        hits += len(text) - min(errors, len(text))
    return Rate(hits, total)


def errors_in(text: str, truths: Sequence[str], *, folds_case: bool) -> int:
    """Characters of `text` that are wrong against the nearest stretch of the truth."""
    fold = str.casefold if folds_case else str
    lines = ["".join(fold(line).split()) for line in truths]
    given = "".join(fold(text).split())
    return min((_errors(given, line) for line in (*lines, "".join(lines)) if line), default=0)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()


def _errors(text: str, candidate: str) -> int:
    """Edits that turn the stretch of `candidate` nearest to `text` into it."""
    best = partial_ratio_alignment(text, candidate)
    if best is None:
        return len(text)
    part, stretch = text[best.src_start : best.src_end], candidate[best.dest_start : best.dest_end]
    return Levenshtein.distance(part, stretch) + len(text) - len(part)


def _height(points: NDArray[np.float64]) -> float:
    return float(min(np.linalg.norm(points[3] - points[0]), np.linalg.norm(points[1] - points[0])))


def contains(points: NDArray[np.float64], place: NDArray[np.float64]) -> bool:
    """Whether the upright rectangle around corners (4, 2) holds a place (2,)."""
    return bool((points.min(axis=0) <= place).all() and (place <= points.max(axis=0)).all())


def is_located(line: TrueLine, read: Sequence[ReadLine]) -> bool:
    """Whether a line of similar height was read where a true line's centre is."""
    low, high = (share * _height(line.points) for share in _SIMILAR_HEIGHT)
    centre = line.points.mean(axis=0)
    return any(
        contains(other.points, centre) and low <= _height(other.points) <= high for other in read
    )


def is_near(truths: Sequence[TrueLine], line: ReadLine) -> bool:
    """Whether a line that was read runs over the centre of a true one, or stands in one."""
    return covers_centre(truths, line) or any(
        contains(line.points, true.points.mean(axis=0)) for true in truths
    )


def covers_centre(areas: Sequence[TrueLine], line: ReadLine) -> bool:
    """Whether a line that was read has its centre in one of some areas."""
    centre = line.points.mean(axis=0)
    return any(contains(area.points, centre) for area in areas)


def _words_within(areas: Sequence[TrueLine], read: Sequence[ReadLine]) -> int:
    return sum(
        max(1, len(area.text.split()))
        for area in areas
        for line in read
        if contains(line.points, area.points.mean(axis=0))
    )
