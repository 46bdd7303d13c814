"""Greedy decoding of connectionist temporal classification (Graves et al., ICML 2006)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognition_api.alphabet import BLANK, CHARACTERS


@dataclass(frozen=True)
class Decoded:
    """What the best path says.

    `probabilities` holds one value a character: the highest that its frames reached.
    """

    text: str
    probabilities: NDArray[np.float32]


def decode(classes: NDArray[np.integer], probabilities: NDArray[np.floating]) -> Decoded:
    """Collapse repeats and drop blanks along the best path of one line.

    Args:
        classes: (T,) best class of each frame.
        probabilities: (T,) its probability.
    """
    if not len(classes):
        return Decoded("", np.zeros(0, np.float32))
    starts = np.flatnonzero(np.r_[True, classes[1:] != classes[:-1]])
    peaks = np.maximum.reduceat(probabilities, starts).astype(np.float32)
    emitted = classes[starts] != BLANK
    text = "".join(CHARACTERS[c - 1] for c in classes[starts][emitted])
    return Decoded(text, peaks[emitted])
