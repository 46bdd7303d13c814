"""What speaks for a text, or against it, in what the network saw of it.

How likely a text is right shows in more than its mean character: long texts have more places to be
wrong in, and something may stand where the text says nothing.
"""

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

LEAST: Final = 1e-6  # probability, and as far from 1, that has log-odds


class Evidence(NamedTuple):
    """Figures of a text, or of a part of it, from which its confidence is told.

    Attributes:
        mean: Log-odds of the geometric mean of its characters' probabilities.
        weakest: Log-odds of the least of them.
        whole: Log-odds of their product: that each of them is right, if they don't hang together.
        unsaid: Log-odds of the likeliest character that it does not say, in its frames and in those
            up to its neighbours.
    """

    mean: float
    weakest: float
    whole: float = 0.0
    unsaid: float = 0.0


def of_characters(probabilities: NDArray[np.float32]) -> Evidence:
    """What the probabilities of a text's characters say by themselves; one at least."""
    inside = np.clip(probabilities.astype(np.float64), LEAST, 1 - LEAST)
    return Evidence(log_odds(math.exp(np.log(inside).mean())), log_odds(float(inside.min())))


def log_odds(probability: float) -> float:
    inside = min(max(probability, LEAST), 1 - LEAST)
    return math.log(inside / (1 - inside))
