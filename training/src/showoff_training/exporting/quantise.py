"""Static int8 quantisation of convolutions (QDQ), calibrated on real inputs.

Recurrent and fully connected layers stay in float: they cost little and lose most. Dynamic
quantisation is not used: its integer convolutions are an order of magnitude slower.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from onnxruntime.quantization.shape_inference import quant_pre_process


class _Inputs(CalibrationDataReader):  # type: ignore[misc] # its base publishes no types
    def __init__(self, name: str, images: Iterable[NDArray[np.uint8]]) -> None:
        self._feeds: Iterator[dict[str, NDArray[np.uint8]]] = ({name: i} for i in images)

    def get_next(self) -> dict[str, NDArray[np.uint8]] | None:
        return next(self._feeds, None)


def quantise_convolutions(
    source: Path, target: Path, input_name: str, images: Iterable[NDArray[np.uint8]]
) -> None:
    """Write an int8 copy of an ONNX model.

    Args:
        source: The float model.
        target: Where the quantised one goes.
        input_name: Of the model's only input.
        images: Inputs as the model takes them, typical of what it will meet.
    """
    with TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(source, prepared, skip_symbolic_shape=True)
        quantize_static(
            prepared,
            target,
            _Inputs(input_name, images),
            quant_format=QuantFormat.QDQ,
            op_types_to_quantize=["Conv"],
            per_channel=True,
            reduce_range=False,
            activation_type=QuantType.QUInt8,
            weight_type=QuantType.QInt8,
            calibrate_method=CalibrationMethod.MinMax,
        )
