"""Models at work: an ONNX file opened for inference on the CPU."""

from pathlib import Path

import onnxruntime


def open_model(path: Path, threads: int | None) -> onnxruntime.InferenceSession:
    """Load a model; the session is safe to call from several threads.

    Args:
        path: An ONNX file.
        threads: Of one inference; None leaves it to ONNX Runtime.

    Raises:
        FileNotFoundError: There is no such file.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    onnxruntime.disable_telemetry_events()  # no telemetry but the operator's own
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or 0
    # Threads that spin while they wait take the CPU from the other reads.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
