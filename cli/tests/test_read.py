import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from show_off.__main__ import main

SAMPLES = Path(__file__).parents[2] / "samples" / "images"
RECEIPT = str(SAMPLES / "receipt.png")


@dataclass(frozen=True)
class Ran:
    returncode: int
    stdout: str
    stderr: str


def show_off(*arguments: str) -> Ran:
    """Run the command in this process, which has loaded already what it needs."""
    stdout, stderr = StringIO(), StringIO()
    with redirect_stdout(stdout), redirect_stderr(stderr), pytest.raises(SystemExit) as ended:
        main([*arguments])
    return Ran(int(ended.value.code or 0), stdout.getvalue(), stderr.getvalue())


def test_text_goes_to_standard_output() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "show_off", "read", RECEIPT],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0
    assert ran.stdout.startswith("CORNER CAFE\n")
    assert ran.stderr == ""


def test_several_files_are_titled_and_json_is_one_object_a_line() -> None:
    table = str(SAMPLES / "table.png")

    assert f"== {table}\n" in show_off("read", RECEIPT, table).stdout
    answers = [
        json.loads(line) for line in show_off("read", "--json", RECEIPT, table).stdout.splitlines()
    ]
    assert [answer["file"] for answer in answers] == [RECEIPT, table]
    assert set(answers[0]["lines"][0]) == {"text", "confidence", "points", "box"}


def test_boxes_are_drawn_onto_a_copy(tmp_path: Path) -> None:
    out = tmp_path / "out.png"

    assert show_off("read", RECEIPT, "--boxes", str(out)).returncode == 0

    original = np.asarray(Image.open(RECEIPT).convert("RGB"), int)
    drawn = np.asarray(Image.open(out), int)
    assert drawn.shape == original.shape
    red, green, _ = drawn[(drawn != original).any(axis=2)].mean(axis=0)
    assert green > red, "confident lines are outlined in green"


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    text = tmp_path / "notes.jpg"
    text.write_text("no picture")

    ran = show_off("read", str(text), str(tmp_path / "missing.png"), RECEIPT)

    assert ran.returncode == 1
    assert "notes.jpg" in ran.stderr
    assert "missing.png" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "CORNER CAFE" in ran.stdout


def test_boxes_of_several_pictures_are_refused() -> None:
    ran = show_off("read", RECEIPT, RECEIPT, "--boxes", "out.png")

    assert ran.returncode == 2
    assert "--boxes" in ran.stderr


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_wrong_port_is_refused_in_words(port: str) -> None:
    ran = show_off("up", "--port", port)

    assert ran.returncode == 2
    assert f"{port!r} is no port" in ran.stderr


@pytest.mark.parametrize("arguments", [[], ["up"], ["read"]])
def test_every_command_has_help(arguments: list[str]) -> None:
    ran = show_off(*arguments, "--help")

    assert ran.returncode == 0
    assert ran.stdout.startswith("usage: show-off")
