"""Models that a gate is to tell apart: one that was harmed, and the same one exported again."""

from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from recognition_api.network import MODEL


def harmed(target: Path, share: float = 0.1) -> Path:
    """The model as it is, but that a share of the weights of each layer is 0."""
    graph = onnx.load(MODEL)
    rng = np.random.default_rng(22)
    for tensor in graph.graph.initializer:
        weights = numpy_helper.to_array(tensor)
        if weights.ndim >= 2:
            kept = np.where(rng.random(weights.shape) < share, 0, weights).astype(weights.dtype)
            tensor.CopyFrom(numpy_helper.from_array(kept, tensor.name))
    return _save(graph, target, "harmed")


def exported_again(target: Path) -> Path:
    """The same weights under another version."""
    return _save(onnx.load(MODEL), target, "again")


def _save(graph: onnx.ModelProto, target: Path, version: str) -> Path:
    told = {one.key: one.value for one in graph.metadata_props}
    onnx.helper.set_model_props(graph, told | {"version": version})
    onnx.save(graph, target)
    return target
