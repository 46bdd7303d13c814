"""Lines cut out of annotated pictures, with the jitter of a detector.

A data directory holds sets. A set is a folder with `images/` and `gt/*.json` (pages: quadrilaterals
with their text) or with `labels.tsv` (words already cut: path, tab, text).
"""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from showoff_recognition.alphabet import is_known, normalise
from showoff_recognition.crops import cut, with_margin

JITTER = 4  # variants kept of each line


@dataclass(frozen=True)
class RealLine:
    """A cut line: uint8 (32, w), its text, and whether that text tells the print's case."""

    image: NDArray[np.uint8]
    text: str
    any_case: bool


def pages(directory: Path) -> list[Path]:
    """Sets of whole pictures under a data directory."""
    return sorted(p.parent for p in directory.glob("*/gt"))


def read_pages(directory: Path, seed: int, variants: int = JITTER) -> Iterator[RealLine]:
    """Cut every readable line, and every word of a set annotated by words, of one set.

    Args:
        directory: The set.
        seed: Of the jitter.
        variants: Cuts of each line, each with other margins. 1 cuts at the margins of the product.
    """
    r = random.Random(seed)
    for path in sorted((directory / "gt").glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        picture = directory / "images" / Path(truth["image"]).name
        grey = cv2.imread(str(picture), cv2.IMREAD_GRAYSCALE | cv2.IMREAD_IGNORE_ORIENTATION)
        if grey is None:
            raise FileNotFoundError(picture)
        for box in truth["lines"]:
            text = normalise(box["text"] or "").strip()
            if box["ignore"] or not text or not is_known(text):
                continue
            points = np.array(box["points"], np.float32)
            for _ in range(variants):
                margin = _jitter(r) if variants > 1 else {}
                image = cut(np.asarray(grey, np.uint8), with_margin(points, **margin))
                yield RealLine(image, text, bool(truth["case_insensitive"]))


def read_words(labels: Path) -> Iterator[RealLine]:
    """Read a set of cut words: `labels.tsv` beside its pictures."""
    for row in labels.read_text(encoding="utf-8").splitlines():
        name, _, text = row.partition("\t")
        text = normalise(text).strip()
        grey = cv2.imread(str(labels.parent / name), cv2.IMREAD_GRAYSCALE)
        if grey is None or not text or not is_known(text) or min(grey.shape) < 6:
            continue
        height, width = grey.shape
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        yield RealLine(cut(np.asarray(grey, np.uint8), corners), text, any_case=False)


def _jitter(r: random.Random) -> dict[str, float]:
    return {"across": r.uniform(-0.02, 0.18), "along": r.uniform(0.0, 0.4)}
