"""Fit the confidence of lines and of words to how often they are right, and tell how well it fits.

    python -m showoff_training.recognition.confidence --data DIR

Reads annotated pictures at their annotated places, and cut words, as the service does. Nothing is
fitted on what it is then measured on: the pictures are parted in five, and each part gets the
confidence that the other four ask for (cross-fitting). `--store` then puts what all of them ask for
into the model.

An error by chance is what as many texts would show if each confidence were true: its mean, and what
one of twenty would exceed. Flagged are lines and words less sure than 0.5.
"""

import argparse
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import onnx
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from recognition_api.confidence import LINES, WORDS, Confidence
from recognition_api.network import MODEL
from recognition_api.recognizer import Recognizer
from showoff_training.recognition.calibrate import error_by_chance, expected_error, fit
from showoff_training.recognition.judged import Judged, Judgement, of_crops, of_sets
from showoff_training.recognition.real_lines import RealLine
from showoff_training.recognition.validation import synthetic

PARTS: Final = 5
DOUBTFUL: Final = 0.5


def fitted(judged: Sequence[Judged]) -> Confidence:
    """The coefficients that these ask for, every kind of print with a say."""
    return fit(
        [each.evidence for each in judged],
        [each.right for each in judged],
        [each.kind for each in judged],
    )


def cross_fitted(judged: Sequence[Judged]) -> list[float]:
    """The confidence of each, as those in the other parts of the pictures ask for."""
    parts = [zlib.crc32(f"{each.kind} {each.picture}".encode()) % PARTS for each in judged]
    asked = [
        fitted([each for each, own in zip(judged, parts, strict=True) if own != part])
        for part in range(PARTS)
    ]
    return [asked[part].of(each.evidence) for each, part in zip(judged, parts, strict=True)]


def store(model: Path, lines: Confidence, words: Confidence, version: str | None = None) -> None:
    """Put coefficients, and the version that they make, beside what else a model carries."""
    graph = onnx.load(model)
    metadata = {stored.key: stored.value for stored in graph.metadata_props}
    metadata |= lines.to_metadata(LINES) | words.to_metadata(WORDS)
    metadata |= {} if version is None else {"version": version}
    onnx.helper.set_model_props(graph, metadata)
    onnx.save(graph, model)


def calibrated(model: Path, lines: Sequence[RealLine]) -> tuple[Confidence, Confidence]:
    """The coefficients of lines and of words that cut lines ask for, as the service reads them."""
    judgement = of_crops(Recognizer(model, threads=1), "lines", lines)
    return fitted(judgement.lines), fitted(judgement.words)


def table(title: str, judged: Sequence[Judged], confidences: Sequence[float]) -> Table:
    """How well confidences fit, kind by kind and over all of them."""
    told = Table("kind", title=title)
    for column in ("number", "right %", "said %", "error", "by chance", "flagged", "wrong"):
        told.add_column(column, justify="right")
    kinds = np.array([each.kind for each in judged])
    right = np.array([each.right for each in judged], bool)
    said = np.array(confidences, np.float64)
    for kind in dict.fromkeys(kinds.tolist()):
        _add_row(told, kind, said[kinds == kind], right[kinds == kind])
    _add_row(told, "together", said, right)
    return told


def _add_row(told: Table, kind: str, said: NDArray[np.float64], right: NDArray[np.bool_]) -> None:
    mean, most = error_by_chance(said.tolist())
    wrong = ~right[said < DOUBTFUL]
    told.add_row(
        kind,
        str(len(said)),
        f"{100 * right.mean():.1f}",
        f"{100 * said.mean():.1f}",
        f"{expected_error(said.tolist(), right.tolist()):.3f}",
        f"{mean:.3f}, {most:.3f}",
        str(len(wrong)),
        f"{wrong.mean():.2f}" if len(wrong) else "",
    )


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.recognition.confidence",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--model", type=Path, default=MODEL, help="an exported recogniser")
    add("--data", type=Path, required=True, help="annotated pictures, beside drawn lines")
    add("--most", type=int, default=1000, help="pictures, cut words or drawn lines of each kind")
    add("--as-told", action="store_true", help="measure the model's own coefficients, fit nothing")
    add("--store", metavar="VERSION", help="put the coefficients into the model, as this version")
    options = parser.parse_args(arguments)
    recognizer = Recognizer(options.model)
    judgement, console = Judgement(), Console(width=110)
    for kind, lines in synthetic(options.most).items():
        judgement += of_crops(recognizer, kind, lines)
    for kind, own in of_sets(recognizer, options.data, options.most):
        console.print(f"{kind}: {len(own.lines)} lines")
        judgement += own
    for title, judged in (("lines", judgement.lines), ("words", judgement.words)):
        told = [each.confidence for each in judged]
        confidences = told if options.as_told else cross_fitted(judged)
        console.print(table(title, judged, confidences))
    if options.store:
        lines_, words = fitted(judgement.lines), fitted(judgement.words)
        store(options.model, lines_, words, options.store)


if __name__ == "__main__":
    main()
