from pathlib import Path

import pytest
import torch

from showoff_training.recognition import soup
from showoff_training.recognition.model import Crnn
from showoff_training.runs import checkpoints


def test_every_weight_is_the_mean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [tmp_path / "a.pt", tmp_path / "b.pt"]
    for seed, file in enumerate(files):
        torch.manual_seed(seed)
        checkpoints.save_weights(file, Crnn())
    soup.main([*map(str, files), "--target", str(tmp_path / "mean.pt"), "--lines", "2"])
    first, second, mean = Crnn(), Crnn(), Crnn()
    for file, model in zip([*files, tmp_path / "mean.pt"], (first, second, mean), strict=True):
        checkpoints.load_weights(file, model)
    for name, weight in mean.state_dict().items():
        expected = (first.state_dict()[name].double() + second.state_dict()[name].double()) / 2
        torch.testing.assert_close(weight.double(), expected, atol=1e-3, rtol=1e-3)
    assert "mean of kinds" in capsys.readouterr().out
