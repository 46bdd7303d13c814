"""How well others read the very lines that `evaluate` measures.

    pip install rapidocr rapidocr-onnxruntime pytesseract
    python -m showoff_training.studies.peers --data DIR --lines 300 rapidocr tesseract

Those packages are no part of this project's. All read the same cuts, 32 pixels high; RapidOCR's
networks take 48.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from recognition_api.alphabet import normalise
from recognition_api.recognizer import Recognizer
from showoff_training.recognition.real_lines import RealLine
from showoff_training.recognition.validation import annotated, error_rate, synthetic

# A line, uint8 (32, w), to what it says.
ReadsLine = Callable[[NDArray[np.uint8]], str]


def _rapidocr() -> ReadsLine:
    engine: Any = import_module("rapidocr").RapidOCR()

    def read(line: NDArray[np.uint8]) -> str:
        found = engine(np.repeat(line[..., None], 3, 2), use_det=False, use_cls=False, use_rec=True)
        return "".join(found.txts or ())

    return read


def _rapidocr4() -> ReadsLine:
    engine: Any = import_module("rapidocr_onnxruntime").RapidOCR()

    def read(line: NDArray[np.uint8]) -> str:
        found, _ = engine(np.repeat(line[..., None], 3, 2), use_det=False, use_cls=False)
        return "".join(text for text, *_ in found or ())

    return read


def _tesseract() -> ReadsLine:
    tesseract: Any = import_module("pytesseract")

    def read(line: NDArray[np.uint8]) -> str:
        framed = np.pad(line, 8, mode="edge")  # it wants room around a line
        return str(tesseract.image_to_string(framed, config="--oem 1 --psm 7")).strip()

    return read


PEERS: Mapping[str, Callable[[], ReadsLine]] = {
    "rapidocr": _rapidocr,  # PP-OCRv6 small
    "rapidocr4": _rapidocr4,  # PP-OCRv4 mobile
    "tesseract": _tesseract,
}


def compared(
    sets: Mapping[str, Sequence[RealLine]],
    readers: Mapping[str, Callable[[Sequence[NDArray[np.uint8]]], list[str]]],
) -> Table:
    """Characters wrong and lines exact, in per cent, of every kind by every reader."""
    table = Table("kind", "lines", *readers, title="characters wrong, lines exact, %")
    for kind, lines in sets.items():
        cells = []
        for read in readers.values():
            said = read([line.image for line in lines])
            rate = error_rate(lines, [normalise(text) for text in said])
            cells.append(f"{100 * rate.characters:.2f} {100 * rate.exact:.1f}")
        table.add_row(kind, str(len(lines)), *cells)
    return table


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.studies.peers",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("peers", nargs="+", choices=PEERS, help="who reads beside us")
    parser.add_argument("--data", type=Path, help="annotated pictures, beside synthetic lines")
    parser.add_argument("--lines", type=int, default=300, help="at most, of each kind")
    options = parser.parse_args(arguments)
    ours = Recognizer()
    readers: dict[str, Callable[[Sequence[NDArray[np.uint8]]], list[str]]] = {
        "show-off": lambda images: [reading.text for reading in ours.read_crops(images)]
    }
    for name in options.peers:
        try:
            peer = PEERS[name]()
        except ModuleNotFoundError as error:
            sys.exit(f"{error}: it is no part of this project; see --help")
        readers[name] = _one_by_one(peer)
    sets = synthetic(options.lines)
    if options.data is not None:
        sets |= annotated(options.data, options.lines)
    Console(width=140).print(compared(sets, readers))


def _one_by_one(read: ReadsLine) -> Callable[[Sequence[NDArray[np.uint8]]], list[str]]:
    return lambda images: [read(image) for image in images]


if __name__ == "__main__":
    main()
