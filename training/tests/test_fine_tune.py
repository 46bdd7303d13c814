"""Gold lines are taught, and blends that forget are not kept."""

import itertools
from pathlib import Path

import numpy as np
import pytest

from recognition_api.measuring.gold_set import read_set
from showoff_training.recognition import fine_tune, gold
from showoff_training.recognition.data import LineBatches, Mix
from showoff_training.recognition.fine_tune import Blend
from showoff_training.recognition.model import Crnn
from showoff_training.recognition.real_lines import RealLine
from showoff_training.studies.made_up_hand import hand_lines


@pytest.fixture(scope="module")
def hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hand") / "gold.tar"
    gold.write_set(path, {"hand": hand_lines(40)}, "drawn here")
    return path


def test_a_set_is_read_as_it_was_written(hand: Path, tmp_path: Path) -> None:
    written = hand_lines(40)
    gold.write_set(tmp_path / "again.tar", {"hand": written}, "drawn here")

    lines = read_set(hand.read_bytes()).lines
    cut = list(gold.real_lines(lines, 0, variants=1))
    teach, held_back = gold.parted(read_set(hand.read_bytes()))

    assert (tmp_path / "again.tar").read_bytes() == hand.read_bytes()
    assert {line.text for line in cut} == {line.text for line in written}
    assert {line.image.shape[0] for line in cut} == {32}
    assert {*teach, *held_back} == set(lines)
    assert len(teach) > len(held_back) > 0


def test_gold_lines_take_their_share_of_what_is_taught(hand: Path) -> None:
    lines = list(gold.real_lines(read_set(hand.read_bytes()).lines, 0))
    others = itertools.repeat(RealLine(np.zeros((32, 64), np.uint8), "other"))

    taught = LineBatches(None, Mix(gold=0.25), 1, lines)._with_gold(others, 1)

    share = sum(line.text != "other" for line in itertools.islice(taught, 400)) / 400
    assert 0.2 < share < 0.3


def test_the_blend_that_reads_gold_best_of_those_that_forget_little_is_kept() -> None:
    model = Crnn()
    old = Blend(0.0, model, gate=0.040, gold=0.20)
    forgets = Blend(1.0, model, gate=0.044, gold=0.05)
    keeps = Blend(0.5, model, gate=0.042, gold=0.10)

    assert fine_tune.best([old, keeps, forgets]) is keeps
    assert fine_tune.best([old, forgets]) is old


@pytest.mark.slow
def test_a_run_of_seconds_goes_from_a_set_to_weights(
    hand: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fine_tune, "FEWEST", 10)
    options = ["--gold", str(hand), "--gate", str(hand), "--run", str(tmp_path)]

    chosen = fine_tune.main([*options, "--hours", str(2 / 3600), "--processes", "1"])

    assert (tmp_path / "tuned.pt").exists()
    assert chosen.gate >= 0


def test_too_few_lines_are_not_trained_on(hand: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        fine_tune.main(["--gold", str(hand)])

    assert "40 lines: below 300" in capsys.readouterr().err
