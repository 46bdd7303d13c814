import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from showoff_training.packing import drawn, pack, pictures
from showoff_training.packing.faces import cut_face
from showoff_training.runs import log
from showoff_training.synthesis.face_checks import is_fit
from showoff_training.synthesis.fonts import load_faces

# What a machine that only trains may lack: importing any of it fails there.
MISSING = """
import sys
sys.modules.update(dict.fromkeys(("pydantic", "onnx", "onnxruntime", "rich", "matplotlib")))
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "receipts_made" / "images").mkdir(parents=True)
    (folder / "receipts_made" / "gt").mkdir()
    for number in range(4):
        noise = np.random.default_rng(number).integers(0, 256, (200, 400, 3), np.uint8)
        cv2.imwrite(str(folder / "receipts_made" / "images" / f"{number}.png"), noise)
        points = [[20, 20], [380, 20], [380, 108], [20, 108]]
        truth = {
            "image": f"{number}.png",
            "level": "word",
            "case_insensitive": False,
            "ignore_spaces": False,
            "source": "made up",
            "lines": [{"points": points, "text": f"Total {number}", "ignore": False}],
        }
        (folder / "receipts_made" / "gt" / f"{number}.json").write_text(json.dumps(truth))
    words = folder / "crops" / "words_made"
    words.mkdir(parents=True)
    cv2.imwrite(str(words / "a.png"), np.full((60, 90), 200, np.uint8))
    (words / "labels.tsv").write_text("a.png\tExit\n")
    return folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Path:
    training, held_out = load_faces()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawn, "load_faces", lambda: (training[:3], held_out[:1]))
        patch.setattr(drawn, "MOST_PROSE", 40_000)
        patch.setattr(pack, "PRESET", 0)
        target = tmp_path_factory.mktemp("packed") / "training-detection.tar.xz"
        arguments = ["detection", "--target", str(target), "--data", str(data)]
        pack.main([*arguments, "--validate", str(data)])
    return target


def test_lines_become_as_small_as_the_network_sees_them(data: Path) -> None:
    page, *_, word = pictures.packed(pictures.unpacked(data, "recognition"))
    truth = json.loads(page.files["receipts_made/gt/0.json"])
    assert truth["lines"][0]["points"][2] == [190.0, 54.0]
    code = np.frombuffer(page.files["receipts_made/images/0.webp"], np.uint8)
    assert np.asarray(cv2.imdecode(code, cv2.IMREAD_COLOR)).shape == (100, 200, 3)
    assert dict(pictures.files([word]))["crops/words_made/labels.tsv"] == (
        b"images/00000.webp\tExit\n"
    )


def test_sets_are_thinned_evenly_until_they_fit(data: Path) -> None:
    whole = pictures.packed(pictures.unpacked(data, "detection"))
    half = pictures.thinned(whole, sum(map(len, whole)) // 2)
    assert [next(iter(picture.files)) for picture in half] == [
        "receipts_made/images/1.webp",
        "receipts_made/images/3.webp",
    ]
    assert pictures.thinned(whole, 10**9) == whole


def test_a_cut_face_is_small_and_writes_the_alphabet(tmp_path: Path) -> None:
    face = load_faces()[0][0]
    content = cut_face(face.path)
    assert content is not None
    assert len(content) < Path(face.path).stat().st_size
    (tmp_path / "cut.ttf").write_bytes(content)
    assert is_fit(str(tmp_path / "cut.ttf"))


def test_what_cannot_be_cut_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "no.ttf").write_bytes(b"no font")
    assert cut_face(str(tmp_path / "no.ttf")) is None


def test_a_package_that_cannot_fit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pack, "drawn", lambda: iter(()))
    monkeypatch.setattr(pack, "sources", lambda: iter(()))
    monkeypatch.setattr(pack, "PRESET", 0)
    with pytest.raises(SystemExit):
        pack.main(["recognition", "--target", str(tmp_path / "a.tar.xz"), "--most", "0.1"])
    assert "MB too much" in capsys.readouterr().err
    assert not (tmp_path / "a.tar.xz").exists()


@pytest.mark.slow
def test_a_package_trains_in_a_bare_folder(archive: Path, tmp_path: Path) -> None:
    shutil.unpack_archive(archive, tmp_path)
    (tmp_path / "sitecustomize.py").write_text(MISSING)
    root = tmp_path / "training-detection"
    arguments = ["--run", "run", "--hours", "0.00001", "--pages-to-validate", "1"]
    subprocess.run(
        [sys.executable, root / "train.py", *arguments, "--workers", "0"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=True,
        timeout=280,
    )
    recipe, *_, last = log.read_log(tmp_path / "run" / "log.jsonl")
    assert recipe["recipe"]["weights"] == str(root / "weights" / "ctpn.pt")
    assert last["step"] > 0
    assert {"receipts_made", "synthetic street"} <= last.keys()
    assert {"best.pt", "orientation.pt"} <= {path.name for path in (tmp_path / "run").iterdir()}
