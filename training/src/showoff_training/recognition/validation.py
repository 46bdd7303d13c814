"""What a recogniser is measured on, and what is counted: lines that no training has seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from recognition_api.batches import batches
from recognition_api.ctc import Decoded, decode
from showoff_training.recognition.real_lines import RealLine, pages, read_pages, read_words
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.lines import LineSynthesis
from showoff_training.synthesis.text import TextSource

# Images uint8 (B, 32, W) to best class and its probability a frame, both (B, T).
BestPath = Callable[[NDArray[np.uint8]], tuple[NDArray[np.integer], NDArray[np.floating]]]

VALIDATION_SEED = 20_260_000  # no training seed comes near


@dataclass(frozen=True)
class ErrorRate:
    """Shares (0..1) of characters wrong, lines exact, digits wrong, accented letters wrong."""

    characters: float
    exact: float
    digits: float
    accents: float
    lines: int


@dataclass
class _Counts:
    """Characters of a text by kind."""

    characters: int = 0
    digits: int = 0
    accents: int = 0

    def add(self, text: str) -> None:
        self.characters += len(text)
        self.add_kinds(text)

    def add_kinds(self, text: str) -> None:
        self.digits += sum(c.isdigit() for c in text)
        self.accents += sum(c.isalpha() and not c.isascii() for c in text)


def read(best_path: BestPath, images: Sequence[NDArray[np.uint8]]) -> list[Decoded]:
    said: dict[int, Decoded] = {}
    for batch in batches(images):
        for position, *path in zip(batch.positions, *best_path(batch.images), strict=True):
            said[position] = decode(*path)
    return [said[position] for position in range(len(images))]


def is_right(line: RealLine, said: str) -> bool:
    return line.comparable(line.text) == line.comparable(said)


def error_rate(lines: Sequence[RealLine], said: Sequence[str]) -> ErrorRate:
    """Edit distance over true characters; spaces at a line's ends do not count."""
    errors = _Counts()
    truths = _Counts()
    exact = 0
    for line, read_text in zip(lines, said, strict=True):
        truth, text = line.comparable(line.text), line.comparable(read_text)
        exact += truth == text
        truths.add(truth)
        edits = Levenshtein.editops(truth, text)
        errors.characters += len(edits)
        errors.add_kinds("".join(truth[e.src_pos] for e in edits if e.tag != "insert"))
    return ErrorRate(
        errors.characters / max(1, truths.characters),
        exact / max(1, len(lines)),
        errors.digits / max(1, truths.digits),
        errors.accents / max(1, truths.accents),
        len(lines),
    )


def synthetic(count: int) -> dict[str, list[RealLine]]:
    """Clean and degraded print in font families that are never trained on."""
    _, faces = load_faces()
    synthesis = LineSynthesis(faces, TextSource(VALIDATION_SEED), VALIDATION_SEED)
    kinds = {
        "clean, unseen faces": [synthesis.clean() for _ in range(count)],
        "degraded, unseen faces": [synthesis.degraded() for _ in range(count)],
    }
    return {kind: [RealLine(x.image, x.text) for x in lines] for kind, lines in kinds.items()}


def annotated(directory: Path, count: int) -> dict[str, list[RealLine]]:
    """At most `count` lines, spread evenly, of each annotated set under a directory.

    A set whose truths have not one small letter does not tell the case of its print.
    """
    sets = {path.name: list(read_pages(path, 0, variants=1)) for path in pages(directory)}
    for labels in sorted(directory.glob("crops/*/labels.tsv")):
        sets[labels.parent.name] = list(read_words(labels))
    return {
        name: fair(lines[:: max(1, len(lines) // count)][:count])
        for name, lines in sets.items()
        if lines
    }


def fair(lines: Sequence[RealLine]) -> list[RealLine]:
    """Lines of a set; where its truths have not one small letter, they do not tell case."""
    shows_case = any(c.islower() for line in lines for c in line.text)
    return [line if shows_case else replace(line, any_case=True) for line in lines]
