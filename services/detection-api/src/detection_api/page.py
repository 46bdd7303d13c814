"""A picture as a page: which way up its text runs, and its lines in reading order."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detection_api.detector import Detector
from detection_api.lines import TextLines
from detection_api.reading_order import reading_order, separators
from showoff_common.contracts.lines import FoundLine, FoundLines, Separator
from showoff_common.pictures.opening import PictureHeader
from showoff_common.pictures.regions import Region
from showoff_common.pictures.turns import Turn
from showoff_common.telemetry.stages import stage


@dataclass(frozen=True)
class Page:
    """Lines in reading order.

    Attributes:
        lines: In pixels of the whole displayed picture.
        separators: What stands before each line in the whole text.
        turn: By how many degrees clockwise the picture has to be turned to stand upright.
    """

    lines: TextLines
    separators: Sequence[Separator]
    turn: Turn

    def as_answer(self, header: PictureHeader, model: str) -> FoundLines:
        """As it travels: hundredths of a pixel, probabilities to four places."""
        points = np.round(self.lines.points.astype(float), 2).tolist()
        scores = np.round(self.lines.scores.astype(float), 4).tolist()
        return FoundLines(
            width=header.width,
            height=header.height,
            media_type=header.media_type,
            pages=header.pages,
            turn=self.turn,
            lines=[
                FoundLine.model_validate(
                    {"points": quad, "probability": score, "separator": separator}
                )
                for quad, score, separator in zip(points, scores, self.separators, strict=True)
            ],
            model=model,
        )


def find_page(detector: Detector, image: NDArray[np.uint8], region: Region | None = None) -> Page:
    """Find the lines of a picture, uint8 (H, W, 3) RGB, or of a region of it.

    Raises:
        Problem: 400 the region lies outside the picture.
    """
    height, width = image.shape[:2]
    part = (region or Region(0, 0, width, height)).within(width, height)
    lines, turn = detector.detect_upright(
        image[part.y : part.y + part.height, part.x : part.x + part.width]
    )
    with stage("order", {"showoff.lines": len(lines)}):
        points = lines.points + np.array([part.x, part.y], np.float32)
        paragraphs = reading_order(points.tolist())
        order = [line for paragraph in paragraphs for row in paragraph for line in row]
    return Page(TextLines(points[order], lines.scores[order]), separators(paragraphs), turn)
