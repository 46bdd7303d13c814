"""The texts of lines as they travel: what the route answers, and the command line works with."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recognition_api.recognizer import Reading, Recognizer
from showoff_common.contracts.lines import Quad
from showoff_common.contracts.texts import ExtractedTexts


def extract(
    recognizer: Recognizer, image: NDArray[np.uint8], quads: Sequence[Quad]
) -> ExtractedTexts:
    """Read the lines of a picture, uint8 (H, W) grey, by their corners in its pixels."""
    points = np.array(quads, np.float32).reshape(-1, 4, 2)
    return as_answer(recognizer.read(image, points), recognizer.version)


def as_answer(readings: Sequence[Reading], model: str) -> ExtractedTexts:
    """As it travels: confidences to four places."""
    return ExtractedTexts(
        tokens=[reading.text for reading in readings],
        confidences=[round(reading.confidence, 4) for reading in readings],
        turns=[reading.turn for reading in readings],
        model=model,
    )
