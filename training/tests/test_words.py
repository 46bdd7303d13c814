"""The words that the shipped model tells, beside where the synthesis put them."""

import numpy as np

from recognition_api.recognizer import Recognizer
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.lines import Line, LineSynthesis
from showoff_training.synthesis.text import TextSource

AROUND = 20  # px of ground around a line in its picture


def test_words_lie_where_the_synthesis_put_them() -> None:
    _, faces = load_faces()
    synthesis = LineSynthesis(faces, TextSource(8), 8)
    lines = [synthesis.clean() for _ in range(100)]
    recognizer = Recognizer(threads=1)
    overlaps: list[float] = []
    for line in lines:
        (reading,) = recognizer.read(*_on_a_page(line), parts=True)
        if reading.text != line.text or reading.parts is None:
            continue
        first, last = line.words[0][0], line.words[-1][1]
        told = [(word.start, word.end) for word in reading.parts.words]
        true = (np.array(line.words) - first) / (last - first)
        overlaps += [_overlap(*pair) for pair in zip(told, true.tolist(), strict=True)]
    assert len(overlaps) > 200
    assert np.median(overlaps) >= 0.8
    assert np.quantile(overlaps, 0.02) >= 0.5


def _on_a_page(line: Line) -> tuple[np.ndarray, np.ndarray]:
    """The line amid its ground, and the corners of its ink."""
    height, width = line.image.shape
    page = np.pad(line.image, AROUND, constant_values=int(np.median(line.image)))
    left, right = (width * share for share in (line.words[0][0], line.words[-1][1]))
    corners = np.array([[left, 0], [right, 0], [right, height], [left, height]]) + AROUND
    return page, corners[None].astype(np.float32)


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0.0, common) / (max(one[1], other[1]) - min(one[0], other[0]))
