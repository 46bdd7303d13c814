"""Which letter follows which: what a doubtful line is likelier to say.

A 4-gram model of letters inside words, without case and accents. It knows no words, so it can
spell names and brands, and it says nothing of digits and signs.
"""

import math
import unicodedata
from array import array
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.alphabet import CHARACTERS

MODEL: Final = Path(__file__).parent / "model" / "letters.npy"

ORDER: Final = 4
EDGE, OTHER = 0, 27  # symbols: beside a word, a to z, letters such as ß
SYMBOLS: Final = 28
STEPS: Final = 16  # a nat, of the stored values

# How much the model counts beside what the network saw, and what a letter gains for being one: a
# letter of average likelihood then weighs as much as a digit or a sign, which the model leaves.
INFLUENCE: Final = 0.5
GAIN_A_LETTER: Final = 1.2


def symbol(character: str) -> int:
    base = unicodedata.normalize("NFD", character)[0].lower()
    if "a" <= base <= "z":
        return ord(base) - ord("a") + 1
    return OTHER if character.isalpha() else EDGE


SYMBOL_OF_CLASS: Final = (EDGE, *map(symbol, CHARACTERS))


class Letters:
    """Weights by which the probability of a reading is multiplied, letter by letter.

    A context is the last three symbols as one number in base 28; 0 begins a word.
    """

    def __init__(self, surprise: NDArray[np.uint8]) -> None:
        """Take the model.

        Args:
            surprise: (28, 28, 28, 28) negative log probability of the last symbol after the three
                before it, in sixteenths of a nat.
        """
        if surprise.shape != (SYMBOLS,) * ORDER:
            raise ValueError(f"a model of letters of shape {surprise.shape}")
        weights = np.exp(GAIN_A_LETTER - INFLUENCE * surprise.astype(np.float32) / STEPS)
        self._weights = array("f", weights.tobytes())  # four times as fast to index as NumPy's

    @classmethod
    def load(cls, path: Path = MODEL) -> "Letters":
        """Read the model from a file of NumPy's own format.

        Raises:
            FileNotFoundError: There is no such file.
        """
        return cls(np.load(path))

    def after(self, context: int, following: int) -> tuple[float, int]:
        """Weight of a symbol after a context, and the context after it."""
        if not following:
            return (self.end(context), 0)
        position = context * SYMBOLS + following
        return self._weights[position], position % SYMBOLS ** (ORDER - 1)

    def end(self, context: int) -> float:
        """Weight of a word's end after a context; 1 where no word has begun."""
        return self._weights[context * SYMBOLS] if context else 1.0

    def surprise(self, text: str) -> float:
        """How unlikely each letter of a text is after those before it, on average, in nats."""
        context, total, count = 0, 0.0, 0
        for character in f"{text} ":
            following = symbol(character)
            if following or context:
                total += math.log(self._weights[context * SYMBOLS + following])
                count += 1
            context = (context * SYMBOLS + following) % SYMBOLS ** (ORDER - 1) if following else 0
        return (GAIN_A_LETTER - total / count) / INFLUENCE if count else 0.0
