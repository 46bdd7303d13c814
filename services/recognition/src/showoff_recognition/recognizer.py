"""Reading lines of text: the exported CRNN on ONNX Runtime."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from numpy.typing import NDArray
from opentelemetry.trace import Span

from showoff_common.stages import stage
from showoff_recognition import looks
from showoff_recognition.batches import batches
from showoff_recognition.confidence import Confidence
from showoff_recognition.crops import cut, with_margin
from showoff_recognition.ctc import decode
from showoff_recognition.looks import Look

MODEL = Path(__file__).parent / "model" / "crnn.onnx"


@dataclass(frozen=True)
class Reading:
    """What a line says, and the probability (0..1, calibrated) that all of it is right."""

    text: str
    confidence: float


class Recognizer:
    """The network, loaded once; safe to call from several threads."""

    version: str = "unknown"

    def __init__(
        self,
        model: Path = MODEL,
        threads: int | None = None,
        further: Sequence[Look] = looks.FURTHER,
    ) -> None:
        """Load and warm up.

        Args:
            model: An ONNX file as `showoff_training.recognition.export` writes it: input uint8
                (B, 32, W), outputs best class int32 (B, T) and its probability float32 (B, T).
            threads: Of one inference; None leaves it to ONNX Runtime.
            further: Looks at lines that were hard to read.

        Raises:
            FileNotFoundError: There is no such file.
        """
        if not model.is_file():
            raise FileNotFoundError(model)
        onnxruntime.disable_telemetry_events()  # whoever owns their OCR tells nobody of it
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or 0
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._further = further
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        metadata = self._session.get_modelmeta().custom_metadata_map
        self._confidence = Confidence.from_metadata(metadata)
        self.version = metadata.get("version", self.version)
        self.read_crops([np.full((32, 320), 255, np.uint8)])

    def read(self, image: NDArray[np.uint8], points: NDArray[np.float32]) -> list[Reading]:
        """Read the lines inside quadrilaterals of a picture.

        Args:
            image: (H, W, 3) RGB.
            points: (N, 4, 2) corners in its pixels, clockwise from the top left of the text's
                direction.
        """
        with stage("recognise", {"showoff.lines": len(points)}) as span:
            span.set_attribute("showoff.model.version", self.version)
            return self._read_lines(image, points, span)

    def _read_lines(
        self, image: NDArray[np.uint8], points: NDArray[np.float32], span: Span
    ) -> list[Reading]:
        grey = np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)
        readings = self._look(grey, points, [looks.FIRST])
        doubtful = [i for i, reading in enumerate(readings) if reading.confidence < looks.DOUBTFUL]
        span.set_attribute("showoff.lines.doubtful", len(doubtful))
        if doubtful and self._further:
            others = self._look(grey, points[doubtful], self._further)
            for i, other in zip(doubtful * len(self._further), others, strict=True):
                readings[i] = max(readings[i], other, key=lambda reading: reading.confidence)
        return readings

    def read_crops(self, crops: Sequence[NDArray[np.uint8]]) -> list[Reading]:
        """Read pictures that each hold one line and nothing else: (h, w) grey or (h, w, 3) RGB."""
        with stage("recognise", {"showoff.lines": len(crops)}):
            with stage("crop", {"showoff.lines": len(crops)}):
                lines = [cut(_grey(crop), _corners(crop)) for crop in crops]
            return self._read(lines)

    def _look(
        self, grey: NDArray[np.uint8], points: NDArray[np.float32], ways: Sequence[Look]
    ) -> list[Reading]:
        """Read all lines in the first way, then all in the next."""
        with stage("crop", {"showoff.lines": len(points) * len(ways)}):
            lines = [
                cut(grey, corners, stretch=look.stretch)
                for look in ways
                for corners in with_margin(points, look.across, look.along)
            ]
        return self._read(lines)

    def _read(self, lines: Sequence[NDArray[np.uint8]]) -> list[Reading]:
        with stage("inference") as span:
            batched = list(batches(lines))
            answers = [self._session.run(None, {"images": batch.images}) for batch in batched]
            shapes = ["x".join(map(str, batch.images.shape)) for batch in batched]
            span.set_attribute("showoff.batch.shapes", shapes)
        readings = [Reading("", 0.0)] * len(lines)
        with stage("decode text", {"showoff.lines": len(lines)}):
            for batch, (classes, probabilities) in zip(batched, answers, strict=True):
                for position, best, probability in zip(
                    batch.positions, classes, probabilities, strict=True
                ):
                    line = decode(best, probability)
                    confidence = self._confidence.of(line.probabilities)
                    readings[position] = Reading(line.text.strip(), confidence)
        return readings


def _grey(crop: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return crop if crop.ndim == 2 else np.asarray(cv2.cvtColor(crop, cv2.COLOR_RGB2GRAY), np.uint8)


def _corners(crop: NDArray[np.uint8]) -> NDArray[np.float32]:
    height, width = crop.shape[:2]
    return np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
