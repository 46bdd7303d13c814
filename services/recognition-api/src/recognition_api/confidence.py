"""From the network's probabilities to one that can be believed.

Platt scaling (1999) on two figures of a line, or of a word: its geometric mean probability and its
weakest character. Neural networks are overconfident without it (Guo et al., ICML 2017).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

LINES: Final = "confidence."  # before the names of what is stored for lines,
WORDS: Final = "confidence.word."  # and for words
_EDGE = 1e-6


@dataclass(frozen=True)
class Confidence:
    """Coefficients fitted when a model is exported. As they stand here: the geometric mean."""

    bias: float = 0.0
    mean: float = 1.0
    weakest: float = 0.0

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, str], kind: str = LINES) -> "Confidence":
        """Read what `to_metadata` stored beside the network; what it did not stays as it is."""
        stored = {
            field.name: float(metadata[kind + field.name])
            for field in fields(cls)
            if kind + field.name in metadata
        }
        return cls(**stored)

    def to_metadata(self, kind: str = LINES) -> dict[str, str]:
        return {kind + name: repr(value) for name, value in asdict(self).items()}

    def of(self, probabilities: NDArray[np.float32]) -> float:
        """Probability (0..1) that every character is right; 0 where there is none."""
        if not len(probabilities):
            return 0.0
        mean, weakest = features(probabilities)
        score = self.bias + self.mean * mean + self.weakest * weakest
        return float(0.5 * (1 + np.tanh(score / 2)))  # the logistic function, without overflow


def features(probabilities: NDArray[np.float32]) -> tuple[float, float]:
    """Log-odds of the geometric mean and of the weakest of a line's character probabilities."""
    inside = np.clip(probabilities.astype(np.float64), _EDGE, 1 - _EDGE)
    return _log_odds(np.exp(np.log(inside).mean())), _log_odds(inside.min())


def _log_odds(probability: float) -> float:
    return float(np.log(probability / (1 - probability)))
