"""A perfect network, so that what is built on its answer can be tested alone."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

Answer = NDArray[np.float32]
# Left, top, right, bottom, and the rise of the line (px a px of run; down is positive).
Bar = tuple[float, float, float, float, float]


def ideal_answer(bars: Sequence[Bar], height: int = 320, width: int = 320) -> Answer:
    """What a perfect network answers for lines of text given as bars."""
    answer = np.zeros((4, height // 4, width // 8), np.float32)
    for left, top, right, bottom, rise in bars:
        for column in range(round(left / 8), max(round(left / 8) + 1, round(right / 8))):
            centre = (column + 0.5) * 8
            shift = rise * (centre - left)
            row = int((top + bottom + 2 * shift) / 8)
            ends = ((left - centre) / 8, (right - centre) / 8)
            answer[:, row, column] = (0.95, top + shift, bottom + shift, min(ends, key=abs))
    return answer


@pytest.fixture(scope="session")
def answer_for() -> Callable[..., Answer]:
    return ideal_answer
