"""The whole read in this process, without services: both models, loaded once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detection_api.detector import Detector
from detection_api.scaling import LONG_SIDE
from detection_api.turns import turned, turned_back
from recognition_api import looks
from recognition_api.looks import Look
from recognition_api.recognizer import Recognizer
from show_off_api.model_services import Found, Picture, Quad, Recognised
from show_off_api.reading import LEAST_CONFIDENCE, Reading, read
from showoff_common.cpus import allowed_cpus
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import read_header
from showoff_common.pictures.pixels import decode
from showoff_common.pictures.regions import Region
from showoff_common.pictures.turns import Turn
from showoff_common.work.deadline import Deadline

_LIMITS = PictureLimits(max_bytes=2**32, max_pixels=200_000_000)
_NO_DEADLINE = Deadline(float("inf"))


class LocalReader:
    """Reads pictures with the models that the services ship."""

    def __init__(
        self,
        further: Sequence[Look] = looks.FURTHER,
        *,
        spells: bool = True,
        long_side: int = LONG_SIDE,
    ) -> None:
        """Load the models.

        Args:
            further: Looks taken at lines that are hard to read.
            spells: Whether the model of letters has a say in them.
            long_side: Px to which a picture's longer side is scaled to find lines.
        """
        threads = allowed_cpus()
        self._detector = Detector(threads=threads, long_side=long_side)
        self._recognizer = Recognizer(threads=threads, further=further, spells=spells)

    def read(
        self, data: bytes, least_confidence: float = LEAST_CONFIDENCE
    ) -> tuple[NDArray[np.uint8], Reading]:
        """Read an encoded picture; lines in more doubt are left out.

        Returns:
            The picture as displayed, uint8 (H, W, 3) RGB, and what it says.

        Raises:
            Problem: It is no picture that can be read.
        """
        picture = Picture(data, read_header(data, _LIMITS))
        image = decode(data, _LIMITS)
        detection = _Detection(self._detector, image)
        recognition = _Recognition(self._recognizer, image)
        return image, read(picture, None, detection, recognition, _NO_DEADLINE, least_confidence)


@dataclass(frozen=True)
class _Detection:
    detector: Detector
    image: NDArray[np.uint8]

    def find(
        self, _picture: Picture, _region: Region | None, turn: Turn, _deadline: Deadline
    ) -> Found:
        lines = self.detector.detect(turned(self.image, turn))
        height, width = self.image.shape[:2]
        points = turned_back(lines, turn, width, height).points
        quads = [[(x, y) for x, y in line] for line in points.tolist()]
        return Found(quads, self.detector.version)


@dataclass(frozen=True)
class _Recognition:
    recognizer: Recognizer
    image: NDArray[np.uint8]

    def read(self, _picture: Picture, points: Sequence[Quad], _deadline: Deadline) -> Recognised:
        quads = np.array(points, np.float32).reshape(-1, 4, 2)
        readings = self.recognizer.read(self.image, quads)
        return Recognised(
            [reading.text for reading in readings],
            [reading.confidence for reading in readings],
            self.recognizer.version,
        )
