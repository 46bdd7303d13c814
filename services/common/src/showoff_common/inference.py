"""Models at work: an ONNX file opened for inference on the CPU."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from showoff_common.work.patience import give_way


class Model:
    """A model, loaded once; safe to call from several threads.

    Patient work gives way before each inference, and has one thread for it: what somebody waits
    for then has the other processors, and most of that one.

    Args:
        path: An ONNX file.
        threads: Of one inference; None leaves it to ONNX Runtime.

    Raises:
        FileNotFoundError: There is no such file.
    """

    def __init__(self, path: Path, threads: int | None) -> None:
        if not path.is_file():
            raise FileNotFoundError(path)
        self._path = path
        self._session = _open(path, threads)
        self._patient: onnxruntime.InferenceSession | None = None
        self._opening = threading.Lock()
        self.metadata: Mapping[str, str] = self._session.get_modelmeta().custom_metadata_map

    def run(self, inputs: Mapping[str, NDArray[np.generic]]) -> Sequence[Any]:
        """All outputs, in the file's order."""
        session = self._patient_session() if give_way() else self._session
        return list(session.run(None, dict(inputs)))

    def _patient_session(self) -> onnxruntime.InferenceSession:
        with self._opening:  # with the first page of a job
            if self._patient is None:
                self._patient = _open(self._path, threads=1)
            return self._patient


def _open(path: Path, threads: int | None) -> onnxruntime.InferenceSession:
    onnxruntime.disable_telemetry_events()  # no telemetry but the operator's own
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or 0
    # Threads that spin while they wait take the CPU from the other reads.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
