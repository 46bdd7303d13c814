"""Make the model of letters that doubtful lines are read with.

    python -m showoff_training.recognition.letters

Counts the letters of every word in prose, by the square root of how often it comes, and of every
word in dictionaries once; Witten-Bell smoothing (1991) from one letter to four.
"""

import argparse
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from recognition_api.letters import EDGE, MODEL, ORDER, STEPS, SYMBOLS, symbol
from showoff_training.synthesis.corpora import prose, words

_WORD = re.compile(r"[^\W\d_]+")
# The share of a dictionary's word in one that prose has once.
DICTIONARIES = {"american-english": 1.0, "french": 0.1, "ngerman": 0.1, "spanish": 0.1}


def weighed_words() -> dict[str, float]:
    """Words in small letters, and how much each counts."""
    counts = Counter(word.lower() for word in _WORD.findall(prose()))
    weights = {word: float(np.sqrt(count)) for word, count in counts.items()}
    for language, share in DICTIONARIES.items():
        for entry in words(language):
            for word in _WORD.findall(entry):
                weights[word.lower()] = weights.get(word.lower(), 0.0) + share
    return weights


def probabilities(weights: Mapping[str, float]) -> NDArray[np.float64]:
    """Of each symbol after the three before it: (28, 28, 28, 28), sums of 1 along the last axis."""
    counts = [np.zeros((SYMBOLS,) * (n + 1)) for n in range(ORDER)]
    for word, weight in weights.items():
        symbols = [EDGE] * (ORDER - 1) + [symbol(c) for c in word] + [EDGE]
        for end in range(ORDER, len(symbols) + 1):
            for n, count in enumerate(counts):
                count[tuple(symbols[end - n - 1 : end])] += weight
    likely = np.full(SYMBOLS, 1 / SYMBOLS)
    for count in counts:
        total = count.sum(-1, keepdims=True)
        kinds = (count > 0).sum(-1, keepdims=True)
        # Where a context never came, what is known of the shorter one stands.
        likely = (count + np.maximum(kinds, 1) * likely) / (total + np.maximum(kinds, 1))
    return likely


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.recognition.letters",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--target", type=Path, default=MODEL, help="the service's file")
    options = parser.parse_args(arguments)
    surprise = -np.log(probabilities(weighed_words()))
    options.target.parent.mkdir(parents=True, exist_ok=True)
    np.save(options.target, np.clip(np.rint(surprise * STEPS), 0, 255).astype(np.uint8))
    print(f"{options.target}: {options.target.stat().st_size / 1e6:.2f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
