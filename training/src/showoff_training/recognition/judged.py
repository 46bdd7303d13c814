"""What the service says of annotated lines, how sure it is of it, and whether it is right."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

import cv2
import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq, Levenshtein

from recognition_api.evidence import Evidence
from recognition_api.recognizer import Reading, Recognizer
from showoff_training.recognition.real_lines import (
    AnnotatedPage,
    RealLine,
    pages,
    read_annotations,
    read_words,
)
from showoff_training.recognition.validation import fair

TOGETHER = 64  # crops that are read at once


@dataclass(frozen=True)
class Judged:
    """A line, or a word of one.

    Attributes:
        kind: Of print: the set.
        picture: It is in.
        evidence: From which its confidence is told.
        confidence: As it was told.
        right: Whether all of it is.
    """

    kind: str
    picture: str
    evidence: Evidence
    confidence: float
    right: bool


@dataclass
class Judgement:
    """Lines of two characters or more, and words of those whose truth tells spaces."""

    lines: list[Judged] = field(default_factory=list)
    words: list[Judged] = field(default_factory=list)

    def __iadd__(self, other: Self) -> Self:
        self.lines += other.lines
        self.words += other.words
        return self


@dataclass(frozen=True)
class Told:
    """A line in a picture, as it was read."""

    picture: str
    line: RealLine
    reading: Reading


def judged(kind: str, told: Sequence[Told]) -> Judgement:
    """Judge the lines of a set.

    White space is put in truths as it happened to whoever typed them, so it is left out; so are
    signs, where not one line's truth has any.
    """
    signs = any(not c.isalnum() and not c.isspace() for each in told for c in each.line.text)
    judgement = Judgement()
    for each in told:
        reading, bare = each.reading, partial(_bare, each.line, signs=signs)
        if reading.evidence is None or reading.parts is None:
            continue
        said = bare(reading.text)
        if len(reading.text) > 1 and said:
            right = said == bare(each.line.text)
            line = Judged(kind, each.picture, reading.evidence, reading.confidence, right)
            judgement.lines.append(line)
        if each.line.any_spaces:
            continue
        words = [word for word in reading.parts.words if bare(word.text)]
        truth = [bare(word) for word in each.line.text.split()]
        for word, right in zip(words, are_right(truth, [bare(w.text) for w in words]), strict=True):
            one = Judged(kind, each.picture, word.evidence, word.confidence, right)
            judgement.words.append(one)
    return judgement


def _bare(line: RealLine, text: str, *, signs: bool) -> str:
    """What of a text the truths of its set tell, white space aside."""
    squeezed = "".join(line.comparable(text).split())
    return squeezed if signs else "".join(filter(str.isalnum, squeezed))


def are_right(truth: Sequence[str], said: Sequence[str]) -> list[bool]:
    """Whether each word that was read stands in the truth at its place, in one piece or in more."""
    right = [False] * len(said)
    for block in LCSseq.opcodes(said, truth):
        if block.tag == "equal":
            right[block.src_start : block.src_end] = [True] * (block.src_end - block.src_start)
    whole, end = "".join(said), 0
    wrong, missed = [False] * len(whole), [False] * (len(whole) + 1)  # characters; before them
    for edit in Levenshtein.editops(whole, "".join(truth)):
        (missed if edit.tag == "insert" else wrong)[edit.src_pos] = True
    for number, word in enumerate(said):
        start, end = end, end + len(word)
        right[number] |= not any(wrong[start:end]) and not any(missed[start : end + 1])
    return right


def of_crops(recognizer: Recognizer, kind: str, lines: Sequence[RealLine]) -> Judgement:
    """Judge lines that are cut already, each a picture of its own."""
    told: list[Told] = []
    for start in range(0, len(lines), TOGETHER):
        some = lines[start : start + TOGETHER]
        readings = recognizer.read_crops([line.image for line in some], parts=True)
        for number, (line, reading) in enumerate(zip(some, readings, strict=True), start):
            told.append(Told(f"{kind} {number}", line, reading))
    return judged(kind, told)


def of_pages(recognizer: Recognizer, kind: str, pictures: Iterable[AnnotatedPage]) -> Judgement:
    """Judge lines where they stand in their pictures, with all looks that the service takes."""
    told: list[Told] = []
    for page in pictures:
        colours = partial(_in_colour, page.picture)
        readings = recognizer.read(page.grey, page.points, parts=True, colours=colours)
        for number, reading in enumerate(readings):
            told.append(Told(page.picture.name, page.cut(number), reading))
    return judged(kind, told)


def of_sets(recognizer: Recognizer, data: Path, most: int) -> Iterator[tuple[str, Judgement]]:
    """Judge every annotated set under a directory: at most so many pictures, or cut words."""
    for directory in pages(data):
        kind, pictures = directory.name, read_annotations(directory, slice(most))
        yield kind, of_pages(recognizer, kind, pictures)
    for labels in sorted(data.glob("crops/*/labels.tsv")):
        kind, words = labels.parent.name, fair(list(read_words(labels)))
        yield kind, of_crops(recognizer, kind, words[:: max(1, len(words) // most)][:most])


def _in_colour(picture: Path) -> NDArray[np.uint8]:
    pixels = cv2.imread(str(picture), cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION)
    return np.asarray(pixels, np.uint8)
