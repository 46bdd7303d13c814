"""Annotated pictures on disk.

A data directory holds sets; a set is a folder with `images/` and `gt/*.json`: `{image, level,
lines: [{points: [[x, y] * 4], ignore}]}`, points in px of the stored picture.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

GAP = 1.2  # heights: a line ends where the gap between its words is wider
EVERY = slice(None)
BLANK = 0.35  # of a line's contrast: what stays below it is paper


@dataclass(frozen=True)
class Annotated:
    """A picture and its lines: corners (N, 4, 2) clockwise from the text's top left, in px."""

    path: Path
    quads: NDArray[np.float32]
    ignored: NDArray[np.bool_]


def read_pixels(path: Path) -> NDArray[np.uint8]:
    """A picture as stored, (H, W, 3) RGB.

    Raises:
        FileNotFoundError: It is not there, or no picture.
    """
    pixels = cv2.imread(str(path), cv2.IMREAD_COLOR_RGB | cv2.IMREAD_IGNORE_ORIENTATION)
    if pixels is None:
        raise FileNotFoundError(path)
    return np.asarray(pixels, np.uint8)


def sets(data: Path) -> list[Path]:
    return sorted(folder.parent for folder in data.glob("*/gt"))


def read_set(directory: Path, *, split: bool, part: slice = EVERY) -> list[Annotated]:
    """Every picture of a set, or a part of them.

    Args:
        directory: The set.
        split: Cut annotated lines at wide gaps, so that they follow the product's rule.
        part: Which of its pictures.
    """
    truths = sorted((directory / "gt").glob("*.json"))[part]
    return [_read(path, directory, split) for path in truths]


def _read(path: Path, directory: Path, split: bool) -> Annotated:
    truth = json.loads(path.read_text(encoding="utf-8"))
    picture = directory / "images" / Path(truth["image"]).name
    quads = [np.array(line["points"], np.float32) for line in truth["lines"]]
    ignored = [bool(line["ignore"]) for line in truth["lines"]]
    if split and truth["level"] == "line":
        grey = np.asarray(cv2.cvtColor(read_pixels(picture), cv2.COLOR_RGB2GRAY), np.uint8)
        parts = [split_at_gaps(grey, quad) for quad in quads]
        ignored = [i for part, i in zip(parts, ignored, strict=True) for _ in part]
        quads = [quad for part in parts for quad in part]
    return Annotated(
        picture, np.array(quads, np.float32).reshape(-1, 4, 2), np.array(ignored, bool)
    )


def split_at_gaps(grey: NDArray[np.uint8], quad: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """Cut an axis-parallel line where it is blank for more than 1.2 of its heights."""
    (left, top), (right, bottom) = quad.min(0), quad.max(0)
    x0, x1, y0, y1 = int(max(0, left)), int(right), int(max(0, top)), int(bottom)
    crop = grey[y0:y1, x0:x1].astype(np.float32)
    widest = int(GAP * (bottom - top)) + 1
    if np.ptp(quad[:2, 1]) > 2 or min(crop.shape) < 4 or crop.shape[1] < 2 * widest:
        return [quad]
    away = np.abs(crop - np.median(crop))
    inked = (away > BLANK * np.percentile(away, 99)).sum(0) > 0
    columns = np.flatnonzero(inked)
    if not len(columns):
        return [quad]
    cuts = np.flatnonzero(np.diff(columns) > widest)
    starts = np.r_[left, x0 + columns[cuts + 1] - 2]
    ends = np.r_[x0 + columns[cuts] + 2, right]
    return [
        np.array([[a, top], [b, top], [b, bottom], [a, bottom]], np.float32)
        for a, b in zip(starts, ends, strict=True)
    ]
