"""What reading needs of the model services, whoever provides it: HTTP or this very process."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from showoff_common.pictures.opening import PictureHeader
from showoff_common.pictures.regions import Region
from showoff_common.pictures.turns import Turn
from showoff_common.work.deadline import Deadline

Point = tuple[float, float]
Quad = Sequence[Point]
"""A line's four corners in pixels of the displayed picture, clockwise from the top left of the
text's own direction."""


@dataclass(frozen=True)
class Picture:
    """A picture as it was sent, and what its header says."""

    data: bytes
    header: PictureHeader


@dataclass(frozen=True)
class Found:
    """Lines of text in a picture, and the version of the detector that found them."""

    points: Sequence[Quad]
    model: str


@dataclass(frozen=True)
class Recognised:
    """What lines say, in the order asked; confidences from 0 to 1."""

    texts: Sequence[str]
    confidences: Sequence[float]
    model: str


class Detection(Protocol):
    """Finds lines, in the picture turned clockwise if asked; told in the picture as it is."""

    def find(
        self, picture: Picture, region: Region | None, turn: Turn, deadline: Deadline
    ) -> Found: ...


class Recognition(Protocol):
    """Reads lines."""

    def read(self, picture: Picture, points: Sequence[Quad], deadline: Deadline) -> Recognised: ...
