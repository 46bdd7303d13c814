"""From what the network saw to a probability that can be believed.

Logistic regression (Platt scaling, 1999) on a few figures of a line, or of a word. Neural networks
are overconfident without it (Guo et al., ICML 2017).
"""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

from recognition_api.evidence import Evidence

# Before the names of what is stored for
LOOKS: Final = "confidence."  # a line as one look saw it, by its characters alone,
LINES: Final = "confidence.line."  # a line as it is told,
WORDS: Final = "confidence.word."  # and a word.


@dataclass(frozen=True)
class Confidence:
    """A bias and a coefficient of each figure. As they stand here: the geometric mean."""

    bias: float = 0.0
    mean: float = 1.0
    weakest: float = 0.0
    whole: float = 0.0
    unsaid: float = 0.0

    @classmethod
    def from_metadata(cls, metadata: Mapping[str, str], kind: str) -> "Confidence":
        """Read what `to_metadata` stored beside the network; what it did not stays as it is."""
        stored = {
            field.name: float(metadata[kind + field.name])
            for field in fields(cls)
            if kind + field.name in metadata
        }
        return cls(**stored)

    def to_metadata(self, kind: str) -> dict[str, str]:
        return {kind + name: repr(value) for name, value in asdict(self).items()}

    def of(self, evidence: Evidence) -> float:
        """Probability (0..1) that every character is right."""
        score = self.bias + sum(
            getattr(self, name) * value for name, value in evidence._asdict().items()
        )
        return 0.5 * (1 + math.tanh(score / 2))  # the logistic function, without overflow
