"""Measure the detector: precision, recall and F1 at IoU 0.5, by kind and by height.

python -m showoff_training.detection.evaluate --data DIR
"""

import argparse
import json
import time
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detection_api.detector import MODEL, Detector
from detection_api.lines import find_lines
from detection_api.scaling import fit
from detection_api.tiles import Network
from showoff_training.detection.matching import BANDS, Counts
from showoff_training.detection.validation import annotated, measure, synthetic
from showoff_training.synthesis.backgrounds import Backgrounds
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.pages import PageSynthesis
from showoff_training.synthesis.text import TextSource


def latency(network: Network, image: NDArray[np.uint8], times: int = 15) -> tuple[float, float]:
    """Median milliseconds of the network and of the line construction on one picture."""
    scaled = fit(image)
    stages: list[tuple[float, float]] = []
    for _ in range(times):
        start = time.perf_counter()
        answer = network(scaled.image)
        middle = time.perf_counter()
        find_lines(answer)
        stages.append((middle - start, time.perf_counter() - middle))
    inference, construction = np.median(stages, axis=0) * 1000
    return float(inference), float(construction)


def table(figures: dict[str, Counts]) -> str:
    """Markdown, a row a set."""
    head = ["set", "F1", "precision", "recall", *(f"recall {band}" for band in BANDS)]
    head += ["merged", "split", "lines"]
    rows = [head, ["---"] * len(head)]
    for name, counts in figures.items():
        bands = (f"{100 * hit / true:.1f}" if true else "" for hit, true in counts.bands.values())
        shares = (f"{100 * v:.1f}" for v in (counts.f1, counts.precision, counts.recall))
        numbers = (str(n) for n in (counts.merged, counts.split, counts.true))
        rows.append([name, *shares, *bands, *numbers])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.detection.evaluate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--model", type=Path, default=MODEL, help="an exported ONNX file")
    parser.add_argument("--data", type=Path, help="annotated pictures, beside synthetic pages")
    parser.add_argument("--pages", type=int, default=100, help="most pictures of each set")
    parser.add_argument("--synthetic", type=int, default=20, help="synthetic pages of each kind")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--json", type=Path, help="also write the figures here")
    options = parser.parse_args(arguments)
    network = Detector(options.model, options.threads).answer
    samples = synthetic(options.synthetic)
    if options.data is not None:
        samples |= annotated(options.data, options.pages)
    figures = {name: measure(network, kind) for name, kind in samples.items()}
    pages = PageSynthesis(load_faces()[1], TextSource(1), Backgrounds([]), 1)
    dense = islice((pages.page(1280, "dense") for _ in range(100)), 100)
    page = next(p for p in dense if len(p.quads) >= 100)
    inference, construction = latency(network, page.image[:720])
    text = (
        f"{table(figures)}\n\n720 x 1280 px, {len(page.quads)} lines, {options.threads} threads: "
        f"network {inference:.1f} ms, line construction {construction:.1f} ms"
    )
    print(text)  # noqa: T201 - what the command is for
    if options.json is not None:
        rows = {name: vars(counts) for name, counts in figures.items()}
        options.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
