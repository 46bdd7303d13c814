import json
from pathlib import Path

import pytest

from showoff_training.studies import learning_curves

RECIPE = {"recipe": {"seen_before": 1000}}


def log(folder: Path, name: str, *rows: dict[str, float]) -> None:
    content = [RECIPE, *rows]
    (folder / name).write_text("".join(json.dumps(row) + "\n" for row in content))


def test_errors_that_halve_with_each_doubling_are_told_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = {"lines": 0, "mean error": 0.2, "clean, unseen faces": 0.064}
    end = {"lines": 3000, "mean error": 0.05, "clean, unseen faces": 0.016}
    log(tmp_path, "recognition-1.jsonl", start, {"lines": 10, "loss": 1.0}, end)
    log(tmp_path, "detection-1.jsonl", {"pages": 5, "mean F1": 0.8})
    picture = tmp_path / "curves.png"
    learning_curves.main(["--runs", str(tmp_path), "--picture", str(picture)])
    rows = capsys.readouterr().out.splitlines()
    assert "| clean, unseen faces | 6.40 | 1.60 | 1.60 | -50.0 | 0.40 | 2.0 |" in rows
    assert picture.stat().st_size > 1000


def test_points_within_a_run_do_not_bend_the_slope(tmp_path: Path) -> None:
    rows = ({"lines": n, "mean error": e} for n, e in ((0, 0.2), (1000, 0.9), (3000, 0.05)))
    log(tmp_path, "recognition-1.jsonl", *rows)
    run = learning_curves.read_run(tmp_path / "recognition-1.jsonl", "lines", "mean error")
    assert learning_curves.slope([run], "mean error") == pytest.approx(-1)
