"""Fit the confidence of words and store it in an exported model; then tell how well it fits.

    python -m showoff_training.recognition.words --data DIR

Words of annotated lines that were never trained on: every second line is fitted on, the others
tell the expected calibration error. A word is right if it stands in the truth at its place.
"""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import onnx
from rapidfuzz.distance import LCSseq
from rich.console import Console
from rich.table import Table

from recognition_api.alignment import align
from recognition_api.confidence import WORDS, Confidence
from recognition_api.network import MODEL, Network
from recognition_api.recognizer import Recognizer
from recognition_api.words import word_spans
from showoff_training.recognition.calibrate import expected_error, fit
from showoff_training.recognition.real_lines import RealLine
from showoff_training.recognition.validation import annotated


def are_right(line: RealLine, said: Sequence[str]) -> list[bool]:
    """Whether each word of a reading stands in the truth, the words around it in its order."""
    truth = [line.comparable(word) for word in line.text.split()]
    right = [False] * len(said)
    for block in LCSseq.opcodes([line.comparable(word) for word in said], truth):
        if block.tag == "equal":
            right[block.src_start : block.src_end] = [True] * (block.src_end - block.src_start)
    return right


def fitted(network: Network, lines: Sequence[RealLine]) -> Confidence:
    """The coefficients for words, as the network alone reads these lines."""
    probabilities, right = [], []
    for line, seen in zip(lines, network.see([line.image for line in lines]), strict=True):
        if not seen.text:
            continue
        clear = align(seen.text, seen.probabilities).probabilities
        words = word_spans(seen.text)
        probabilities += [clear[first:end] for first, end in words]
        right += are_right(line, [seen.text[first:end] for first, end in words])
    return fit(probabilities, right)


def store(model: Path, confidence: Confidence) -> None:
    """Put the coefficients beside what else an exported model carries."""
    graph = onnx.load(model)
    metadata = {stored.key: stored.value for stored in graph.metadata_props}
    onnx.helper.set_model_props(graph, metadata | confidence.to_metadata(WORDS))
    onnx.save(graph, model)


def confidences_of(
    recognizer: Recognizer, lines: Sequence[RealLine]
) -> Iterator[tuple[float, bool]]:
    """The confidence of each word, as the service reads crops, and whether it is right."""
    readings = recognizer.read_crops([line.image for line in lines], parts=True)
    for line, reading in zip(lines, readings, strict=True):
        words = reading.parts.words if reading.parts else ()
        right = are_right(line, [word.text for word in words])
        yield from zip([word.confidence for word in words], right, strict=True)


def _report(recognizer: Recognizer, sets: Mapping[str, Sequence[RealLine]]) -> Table:
    table = Table("kind", "words", "right %", "calibration error")
    everything: list[tuple[float, bool]] = []
    for name, lines in sets.items():
        words = list(confidences_of(recognizer, lines))
        everything += words
        _add_row(table, name, words)
    _add_row(table, "together", everything)
    return table


def _add_row(table: Table, name: str, words: Sequence[tuple[float, bool]]) -> None:
    confidences, right = [said for said, _ in words], [is_right for _, is_right in words]
    share = sum(right) / max(1, len(right))
    error = expected_error(confidences, right)
    table.add_row(name, str(len(words)), f"{100 * share:.2f}", f"{error:.3f}")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.recognition.words",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--model", type=Path, default=MODEL, help="an exported recogniser")
    parser.add_argument("--data", type=Path, required=True, help="annotated pictures")
    parser.add_argument("--lines", type=int, default=1000, help="at most, of each kind")
    parser.add_argument("--only-measure", action="store_true", help="fit and store nothing")
    options = parser.parse_args(arguments)
    sets = {
        name: [line for line in lines if not line.any_spaces]
        for name, lines in annotated(options.data, options.lines).items()
    }
    if not options.only_measure:
        halves = [line for lines in sets.values() for line in lines[::2]]
        store(options.model, fitted(Network(options.model), halves))
    others = {name: lines[1::2] for name, lines in sets.items() if lines}
    Console(width=110).print(_report(Recognizer(options.model), others))


if __name__ == "__main__":
    main()
