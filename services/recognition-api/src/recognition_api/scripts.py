"""Lines written in letters that the network does not know, such as Cyrillic or Chinese.

The network sees Latin letters in everything, but in such lines it is not sure of them, and they
follow each other as in no language. The two figures, both in nats, tell them from Latin lines
about as well as any number of others: docs/models/reading.md. What a page's other lines look like
counts as much as the line itself.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from recognition_api.alphabet import BLANK
from recognition_api.evidence import of_characters
from recognition_api.letters import Letters
from recognition_api.looks import DOUBTFUL
from recognition_api.network import Seen
from showoff_common.reading import LEAST_CONFIDENCE

STRANGE: Final = 0.6  # from which a line, or a page, is in unknown letters
_TELLING: Final = 3  # letters without which a line says nothing of its script
_MUCH: Final = 12  # letters of such lines
_CODE: Final = 2  # digits from which a word is a code


def are_unknown(lines: Sequence[Seen], letters: Letters) -> list[bool]:
    """Which lines of a page are written in letters that the network does not know.

    Lines that are too doubtful to be told, and so may be no text at all, and those that are in no
    doubt, are such only on a page that holds much in such letters.
    """
    counts = [sum(map(str.isalpha, _without_codes(line.text))) for line in lines]
    telling = [count if count >= _TELLING else 0 for count in counts]
    if not any(telling):
        return [False] * len(lines)
    own = [strangeness(line, letters) for line in lines]
    page = float(np.average(own, weights=telling))
    much = page > STRANGE and sum(telling) >= _MUCH
    return [
        bool(count)
        and (much or LEAST_CONFIDENCE <= line.confidence < DOUBTFUL)
        and ((strange if enough else page) + page) / 2 > STRANGE
        for line, count, enough, strange in zip(lines, counts, telling, own, strict=True)
    ]


def strangeness(line: Seen, letters: Letters) -> float:
    """How surprising the letters of a line are, less how surely they were seen; in nats."""
    path = line.probabilities.max(axis=1)[line.probabilities.argmax(axis=1) != BLANK]
    if not len(path):
        return 0.0
    return letters.surprise(_without_codes(line.text)) - of_characters(path).mean


def _without_codes(text: str) -> str:
    """Words alone: the letters of a serial number follow each other as in no language, too."""
    return " ".join(word for word in text.split() if sum(map(str.isdigit, word)) < _CODE)
