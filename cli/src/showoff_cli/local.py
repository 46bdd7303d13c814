"""Both models in this process, for reading without services."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from showoff_bff.deadline import Deadline
from showoff_bff.reading import Found, Picture, Recognised
from showoff_common.regions import Region
from showoff_detection.detector import Detector
from showoff_recognition.recognizer import Recognizer


@dataclass(frozen=True)
class LocalDetection:
    """Finds the lines of one decoded picture, uint8 (H, W, 3) RGB."""

    detector: Detector
    image: NDArray[np.uint8]

    def find(self, _picture: Picture, _region: Region | None, _deadline: Deadline) -> Found:
        return Found(self.detector.detect(self.image).points, self.detector.version)


@dataclass(frozen=True)
class LocalRecognition:
    """Reads the lines of one decoded picture, uint8 (H, W, 3) RGB."""

    recognizer: Recognizer
    image: NDArray[np.uint8]

    def read(
        self, _picture: Picture, points: NDArray[np.float32], _deadline: Deadline
    ) -> Recognised:
        readings = self.recognizer.read(self.image, points)
        return Recognised(
            [reading.text for reading in readings],
            [reading.confidence for reading in readings],
            self.recognizer.version,
        )
