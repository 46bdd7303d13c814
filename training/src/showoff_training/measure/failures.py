"""What went wrong in a reading, line by line, by kind of error."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from showoff_training.measure.scores import ReadLine, contains, covers_centre, is_located
from showoff_training.measure.truth import Truth

Kind = Literal["missed", "false", "spaces", "capitals", "marks", "digits", "accents", "letters"]


@dataclass(frozen=True)
class Failure:
    """A line that was missed, misread, or read where there is none.

    Attributes:
        points: Of the line, float64 (4, 2), pixels of the picture.
        weight: Characters that are wrong.
    """

    kind: Kind
    points: NDArray[np.float64]
    truth: str
    read: str
    weight: int


def failures(truth: Truth, read: Sequence[ReadLine]) -> Iterator[Failure]:
    """Everything wrong with what was read in one picture."""
    texts = " ".join(line.text for line in read)
    for line in truth.lines:
        text = line.text
        if not is_located(line, read):
            yield Failure("missed", line.points, text, "", len(text))
            continue
        there = [other for other in read if _touches(other, line.points)]
        said = _stretch(text, " ".join(other.text for other in there) or texts)
        if (kind := _kind(text, said, truth)) is not None:
            errors = Levenshtein.distance(_plain(text, truth), _plain(said, truth))
            yield Failure(kind, line.points, text, said, max(1, errors))
    if not truth.complete:
        return
    known = [*truth.lines, *truth.ignored]
    for other in read:
        at_a_line = covers_centre(known, other) or any(_touches(other, k.points) for k in known)
        if not at_a_line and other.text:
            yield Failure("false", other.points, "", other.text, len(other.text))


def _touches(line: ReadLine, points: NDArray[np.float64]) -> bool:
    """Whether either's bounding rectangle holds the other's centre."""
    return contains(line.points, points.mean(0)) or contains(points, line.points.mean(0))


def _stretch(text: str, said: str) -> str:
    """The part of a longer reading that is nearest to a text."""
    if len(said) <= len(text) + 2:
        return said
    best = partial_ratio_alignment(text, said)
    return said if best is None else said[best.dest_start : best.dest_end]


def _plain(text: str, truth: Truth) -> str:
    text = "".join(text.split()) if truth.ignore_spaces else " ".join(text.split())
    return text.casefold() if truth.case_insensitive else text


def _kind(text: str, said: str, truth: Truth) -> Kind | None:
    """The gravest difference, or None where there is none."""
    text, said = _plain(text, truth), _plain(said, truth)
    if text == said:
        return None
    if "".join(text.split()) == "".join(said.split()):
        return "spaces"
    if text.casefold() == said.casefold():
        return "capitals"
    wrong = "".join(
        text[e.src_pos : e.src_pos + 1] + said[e.dest_pos : e.dest_pos + 1]
        for e in Levenshtein.editops(text, said)
    )
    if not any(c.isalnum() for c in wrong):
        return "marks"
    if any(c.isdigit() for c in wrong):
        return "digits"
    return "accents" if any(c.isalpha() and not c.isascii() for c in wrong) else "letters"
