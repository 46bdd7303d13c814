"""From torch to ONNX."""

import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

OPSET = 17

# Names of a graph's inputs or outputs, and of those of their dimensions that vary.
Dimensions = dict[str, dict[int, str]]


def to_onnx(
    model: nn.Module, example: Tensor, target: Path, inputs: Dimensions, outputs: Dimensions
) -> None:
    """Write a model of one input as an ONNX graph.

    By way of TorchScript: the exporter that took its place fails on an LSTM whose batch varies.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            (example,),
            target,
            input_names=[*inputs],
            output_names=[*outputs],
            dynamic_axes=inputs | outputs,
            opset_version=OPSET,
            dynamo=False,
        )
