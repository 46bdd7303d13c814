"""The exported CRNN on ONNX Runtime: what it sees in lines that are cut out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from recognition_api.batches import batches
from recognition_api.confidence import WORDS, Confidence
from recognition_api.ctc import decode
from showoff_common.inference import open_model
from showoff_common.telemetry.stages import stage

MODEL: Final = Path(__file__).parent / "model" / "crnn.onnx"


@dataclass(frozen=True)
class Seen:
    """One line, as the network's best path says it.

    Attributes:
        text: What it says.
        confidence: Probability (0..1, calibrated) that all of it is right.
        probabilities: (T, classes), of every class at each frame.
    """

    text: str
    confidence: float
    probabilities: NDArray[np.float32]


class Network:
    """Loaded once; safe to call from several threads."""

    def __init__(self, model: Path, threads: int | None = None) -> None:
        """Load.

        Args:
            model: An ONNX file as `showoff_training.recognition.export` writes it: input uint8
                (B, 32, W), outputs best class int32 (B, T), its probability float32 (B, T), and
                the probability of every class float32 (B, T, classes).
            threads: Of one inference; None leaves it to ONNX Runtime.

        Raises:
            FileNotFoundError: There is no such file.
        """
        self._session = open_model(model, threads)
        metadata = self._session.get_modelmeta().custom_metadata_map
        self._confidence = Confidence.from_metadata(metadata)
        self.confidence_of_words = Confidence.from_metadata(metadata, WORDS)
        self.version = metadata.get("version", "unknown")

    def see(self, lines: Sequence[NDArray[np.uint8]]) -> list[Seen]:
        """Take lines, (32, w) each, and tell what each one says."""
        with stage("inference") as span:
            batched = list(batches(lines))
            answers = [self._session.run(None, {"images": batch.images}) for batch in batched]
            shapes = ["x".join(map(str, batch.images.shape)) for batch in batched]
            span.set_attribute("showoff.batch.shapes", shapes)
        seen: dict[int, Seen] = {}
        with stage("decode text", {"showoff.lines": len(lines)}):
            for batch, answer in zip(batched, answers, strict=True):
                for position, classes, best, every in zip(batch.positions, *answer, strict=True):
                    line = decode(classes, best)
                    confidence = self._confidence.of(line.probabilities)
                    seen[position] = Seen(line.text.strip(), confidence, every)
        return [seen[position] for position in range(len(lines))]
