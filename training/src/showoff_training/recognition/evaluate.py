"""Character error rate of a recogniser on lines of one kind."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from showoff_recognition.batches import batches
from showoff_recognition.ctc import decode
from showoff_training.recognition.real_lines import RealLine, pages, read_pages, read_words
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.lines import Line, LineSynthesis
from showoff_training.synthesis.text import TextSource

# Images uint8 (B, 32, W) to best class and its probability a frame, both (B, T).
BestPath = Callable[[NDArray[np.uint8]], tuple[NDArray[np.integer], NDArray[np.floating]]]

VALIDATION_SEED = 20_260_000  # no training seed comes near


@dataclass(frozen=True)
class ErrorRate:
    """Character error rate and share of lines read exactly, both 0..1."""

    characters: float
    exact: float
    lines: int


def read(best_path: BestPath, images: Sequence[NDArray[np.uint8]]) -> list[str]:
    texts = [""] * len(images)
    for batch in batches(images):
        classes, probabilities = best_path(batch.images)
        for position, best, probability in zip(
            batch.positions, classes, probabilities, strict=True
        ):
            texts[position] = decode(best, probability).text
    return texts


def error_rate(best_path: BestPath, lines: Sequence[RealLine]) -> ErrorRate:
    """Edit distance over true characters; spaces at a line's ends do not count."""
    errors = characters = exact = 0
    for line, text in zip(lines, read(best_path, [line.image for line in lines]), strict=True):
        truth, said = line.comparable(line.text), line.comparable(text)
        errors += Levenshtein.distance(truth, said)
        characters += len(truth)
        exact += truth == said
    return ErrorRate(errors / max(1, characters), exact / max(1, len(lines)), len(lines))


def synthetic(count: int) -> dict[str, list[RealLine]]:
    """Clean and degraded print in font families that are never trained on."""
    _, faces = load_faces()
    synthesis = LineSynthesis(faces, TextSource(VALIDATION_SEED), VALIDATION_SEED)
    return {
        "clean, unseen faces": _usable(synthesis.clean, count),
        "degraded, unseen faces": _usable(synthesis.degraded, count),
    }


def annotated(directory: Path, count: int) -> dict[str, list[RealLine]]:
    """At most `count` lines, spread evenly, of each annotated set under a directory."""
    sets = {path.name: list(read_pages(path, 0, variants=1)) for path in pages(directory)}
    for labels in sorted(directory.glob("crops/*/labels.tsv")):
        sets[labels.parent.name] = list(read_words(labels))
    return {name: _spread(lines, count) for name, lines in sets.items() if lines}


def _usable(make: Callable[[], Line], count: int) -> list[RealLine]:
    made: Iterable[Line] = (make() for _ in range(count))
    return [RealLine(line.image, line.text) for line in made]


def _spread(lines: list[RealLine], count: int) -> list[RealLine]:
    step = max(1, len(lines) // count)
    return lines[::step][:count]
