"""Export the detector: one ONNX graph from the picture's bytes to proposals, in int8 if it holds.

    python -m showoff_training.detection.export --weights training/weights/ctpn.pt

The RepVGG blocks and the normalisations are folded into plain convolutions, these are quantised,
and the quantised graph is kept only if it loses less than 0.3 points of F1 on validation pictures.
"""

import argparse
import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnx
import torch
from numpy.typing import NDArray

from detection_api.detector import MODEL, Detector
from detection_api.scaling import fit
from showoff_training.detection import validation
from showoff_training.detection.annotations import read_pixels, read_set, sets
from showoff_training.detection.blocks import fuse
from showoff_training.detection.model import Ctpn
from showoff_training.detection.orientation import Orientation
from showoff_training.detection.served import ServedWithTurn
from showoff_training.detection.validation import Sample
from showoff_training.exporting.onnx import to_onnx
from showoff_training.exporting.quantise import quantise_convolutions
from showoff_training.runs import checkpoints
from showoff_training.synthesis.backgrounds import Backgrounds
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.pages import KINDS, PageSynthesis
from showoff_training.synthesis.text import TextSource

MOST_LOST = 0.003  # F1 that int8 may cost
CALIBRATION_SEED = 20_270_000
WEIGHTS = Path("training/weights/ctpn.pt")
ORIENTATION = Path("training/weights/orientation.pt")


def export_float(model: Ctpn, orientation: Orientation, target: Path) -> None:
    """Write the float graph, blocks fused."""
    plain = copy.deepcopy(model).eval()
    fuse(plain)
    to_onnx(
        ServedWithTurn(plain, orientation).eval(),
        torch.zeros(1, 256, 320, 3, dtype=torch.uint8),
        target,
        inputs={"image": {1: "height", 2: "width"}},
        outputs={"answer": {2: "rows", 3: "columns"}, "turn": {}},
    )


@dataclass(frozen=True)
class Exported:
    """What was written: its kind, and the F1 it was chosen by."""

    kind: str
    float_f1: float
    int8_f1: float


def export(
    model: Ctpn,
    orientation: Orientation,
    calibration: Iterator[NDArray[np.uint8]],
    samples: Sequence[Sample],
    target: Path,
    version: str,
) -> Exported:
    """Export, quantise, choose, and write the service's model file.

    Args:
        model: Trained network.
        orientation: The head that was trained beside it.
        calibration: Pictures (H, W, 3) as the service meets them, none of them for validation.
        samples: What float and int8 are compared on.
        target: Where the ONNX file goes.
        version: Stored in it and reported by the service.
    """
    with TemporaryDirectory() as folder:
        plain, small = Path(folder) / "float.onnx", Path(folder) / "int8.onnx"
        export_float(model, orientation, plain)
        quantise_convolutions(plain, small, "image", (fit(p).image for p in calibration))
        f1 = [validation.measure(Detector(p).answer, samples).f1 for p in (plain, small)]
        lossless = f1[1] >= f1[0] - MOST_LOST
        graph = onnx.load(small if lossless else plain)
    onnx.helper.set_model_props(graph, {"version": version})
    target.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(graph, target)
    return Exported("int8" if lossless else "float", f1[0], f1[1])


def calibration_pictures(data: Path | None, count: int) -> Iterator[NDArray[np.uint8]]:
    """Synthetic pages of every kind, and pictures of the training sets."""
    faces, _ = load_faces()
    synthesis = PageSynthesis(
        faces, TextSource(CALIBRATION_SEED), Backgrounds([]), CALIBRATION_SEED
    )
    for kind in KINDS:
        yield synthesis.page(640, kind).image
    for directory in sets(data) if data is not None else ():
        pictures = read_set(directory, split=False)
        for picture in pictures[:: max(1, len(pictures) // count)][:count]:
            yield read_pixels(picture.path)


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.detection.export",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--weights", type=Path, default=WEIGHTS, help="what a training run kept")
    add("--orientation", type=Path, default=ORIENTATION, help="the head trained beside them")
    add("--target", type=Path, default=MODEL, help="the service's model file")
    add("--data", type=Path, help="annotated training pictures to calibrate on, beside synthesis")
    add("--validate", type=Path, help="annotated pictures to compare on, beside synthesis")
    add("--pictures", type=int, default=8, help="most pictures of each set")
    add("--version", default="0", help="stored in the model and shown in answers")
    options = parser.parse_args(arguments)
    model = Ctpn()
    checkpoints.load_weights(options.weights, model)
    orientation = Orientation()
    checkpoints.load_weights(options.orientation, orientation)
    kinds = validation.synthetic(options.pictures)
    if options.validate is not None:
        kinds |= validation.annotated(options.validate, options.pictures)
    samples = [sample for kind in kinds.values() for sample in kind]
    calibration = calibration_pictures(options.data, options.pictures)
    exported = export(model, orientation, calibration, samples, options.target, options.version)
    print(  # noqa: T201 - progress of a command
        f"{options.target}: {exported.kind}, {options.target.stat().st_size / 1e6:.2f} MB, "
        f"F1 {exported.float_f1:.2%} in float, {exported.int8_f1:.2%} in int8"
    )


if __name__ == "__main__":
    main()
