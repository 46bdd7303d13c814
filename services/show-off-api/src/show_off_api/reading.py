"""Reading a picture: find its lines, read them, put them in order. Knows nothing of HTTP."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from show_off_api.model_services import Detection, Picture, Recognition
from show_off_api.orientation import read_upright
from show_off_api.reading_order import Paragraph, reading_order
from showoff_common.pictures.regions import Region
from showoff_common.telemetry.stages import stage
from showoff_common.work.deadline import Deadline

# Less sure than this, a line is more often a fence or a leaf than text: docs/models/reading.md.
LEAST_CONFIDENCE: Final = 0.18


@dataclass(frozen=True)
class Box:
    """The upright rectangle around a line, in whole pixels of the displayed picture."""

    start_x: int
    start_y: int
    width: int
    height: int


@dataclass(frozen=True)
class Line:
    """A line of text; points as in `Found`.

    Attributes:
        joint: What stands between the line before and this one in the whole text.
    """

    text: str
    confidence: float
    points: tuple[tuple[float, float], ...]
    joint: str = ""

    @property
    def box(self) -> Box:
        xs, ys = zip(*self.points, strict=True)
        left, top = math.floor(min(xs)), math.floor(min(ys))
        return Box(left, top, math.ceil(max(xs)) - left, math.ceil(max(ys)) - top)


@dataclass(frozen=True)
class Reading:
    """What a picture says: its lines in reading order, and the text they make."""

    lines: Sequence[Line]
    detection_model: str
    recognition_model: str

    @property
    def text(self) -> str:
        return "".join(line.joint + line.text for line in self.lines)


def read(
    picture: Picture,
    region: Region | None,
    detection: Detection,
    recognition: Recognition,
    deadline: Deadline,
    least_confidence: float = LEAST_CONFIDENCE,
) -> Reading:
    """Read a picture, or a region of it; lines in more doubt are left out.

    Raises:
        Problem: 400 the region lies outside the picture; whatever the models' services refuse;
            502, 503 or 504 where they fail, are full or late.
    """
    if region is not None:
        region = region.within(picture.header.width, picture.header.height)
    upright = read_upright(picture, region, detection, recognition, deadline)
    found, recognised = upright.found, upright.recognised
    with stage("order", {"showoff.lines": len(found.points)}):
        legible = [
            index
            for index, confidence in enumerate(recognised.confidences)
            if recognised.texts[index] and confidence >= least_confidence
        ]
        lines = [
            Line(
                recognised.texts[index],
                recognised.confidences[index],
                tuple((round(x, 2), round(y, 2)) for x, y in found.points[index]),
            )
            for index in legible
        ]
        paragraphs = reading_order([found.points[index] for index in legible])
    return Reading(
        lines=_joined(lines, paragraphs),
        detection_model=found.model,
        recognition_model=recognised.model,
    )


def _joined(lines: Sequence[Line], paragraphs: Sequence[Paragraph]) -> list[Line]:
    """In reading order: a row on a line of its own, an empty line between paragraphs."""
    return [
        replace(lines[index], joint=" " if place else "\n" if row else "\n\n" if paragraph else "")
        for paragraph, rows in enumerate(paragraphs)
        for row, indices in enumerate(rows)
        for place, index in enumerate(indices)
    ]
