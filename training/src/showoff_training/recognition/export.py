"""Export the recogniser: ONNX with pre- and post-processing inside, int8, calibrated.

    python -m showoff_training.recognition.export --weights training/weights/crnn.pt

The graph takes uint8 (B, 32, W) and answers the best class a frame, int32 (B, W / 4), its
probability, float32 (B, W / 4), and that of every class, float32 (B, W / 4, classes). The int8
graph is kept only if it loses less than 0.3 points of character error on validation lines.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import onnx
import torch
from torch import Tensor, nn

from recognition_api.batches import batches
from recognition_api.confidence import LOOKS, Confidence
from recognition_api.evidence import of_characters
from recognition_api.network import MODEL
from showoff_training.exporting.onnx import to_onnx
from showoff_training.exporting.quantise import quantise_convolutions
from showoff_training.recognition import calibrate, confidence, validation
from showoff_training.recognition.evaluate import exported as best_path
from showoff_training.recognition.model import Crnn
from showoff_training.recognition.real_lines import RealLine
from showoff_training.runs import checkpoints

MOST_LOST = 0.003  # character error rate that int8 may cost
CALIBRATION_BATCHES = 60
WEIGHTS = Path("training/weights/crnn.pt")


class Served(nn.Module):
    """The network between the bytes that come in and the probabilities that go out."""

    def __init__(self, model: Crnn) -> None:
        super().__init__()
        self.model = model

    def forward(self, images: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        pixels = images.float().unsqueeze(1) / 127.5 - 1
        every = self.model(pixels).softmax(2)
        probabilities, classes = every.max(2)
        return classes.int(), probabilities, every


def export_float(model: Crnn, target: Path) -> None:
    """Write the float graph."""
    to_onnx(
        Served(model).eval(),
        torch.zeros(2, 32, 320, dtype=torch.uint8),
        target,
        inputs={"images": {0: "batch", 2: "width"}},
        outputs={
            "classes": {0: "batch", 1: "frames"},
            "probabilities": {0: "batch", 1: "frames"},
            "every": {0: "batch", 1: "frames"},
        },
    )


@dataclass(frozen=True)
class Exported:
    """What was written: its kind, and the character error rates it was chosen by."""

    kind: str
    float_error: float
    int8_error: float


def export(
    model: Crnn, lines: Sequence[RealLine], target: Path, version: str, gold: str | None = None
) -> Exported:
    """Export, quantise, choose, calibrate the confidences, and write the service's model file.

    Args:
        model: Trained network.
        lines: Validation lines, never trained on; quantisation sees half of them, on which
            the confidences are fitted, too, and is judged on the other half.
        target: Where the ONNX file goes.
        version: Stored in it and reported by the service.
        gold: The gold set it was trained on, stored in it: it then stays where that set is.
    """
    seen, unseen = lines[::2], lines[1::2]
    with TemporaryDirectory() as folder:
        plain, small = Path(folder) / "float.onnx", Path(folder) / "int8.onnx"
        export_float(model, plain)
        images = (
            b.images
            for b, _ in zip(
                batches([x.image for x in seen]), range(CALIBRATION_BATCHES), strict=False
            )
        )
        quantise_convolutions(plain, small, "images", images)
        errors = [_error(p, unseen) for p in (plain, small)]
        lossless = errors[1] <= errors[0] + MOST_LOST
        chosen = small if lossless else plain
        of_looks = _calibrated(chosen, seen)
        graph = onnx.load(chosen)
    metadata = of_looks.to_metadata(LOOKS) | {"version": version}
    metadata |= {"gold": gold} if gold is not None else {}
    onnx.helper.set_model_props(graph, metadata)
    target.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(graph, target)
    confidence.store(target, *confidence.calibrated(target, seen))
    return Exported("int8" if lossless else "float", errors[0], errors[1])


def _error(model: Path, lines: Sequence[RealLine]) -> float:
    said = validation.read(best_path(model), [line.image for line in lines])
    return validation.error_rate(lines, [decoded.text for decoded in said]).characters


def _calibrated(model: Path, lines: Sequence[RealLine]) -> Confidence:
    said = validation.read(best_path(model), [line.image for line in lines])
    judged = [
        (of_characters(decoded.probabilities), validation.is_right(line, decoded.text))
        for line, decoded in zip(lines, said, strict=True)
        if decoded.text
    ]
    return calibrate.fit([evidence for evidence, _ in judged], [right for _, right in judged])


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.recognition.export",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="what a training run kept")
    parser.add_argument("--target", type=Path, default=MODEL, help="the service's model file")
    parser.add_argument("--validate", type=Path, help="annotated pictures, beside synthetic lines")
    parser.add_argument("--lines", type=int, default=400, help="validation lines of each set")
    parser.add_argument("--version", default="0", help="stored in the model and shown in answers")
    parser.add_argument("--gold", help="number of the gold set it was trained on, if any")
    options = parser.parse_args(arguments)
    model = Crnn()
    checkpoints.load_weights(options.weights, model)
    sets = validation.synthetic(options.lines)
    if options.validate is not None:
        sets |= validation.annotated(options.validate, options.lines)
    lines = [line for kind in sets.values() for line in kind]
    exported = export(model, lines, options.target, options.version, options.gold)
    print(  # noqa: T201 - progress of a command
        f"{options.target}: {exported.kind}, {options.target.stat().st_size / 1e6:.2f} MB, "
        f"character error {exported.float_error:.2%} in float, {exported.int8_error:.2%} in int8"
    )


if __name__ == "__main__":
    main()
