"""Lines whose words are sure, all but a few: they are worth telling, doubt and all.

The confidence of a line is that all of it is right, so one icon in it may leave none.
"""

from typing import Final

from recognition_api.confidence import Confidence
from recognition_api.trace import Trace
from recognition_api.words import word_spans

_SURE: Final = 0.6  # confidence of a word
_MOST: Final = 0.6  # of a line's characters that stand in such words
_LONG: Final = 3  # characters: shorter words are sure by chance
_ENOUGH: Final = 8  # characters of such words


def is_legible(line: Trace, confidence: Confidence) -> bool:
    """Whether most of a line stands in words that are sure by themselves.

    Args:
        line: What was seen of it.
        confidence: As fitted for words.
    """
    text = line.text
    if len(text) < _ENOUGH:
        return False
    sure = sum(
        end - first
        for first, end in word_spans(text)
        if end - first >= _LONG and confidence.of(line.evidence(first, end)) >= _SURE
    )
    return bool(sure >= max(_ENOUGH, _MOST * len(text.replace(" ", ""))))
