"""The whole read in this process, without services: both models, loaded once."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from detection_api.detector import Detector
from detection_api.page import find_page
from detection_api.scaling import LONG_SIDE
from recognition_api import looks
from recognition_api.extraction import Wanted, extract
from recognition_api.looks import Look
from recognition_api.recognizer import Recognizer
from showoff_common.cpus import allowed_cpus
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import read_header
from showoff_common.pictures.pixels import decode
from showoff_common.pictures.regions import Region
from showoff_common.pictures.turns import Turn
from showoff_common.reading import LEAST_CONFIDENCE, Reading, put_together

_LIMITS: Final = PictureLimits(max_bytes=2**32, max_pixels=200_000_000)


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
        self,
        data: bytes,
        least_confidence: float = LEAST_CONFIDENCE,
        region: Region | None = None,
        *,
        words: bool = False,
    ) -> tuple[NDArray[np.uint8], Reading]:
        """Read an encoded picture, or a region of it; lines in more doubt are left out.

        Args:
            data: The picture.
            least_confidence: Less sure than that is in more doubt.
            region: The part to read; by default all of it.
            words: Whether to tell the words of each line.

        Returns:
            The picture as displayed, uint8 (H, W, 3) RGB, and what it says.

        Raises:
            Problem: It is no picture that can be read, or the region lies outside of it.
        """
        header = read_header(data, _LIMITS)
        image = decode(data, _LIMITS)
        found = find_page(self._detector, image, region).as_answer(header, self._detector.version)
        grey = decode(data, _LIMITS, "L")  # as recognition-api does: not quite that of the RGB
        quads = [line.points for line in found.lines]
        wanted = Wanted(words=words)
        texts = extract(self._recognizer, grey, quads, wanted, lambda: image)
        return image, put_together(found, texts, least_confidence)

    def read_page(
        self, picture: bytes, least_confidence: float = LEAST_CONFIDENCE
    ) -> tuple[Reading, Turn]:
        """Read an encoded page of a document, its words too; leave out lines in more doubt.

        Returns:
            What it says, and by how many degrees clockwise it has to be turned to be upright.

        Raises:
            Problem: It is no picture that can be read.
        """
        header = read_header(picture, _LIMITS)
        image = decode(picture, _LIMITS)
        found = find_page(self._detector, image).as_answer(header, self._detector.version)
        grey = decode(picture, _LIMITS, "L")
        quads = [line.points for line in found.lines]
        texts = extract(self._recognizer, grey, quads, Wanted(words=True), lambda: image)
        return put_together(found, texts, least_confidence), found.turn
