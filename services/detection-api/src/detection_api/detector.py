"""Finding lines of text: the exported CTPN on ONNX Runtime."""

from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from detection_api.lines import TextLines
from detection_api.passes import detect
from detection_api.scaling import LONG_SIDE
from showoff_common.pictures.turns import Turn
from showoff_common.telemetry.stages import stage

MODEL = Path(__file__).parent / "model" / "ctpn.onnx"
WARM_UP = (720, 1280, 3)  # what most cameras and screens send, scaled


class Detector:
    """The network, loaded once; safe to call from several threads."""

    def __init__(
        self, model: Path = MODEL, threads: int | None = None, long_side: int = LONG_SIDE
    ) -> None:
        """Load and warm up.

        Args:
            model: An ONNX file as `showoff_training.detection.export` writes it: input uint8
                (1, H, W, 3) RGB, H and W multiples of 32; output float32 (1, 4, H / 4, W / 8).
            threads: Of one inference; None leaves it to ONNX Runtime.
            long_side: Px to which a picture's longer side is scaled.

        Raises:
            FileNotFoundError: There is no such file.
        """
        if not model.is_file():
            raise FileNotFoundError(model)
        onnxruntime.disable_telemetry_events()  # whoever owns their OCR tells nobody of it
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads or 0
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._long_side = long_side
        metadata = self._session.get_modelmeta().custom_metadata_map
        self.version: str = metadata.get("version", "unknown")
        self.detect(np.full(WARM_UP, 255, np.uint8))

    def detect(self, image: NDArray[np.uint8]) -> TextLines:
        """Find the lines of text of a picture, (H, W, 3) RGB, in its pixels."""
        height, width = image.shape[:2]
        size = {"showoff.picture.width": width, "showoff.picture.height": height}
        with stage("detect", {**size, "showoff.model.version": self.version}) as span:
            lines = detect(self.answer, image, self._long_side)
            span.set_attribute("showoff.lines", len(lines))
            return lines

    def detect_upright(self, image: NDArray[np.uint8]) -> tuple[TextLines, Turn]:
        """Find the lines whichever way up the picture stands; by how much it has to be turned."""
        return self.detect(image), 0

    def answer(self, image: NDArray[np.uint8]) -> NDArray[np.float32]:
        """The network alone: uint8 (1, H, W, 3) to float32 (4, H / 4, W / 8)."""
        with stage("inference", {"showoff.batch.shapes": ["x".join(map(str, image.shape))]}):
            (answer,) = self._session.run(None, {"image": image})
        return np.asarray(answer[0], np.float32)
