"""A smoke-sized run from nothing to a model that the service loads."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from recognition_api.network import Network
from recognition_api.recognizer import Recognizer
from showoff_training.recognition import export, train, validation
from showoff_training.recognition.model import Crnn
from showoff_training.recognition.real_lines import RealLine
from showoff_training.runs import checkpoints, log

pytestmark = pytest.mark.slow

LEAST_CORRELATION = 0.99


@pytest.fixture(scope="module")
def lines() -> list[RealLine]:
    return [line for kind in validation.synthetic(24).values() for line in kind]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    train.main(["--smoke", "--run", str(folder)])
    return folder


def test_a_run_leaves_a_log_curves_weights_and_a_checkpoint(run: Path) -> None:
    rows = log.read_log(run / "log.jsonl")
    assert rows[-1]["step"] > 3
    assert {"clean, unseen faces", "degraded, unseen faces"} <= rows[-1].keys()
    assert {path.name for path in run.iterdir()} >= {"best.pt", "checkpoint.pt", "curves.png"}


def test_exported_weights_are_read_by_the_service(
    run: Path, tmp_path: Path, lines: list[RealLine]
) -> None:
    model = Crnn()
    checkpoints.load_weights(run / "best.pt", model)
    export.export(model, lines, tmp_path / "crnn.onnx", "smoke")
    images = [line.image[:, :320] for line in lines if line.image.shape[1] >= 320][:8]

    seen = Network(tmp_path / "crnn.onnx", threads=1).see(images)

    with torch.inference_mode():
        *_, wanted = export.Served(model.eval())(torch.from_numpy(np.stack(images)))
    told = np.stack([line.probabilities for line in seen])
    # The served network counts in eight bits, and so short a run leaves all classes nearly alike.
    assert np.corrcoef(told.ravel(), wanted.numpy().ravel())[0, 1] > LEAST_CORRELATION
    assert Recognizer(tmp_path / "crnn.onnx", threads=1).version == "smoke"


def test_the_float_graph_says_what_the_network_says(tmp_path: Path) -> None:
    torch.manual_seed(0)
    model = Crnn().eval()
    export.export_float(model, tmp_path / "float.onnx")
    images = np.random.default_rng(0).integers(0, 256, (3, 32, 224), np.uint8)
    expected = export.Served(model)(torch.from_numpy(images))
    said = onnxruntime.InferenceSession(tmp_path / "float.onnx").run(None, {"images": images})
    np.testing.assert_array_equal(said[0], expected[0].numpy())
    for shares, those_expected in zip(said[1:], expected[1:], strict=True):
        np.testing.assert_allclose(shares, those_expected.detach().numpy(), atol=1e-4)


def test_a_service_without_its_model_says_which_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere\.onnx"):
        Recognizer(tmp_path / "nowhere.onnx")
