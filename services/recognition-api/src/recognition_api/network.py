"""The exported CRNN on ONNX Runtime: what it sees in lines that are cut out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from opentelemetry.trace import Span

from recognition_api.alignment import Frames, align
from recognition_api.alphabet import encode
from recognition_api.batches import batches
from recognition_api.confidence import LINES, LOOKS, WORDS, Confidence
from recognition_api.ctc import decode
from recognition_api.evidence import of_characters
from recognition_api.windows import joined, windows
from showoff_common.inference import Model
from showoff_common.telemetry.stages import stage

_Answer = tuple[NDArray[np.integer], NDArray[np.floating], NDArray[np.float32]]

# No neighbour vouches for a character that stands alone: of those seen at 0.2 to 0.4 on pictures
# never trained on, one in ten is there. An exponent on its confidence.
ALONE: Final = 1.6

DASHES: Final = "-–—"

MODEL: Final = Path(__file__).parent / "model" / "crnn.onnx"


@dataclass(frozen=True)
class Seen:
    """One line, as the network's best path says it.

    Attributes:
        text: What it says.
        confidence: Probability (0..1, calibrated) that all of it is right, by its characters alone.
        probabilities: (T, classes), of every class at each frame.
    """

    text: str
    confidence: float
    probabilities: NDArray[np.float32]

    @cached_property
    def frames(self) -> Frames:
        """Of its characters; there is one at least."""
        return align(self.text, self.probabilities)

    def frames_of(self, text: str) -> Frames:
        """Those of another text, of one character at least, or its own.

        Raises:
            ValueError: There are fewer frames than the text needs.
        """
        return self.frames if text == self.text else align(text, self.probabilities)


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
        self._model = Model(model, threads)
        metadata = self._model.metadata
        self._confidence = Confidence.from_metadata(metadata, LOOKS)
        fitted = f"{LINES}bias" in metadata
        self.confidence_of_lines = Confidence.from_metadata(metadata, LINES) if fitted else None
        self.confidence_of_words = Confidence.from_metadata(metadata, WORDS)
        self.version = metadata.get("version", "unknown")

    def see(self, lines: Sequence[NDArray[np.uint8]]) -> list[Seen]:
        """Take lines, (32, w) each and of any width, and tell what each one says."""
        parted = [windows(line) for line in lines]
        with stage("inference") as span:
            frames = self._frames([part for parts in parted for part in parts], span)
        with stage("decode text", {"showoff.lines": len(lines)}):
            return [self._seen(parts, list(islice(frames, len(parts)))) for parts in parted]

    def _frames(self, lines: Sequence[NDArray[np.uint8]], span: Span) -> Iterator[_Answer]:
        """What the network answers, (T,), (T,) and (T, classes), for each line."""
        batched = list(batches(lines))
        answers = [self._model.run({"images": batch.images}) for batch in batched]
        shapes = ["x".join(map(str, batch.images.shape)) for batch in batched]
        span.set_attribute("showoff.batch.shapes", shapes)
        told = {
            position: answer
            for batch, together in zip(batched, answers, strict=True)
            for position, answer in zip(batch.positions, zip(*together, strict=True), strict=True)
        }
        return (told[position] for position in range(len(lines)))

    def _seen(self, parts: Sequence[NDArray[np.uint8]], frames: Sequence[_Answer]) -> Seen:
        """A line from the frames of its windows, mostly one."""
        classes, best, every = frames[0]
        if len(parts) > 1:
            every = joined(parts, [probabilities for _, _, probabilities in frames])
            classes, best = every.argmax(1), every.max(1)
        line = decode(classes, best)
        text, confidence = line.text.strip(), self._sure(line.probabilities)
        if len(text) == 1:
            if text in DASHES:  # nothing beside it says how long it is
                text, any_dash = DASHES[0], every[:, encode(DASHES)].sum(1).max(keepdims=True)
                confidence = self._sure(any_dash)
            confidence **= ALONE
        return Seen(text, confidence, every)

    def _sure(self, probabilities: NDArray[np.float32]) -> float:
        return self._confidence.of(of_characters(probabilities)) if len(probabilities) else 0.0
