"""A smoke-sized run from nothing to a model that the service loads."""

import itertools
import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch

from detection_api.detector import Detector
from showoff_training.detection import evaluate, export, train, validation
from showoff_training.detection.model import Ctpn
from showoff_training.detection.orientation import Orientation
from showoff_training.detection.served import Served, ServedWithTurn
from showoff_training.runs import checkpoints, log

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    train.main(["--smoke", "--run", str(folder)])
    return folder


@pytest.fixture(scope="module")
def model(run: Path) -> Ctpn:
    model = Ctpn()
    checkpoints.load_weights(run / "best.pt", model)
    return model.eval()


def test_a_run_leaves_its_recipe_a_log_curves_weights_and_a_checkpoint(run: Path) -> None:
    first, *_, last = log.read_log(run / "log.jsonl")
    assert first["recipe"]["seed"] == "1"
    assert last["step"] > 1
    assert {
        "core_seconds",
        "loss",
        "synthetic receipt",
        "synthetic street",
        "mean F1",
    } <= last.keys()
    kept = {"best.pt", "orientation.pt", "checkpoint.pt", "curves.png"}
    assert {path.name for path in run.iterdir()} >= kept


def test_the_float_graph_says_what_the_network_says(model: Ctpn, tmp_path: Path) -> None:
    export.export_float(model, Orientation(), tmp_path / "float.onnx")
    detector = Detector(tmp_path / "float.onnx", threads=1)
    for size in ((160, 224), (96, 352)):
        image = np.random.default_rng(0).integers(0, 256, (1, *size, 3), np.uint8)
        with torch.no_grad():
            expected = Served(model).eval()(torch.from_numpy(image))[0].numpy()
        answer = detector.answer(image)
        kept = (answer[0] > 0) & (expected[0] > 0)  # a tie may keep either of two neighbours
        assert kept.mean() > 0.99 * (expected[0] > 0).mean()
        np.testing.assert_allclose(answer[:, kept], expected[:, kept], rtol=1e-3, atol=1e-2)


def test_the_float_graph_tells_which_way_up_as_the_head_does(model: Ctpn, tmp_path: Path) -> None:
    torch.manual_seed(1)
    orientation = Orientation().eval()
    export.export_float(model, orientation, tmp_path / "float.onnx")
    session = onnxruntime.InferenceSession(tmp_path / "float.onnx")
    for size in ((160, 224), (96, 352)):
        image = np.random.default_rng(0).integers(0, 256, (1, *size, 3), np.uint8)
        with torch.no_grad():
            _, expected = ServedWithTurn(model, orientation)(torch.from_numpy(image))
        (answer,) = session.run(["turn"], {"image": image})
        assert answer.shape == (1, 4)
        np.testing.assert_allclose(answer, expected.numpy(), rtol=1e-2, atol=1e-3)


def test_exported_weights_are_served_and_measured(
    model: Ctpn, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "ctpn.onnx"
    samples = validation.synthetic(1)["synthetic receipt"]
    calibration = itertools.islice(export.calibration_pictures(None, 1), 1)
    exported = export.export(model, Orientation(), calibration, samples, target, "smoke")
    assert exported.kind in {"int8", "float"}
    assert Detector(target, threads=1).version == "smoke"
    figures = tmp_path / "figures.json"
    arguments = ["--model", target, "--synthetic", 1, "--threads", 1, "--json", figures]
    evaluate.main([str(argument) for argument in arguments])
    assert "| synthetic receipt |" in capsys.readouterr().out
    assert json.loads(figures.read_text())["synthetic receipt"]["true"] > 0
