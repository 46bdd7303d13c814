"""A smoke-sized run from nothing to a model that the service loads."""

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from recognition_api.recognizer import Recognizer
from showoff_training.recognition import export, train, validation
from showoff_training.recognition.model import Crnn
from showoff_training.recognition.real_lines import RealLine
from showoff_training.runs import checkpoints, log

pytestmark = pytest.mark.slow


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
    run: Path, tmp_path: Path, lines: list[RealLine], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What the service puts right by the shapes of letters is not in the weights.
    monkeypatch.setattr("recognition_api.recognizer._told_by_shape", lambda reading, *_: reading)
    model = Crnn()
    checkpoints.load_weights(run / "best.pt", model)
    export.export(model, lines, tmp_path / "crnn.onnx", "smoke")
    recognizer = Recognizer(tmp_path / "crnn.onnx", threads=1, spells=False)
    readings = recognizer.read_crops([line.image for line in lines])
    assert recognizer.version == "smoke"
    network = train.best_path(model.eval(), torch.device("cpu"))
    said = [decoded.text for decoded in validation.read(network, [line.image for line in lines])]
    assert [reading.text for reading in readings] == said
    assert [reading.confidence > 0 for reading in readings] == [text != "" for text in said]


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
