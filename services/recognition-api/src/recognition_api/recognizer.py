"""Reading lines of text: cut out, seen by the network, looked at again and spelt where in doubt."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from opentelemetry.trace import Span
from PIL import Image

from recognition_api import beam, looks, upside_down
from recognition_api.crops import cut, with_margin
from recognition_api.letters import Letters
from recognition_api.looks import Look
from recognition_api.network import MODEL, Network, Seen
from showoff_common.telemetry.stages import stage


@dataclass(frozen=True)
class Reading:
    """What a line says.

    Attributes:
        text: Without space around it.
        confidence: Probability (0..1, calibrated) that all of it is right.
        turn: 180 where it was read upside down, from the corner opposite its first.
    """

    text: str
    confidence: float
    turn: Literal[0, 180] = 0


class Recognizer:
    """The network and the model of letters, loaded once; safe to call from several threads."""

    def __init__(
        self,
        model: Path = MODEL,
        threads: int | None = None,
        further: Sequence[Look] = looks.FURTHER,
        spells: bool = True,
    ) -> None:
        """Load and warm up.

        Args:
            model: An ONNX file; `Network` tells which.
            threads: Of one inference; None leaves it to ONNX Runtime.
            further: Looks at lines that were hard to read.
            spells: Whether the model of letters has a say in them.

        Raises:
            FileNotFoundError: There is no such file.
        """
        self._network = Network(model, threads)
        self._further = further
        self._letters = Letters.load() if spells else None
        self.version = self._network.version
        self.read_crops([np.full((32, 320), 255, np.uint8)])

    def read(self, image: NDArray[np.uint8], points: NDArray[np.float32]) -> list[Reading]:
        """Read the lines inside quadrilaterals of a picture, all of them the same way up.

        A page that makes little sense as they stand is tried upside down, on the cuts it has.

        Args:
            image: (H, W) grey or (H, W, 3) RGB.
            points: (N, 4, 2) corners in its pixels, clockwise from the top left of the text's
                direction.
        """
        with stage("recognise", {"showoff.lines": len(points)}) as span:
            span.set_attribute("showoff.model.version", self.version)
            return self._read_lines(image, points, span)

    def _read_lines(
        self, image: NDArray[np.uint8], points: NDArray[np.float32], span: Span
    ) -> list[Reading]:
        grey = _grey(image)
        cuts = self._cut(grey, points, [looks.FIRST])
        seen = self._network.see(cuts)
        widths = np.linalg.norm(points[:, 1] - points[:, 0], axis=1).tolist()
        tried = upside_down.worth_a_try(seen, widths)
        turn: Literal[0, 180] = 0
        if tried and upside_down.makes_more_sense(
            self._network.see([cuts[line][::-1, ::-1] for line in tried]),
            [seen[line] for line in tried],
        ):
            turn, points = 180, np.roll(points, 2, axis=1)
            seen = self._network.see([line[::-1, ::-1] for line in cuts])
        span.set_attribute("showoff.turn", turn)
        doubtful = [i for i, line in enumerate(seen) if looks.in_doubt(line)]
        span.set_attribute("showoff.lines.doubtful", len(doubtful))
        if doubtful and self._further:
            others = self._network.see(self._cut(grey, points[doubtful], self._further))
            for i, other in zip(doubtful * len(self._further), others, strict=True):
                seen[i] = max(seen[i], other, key=lambda line: line.confidence)
        return self._spelt(seen, turn)

    def read_crops(self, crops: Sequence[NDArray[np.uint8]]) -> list[Reading]:
        """Read pictures that each hold one line and nothing else: (h, w) grey or (h, w, 3) RGB."""
        with stage("recognise", {"showoff.lines": len(crops)}):
            with stage("crop", {"showoff.lines": len(crops)}):
                lines = [cut(_grey(crop), _corners(crop)) for crop in crops]
            return self._spelt(self._network.see(lines))

    def _cut(
        self, grey: NDArray[np.uint8], points: NDArray[np.float32], ways: Sequence[Look]
    ) -> list[NDArray[np.uint8]]:
        """Cut all lines out in the first way, then all in the next."""
        with stage("crop", {"showoff.lines": len(points) * len(ways)}):
            return [
                cut(grey, corners, stretch=look.stretch)
                for look in ways
                for corners in with_margin(points, look.across, look.along)
            ]

    def _spelt(self, seen: Sequence[Seen], turn: Literal[0, 180] = 0) -> list[Reading]:
        """Lines that are still in doubt say what letters that follow each other can say."""
        letters, doubtful = self._letters, sum(map(looks.in_doubt, seen))
        if letters is None or not doubtful:
            return [Reading(line.text, line.confidence, turn) for line in seen]
        with stage("spell", {"showoff.lines": doubtful}):
            return [
                Reading(
                    beam.search(line.probabilities, letters).strip()
                    if looks.in_doubt(line)
                    else line.text,
                    line.confidence,
                    turn,
                )
                for line in seen
            ]


def _grey(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return crop if crop.ndim == 2 else np.asarray(Image.fromarray(crop).convert("L"))


def _corners(crop: NDArray[np.uint8]) -> NDArray[np.float32]:
    height, width = crop.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
