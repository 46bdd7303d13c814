"""The texts of lines as they travel: what the route answers, and the command line works with."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recognition_api.doubts import Doubt
from recognition_api.parts import Parts
from recognition_api.recognizer import Colours, Reading, Recognizer
from recognition_api.words import Word
from showoff_common.contracts import texts
from showoff_common.contracts.lines import Quad
from showoff_common.contracts.texts import ExtractedTexts


@dataclass(frozen=True)
class Wanted:
    """What is said of a line beside its text."""

    words: bool = False
    letters: bool = False

    @property
    def parts(self) -> bool:
        return self.words or self.letters


TEXT_ALONE = Wanted()


def extract(
    recognizer: Recognizer,
    image: NDArray[np.uint8],
    quads: Sequence[Quad],
    wanted: Wanted = TEXT_ALONE,
    colours: Colours | None = None,
) -> ExtractedTexts:
    """Read the lines of a picture, uint8 (H, W) grey, by their corners in its pixels.

    `colours` gives it in colour, (H, W, 3) RGB: asked for only where a line is faint in grey.
    """
    points = np.array(quads, np.float32).reshape(-1, 4, 2)
    readings = recognizer.read(image, points, parts=wanted.parts, colours=colours)
    return _as_answer(readings, recognizer.version, wanted)


def extract_crops(
    recognizer: Recognizer, crops: Sequence[NDArray[np.uint8]], wanted: Wanted = TEXT_ALONE
) -> ExtractedTexts:
    """Read pictures, uint8 (h, w) grey, that each hold one line."""
    readings = recognizer.read_crops(crops, parts=wanted.parts)
    return _as_answer(readings, recognizer.version, wanted)


def _as_answer(readings: Sequence[Reading], model: str, wanted: Wanted) -> ExtractedTexts:
    """As it travels: probabilities and places to four places."""
    parts = [reading.parts or Parts() for reading in readings]
    return ExtractedTexts(
        tokens=[reading.text for reading in readings],
        confidences=[round(reading.confidence, 4) for reading in readings],
        turns=[reading.turn for reading in readings],
        scripts=[reading.script for reading in readings],
        model=model,
        words=[list(map(_word, line.words)) for line in parts] if wanted.words else None,
        letters=[list(map(_letter, line.letters)) for line in parts] if wanted.letters else None,
    )


def _word(word: Word) -> texts.Word:
    return texts.Word(
        text=word.text,
        confidence=round(word.confidence, 4),
        start=round(word.start, 4),
        end=round(word.end, 4),
    )


def _letter(doubt: Doubt) -> texts.DoubtfulLetter:
    return texts.DoubtfulLetter(
        index=doubt.index,
        confidence=round(doubt.confidence, 4),
        alternatives=[
            texts.Alternative(text=text, confidence=round(probability, 4))
            for text, probability in doubt.alternatives
        ],
    )
