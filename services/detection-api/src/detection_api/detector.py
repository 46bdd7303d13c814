"""Finding lines of text: the exported CTPN on ONNX Runtime."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from detection_api.lines import TextLines
from detection_api.passes import detect
from detection_api.scaling import LONG_SIDE
from detection_api.strips import strips
from detection_api.tiles import Network
from detection_api.turns import (
    beside,
    characters,
    from_the_other_end,
    stands_on_its_head,
    turned,
    turned_back,
    which_way_up,
)
from showoff_common.inference import Model
from showoff_common.pictures.turns import Turn
from showoff_common.telemetry.stages import stage

MODEL = Path(__file__).parent / "model" / "ctpn.onnx"
_OBLONG = 3.0  # heights: shorter lines on end are as likely something else
WARM_UP = (720, 1280, 3)  # what most cameras and screens send, scaled


class Detector:
    """The network, loaded once; safe to call from several threads."""

    def __init__(
        self, model: Path = MODEL, threads: int | None = None, long_side: int = LONG_SIDE
    ) -> None:
        """Load and warm up.

        Args:
            model: An ONNX file as `showoff_training.detection.export` writes it: input uint8
                (1, H, W, 3) RGB, H and W multiples of 32; outputs float32 (1, 4, H / 4, W / 8)
                and, of which way up the picture stands, float32 (1, 4).
            threads: Of one inference; None leaves it to ONNX Runtime.
            long_side: Px to which a picture's longer side is scaled.

        Raises:
            FileNotFoundError: There is no such file.
        """
        self._model = Model(model, threads)
        self._long_side = long_side
        self.version = self._model.metadata.get("version", "unknown")
        self.detect(np.full(WARM_UP, 255, np.uint8))

    def detect(self, image: NDArray[np.uint8]) -> TextLines:
        """Find the lines of text of a picture, (H, W, 3) RGB, in its pixels."""
        return self._detect(self.answer, image)

    def _detect(self, network: Network, image: NDArray[np.uint8]) -> TextLines:
        height, width = image.shape[:2]
        size = {"showoff.picture.width": width, "showoff.picture.height": height}
        with stage("detect", {**size, "showoff.model.version": self.version}) as span:
            lines = detect(network, image, self._long_side)
            span.set_attribute("showoff.lines", len(lines))
            return lines

    def detect_upright(self, image: NDArray[np.uint8]) -> tuple[TextLines, Turn]:
        """Find the lines whichever way up the picture stands; by how much it has to be turned.

        Lines are in pixels of the picture as given. One that does not stand is searched once more,
        turned: the network knows text upside down less well. Where one that lies turns out to hold
        more text that stands, both kinds are told.
        """
        lines, seen = self._search(image)
        turn = which_way_up(seen)
        if turn == 0:
            return self._with_text_on_end(image, lines), 0
        height, width = image.shape[:2]
        again, seen_turned = self._search(turned(image, turn))
        again = turned_back(again, turn, width, height)
        if stands_on_its_head(seen, turn, seen_turned):
            other: dict[Turn, Turn] = {90: 270, 180: 0, 270: 90}
            again, turn = from_the_other_end(again), other[turn]
        if turn in (0, 180) and characters(lines) > characters(again):
            return (from_the_other_end(lines) if turn else lines), turn
        if turn in (90, 270) and characters(lines) > characters(again):
            return beside(lines, again), 0  # a table whose heads stand on end, say
        return again, turn

    def _with_text_on_end(self, image: NDArray[np.uint8], lines: TextLines) -> TextLines:
        """Lines, and those of strips of ink that none of them explains."""
        for strip in strips(image, lines):
            x, y, width, height = strip.x, strip.y, strip.width, strip.height
            found, seen = self._search(turned(image[y : y + height, x : x + width], 90))
            found = turned_back(found, 90, width, height)
            if seen[2] > seen[0]:
                found = from_the_other_end(found)
            long = found.take(found.lengths() > _OBLONG * found.heights())
            at = np.array([x, y], np.float32)
            lines = beside(lines, TextLines(long.points + at, long.scores))
        return lines

    def _search(self, image: NDArray[np.uint8]) -> tuple[TextLines, NDArray[np.float32]]:
        """Find lines, and the network's logits of which way up the picture stands."""
        seen: list[NDArray[np.float32]] = []

        def network(scaled: NDArray[np.uint8]) -> NDArray[np.float32]:
            answer, turn = self._answers(scaled)
            seen.append(turn)
            return answer

        lines = self._detect(network, image)
        return lines, seen[0]  # from near; a look from farther away sees less

    def answer(self, image: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The network's proposals alone: uint8 (1, H, W, 3) to float32 (4, H / 4, W / 8)."""
        return self._answers(image)[0]

    def _answers(self, image: NDArray[np.uint8]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        with stage("inference", {"showoff.batch.shapes": ["x".join(map(str, image.shape))]}):
            answer, turn = self._model.run({"image": image})
        return np.asarray(answer[0], np.float32), np.asarray(turn[0], np.float32)
