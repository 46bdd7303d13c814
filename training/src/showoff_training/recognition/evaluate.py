"""How well a recogniser reads lines of each kind.

    python -m showoff_training.recognition.evaluate --data DIR

For each kind: character error rate, share of lines read exactly, the same error on digits and on
accented letters alone, and the expected calibration error of the confidence. As the service reads
crops: lines in doubt with the model of letters.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from recognition_api.network import MODEL
from recognition_api.recognizer import Reading, Recognizer
from showoff_training.recognition.calibrate import expected_error
from showoff_training.recognition.real_lines import RealLine
from showoff_training.recognition.validation import (
    BestPath,
    annotated,
    error_rate,
    is_right,
    synthetic,
)


def exported(model: Path) -> BestPath:
    """The best path of an exported model."""
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])

    def run(images: NDArray[np.uint8]) -> tuple[NDArray[np.integer], NDArray[np.floating]]:
        classes, probabilities = session.run(["classes", "probabilities"], {"images": images})
        return classes, probabilities

    return run


def _report(recognizer: Recognizer, title: str, sets: dict[str, list[RealLine]]) -> Table:
    table = Table("kind", title=title)
    for column in ("lines", "CER %", "exact %", "digits %", "accents %", "calibration error"):
        table.add_column(column, justify="right")
    together: list[RealLine] = []
    everything: list[Reading] = []
    for name, lines in sets.items():
        said = recognizer.read_crops([line.image for line in lines])
        together, everything = together + lines, everything + said
        _add_row(table, name, lines, said)
    _add_row(table, "together", together, everything)
    return table


def _add_row(table: Table, name: str, lines: Sequence[RealLine], said: Sequence[Reading]) -> None:
    texts = [reading.text for reading in said]
    rate = error_rate(lines, texts)
    gap = expected_error(
        [reading.confidence for reading in said],
        [is_right(line, text) for line, text in zip(lines, texts, strict=True)],
    )
    shares = (rate.characters, rate.exact, rate.digits, rate.accents)
    table.add_row(name, str(rate.lines), *(f"{100 * s:.2f}" for s in shares), f"{gap:.3f}")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.recognition.evaluate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--model", type=Path, default=MODEL, help="an exported recogniser")
    parser.add_argument("--data", type=Path, help="annotated pictures, beside synthetic lines")
    parser.add_argument("--lines", type=int, default=1000, help="at most, of each kind")
    parser.add_argument(
        "--no-spelling", action="store_true", help="the network alone, without the model of letters"
    )
    options = parser.parse_args(arguments)
    sets = synthetic(options.lines)
    if options.data is not None:
        sets |= annotated(options.data, options.lines)
    recognizer = Recognizer(options.model, spells=not options.no_spelling)
    title = f"{options.model.name} {recognizer.version}"
    Console(width=110).print(_report(recognizer, title, sets))


if __name__ == "__main__":
    main()
