import json
import resource
import subprocess
import sys
import weakref
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from show_off.__main__ import main
from show_off.files import Given
from show_off.read_output import AsOne
from show_off.read_pages import PageRead
from showoff_common.reading import Reading, as_page

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[2] / "samples" / "images"
RECEIPT = str(SAMPLES / "receipt.png")


@dataclass(frozen=True)
class Ran:
    returncode: int
    stdout: str
    stderr: str


def show_off(*arguments: str) -> Ran:
    """Run the command in this process, which has loaded already what it needs."""
    written, stderr = BytesIO(), StringIO()
    stdout = TextIOWrapper(written, encoding="utf-8", newline="")
    with redirect_stdout(stdout), redirect_stderr(stderr), pytest.raises(SystemExit) as ended:
        main([*arguments])
    stdout.flush()
    return Ran(int(ended.value.code or 0), written.getvalue().decode(), stderr.getvalue())


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
    assert set(answers[0]["lines"][0]) == {
        "text",
        "separator",
        "confidence",
        "points",
        "box",
        "words",
    }


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


def test_the_same_file_reads_the_same_from_standard_input() -> None:
    with Path(RECEIPT).open("rb") as picture:
        ran = subprocess.run(
            [sys.executable, "-m", "show_off", "read", "-"],
            stdin=picture,
            capture_output=True,
            text=True,
            check=False,
        )

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == show_off("read", RECEIPT).stdout


def test_a_folder_is_read_with_all_below_it(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("b.PNG", "below/a.png"):
        (tmp_path / name).write_bytes(Path(RECEIPT).read_bytes())
    (tmp_path / "notes.txt").write_text("no picture")
    (tmp_path / "a folder.pdf").mkdir()

    ran = show_off("read", str(tmp_path))

    assert (ran.returncode, ran.stderr) == (0, "")
    titles = [line for line in ran.stdout.splitlines() if line.startswith("== ")]
    assert titles == [f"== {tmp_path / 'b.PNG'}", f"== {tmp_path / 'below' / 'a.png'}"]


def test_a_folder_without_pictures_is_said(tmp_path: Path) -> None:
    ran = show_off("read", str(tmp_path))

    assert ran.returncode == 2
    assert "no picture in this folder" in ran.stderr


def test_a_part_is_read_alone_and_one_outside_is_refused() -> None:
    assert show_off("read", RECEIPT, "--roi", "100,20,220,40").stdout == "CORNER CAFE\n"

    ran = show_off("read", RECEIPT, "--roi", "9000,0,5,5")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "does not touch the picture" in ran.stderr


def test_doubtful_lines_can_be_left_out() -> None:
    assert show_off("read", RECEIPT, "--least-confidence", "1").stdout == "\n"
    assert show_off("read", RECEIPT, "--least-confidence", "2").returncode == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("out", "names no type of picture"),
        ("out.txt", "names no type of picture"),
        ("out.psd", "names no type of picture"),
        ("nowhere/out.png", "there is no folder"),
        ("there.png", "--force replaces it"),
    ],
)
def test_where_boxes_cannot_be_drawn_is_said_before_anything_is_read(
    tmp_path: Path, name: str, said: str
) -> None:
    there = tmp_path / "there.png"
    there.write_bytes(b"a picture of mine")

    ran = show_off("read", RECEIPT, "--boxes", str(tmp_path / name))

    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert there.read_bytes() == b"a picture of mine"


def test_what_is_there_is_replaced_where_that_is_wanted(tmp_path: Path) -> None:
    there = tmp_path / "there.png"
    there.write_bytes(b"an old one")

    assert show_off("read", RECEIPT, "--boxes", str(there), "--force").returncode == 0
    assert Image.open(there).size == Image.open(RECEIPT).size


@pytest.mark.parametrize(
    ("output", "status", "said"),
    [
        ("| true", 141, ""),
        ("> /dev/full", 1, "standard output: No space left on device\n"),
        ("-o /dev/full --force", 1, "/dev/full: No space left on device\n"),
    ],
)
def test_output_that_goes_nowhere_ends_without_a_traceback(
    output: str, status: int, said: str
) -> None:
    command = f"set -o pipefail; {sys.executable} -m show_off read {RECEIPT} {output}"
    ran = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)

    assert ran.returncode == status
    assert ran.stderr == said


def test_every_format_is_written_to_a_file_whose_name_tells_it(tmp_path: Path) -> None:
    for name in ("a.txt", "a.json", "a.hocr", "a.alto.xml", "a.page.xml", "a.pdf", "a.csv", "a.md"):
        assert show_off("read", RECEIPT, "--roi", "100,20,220,40", "-o", str(tmp_path / name)) == (
            Ran(0, "", "")
        )

    assert (tmp_path / "a.txt").read_text() == "CORNER CAFE\n"
    assert (tmp_path / "a.csv").read_text() == "CORNER CAFE\n"
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    assert "TextLine" in (tmp_path / "a.alto.xml").read_text()
    assert "PcGts" in (tmp_path / "a.page.xml").read_text()


def test_several_pictures_are_the_pages_of_one_file(tmp_path: Path) -> None:
    out = tmp_path / "all.hocr"
    part = ("--roi", "100,20,220,40")

    assert show_off("read", RECEIPT, RECEIPT, *part, "-o", str(out)).returncode == 0

    assert out.read_text().count('class="ocr_page"') == 2
    assert show_off("read", RECEIPT, RECEIPT, *part, "--format", "md").stdout == (
        "CORNER CAFE\n\n---\n\nCORNER CAFE\n"
    )


def test_a_folder_gets_a_file_for_each_picture_and_what_is_there_is_left(tmp_path: Path) -> None:
    scans, out = tmp_path / "scans", tmp_path / "out"
    (scans / "below").mkdir(parents=True)
    for name in ("a.png", "b.png", "b.PNG", "below/c.png"):
        (scans / name).write_bytes(Path(RECEIPT).read_bytes())
    (scans / "broken.png").write_bytes(b"no picture")
    out.mkdir()
    (out / "a.txt").write_text("mine")

    ran = show_off("read", str(scans), "--roi", "100,20,220,40", "-o", str(out))

    assert ran.returncode == 1
    assert "broken.png: " in ran.stderr
    assert "3 read, 1 skipped as they are there already, 1 failed." in ran.stderr
    written = {str(file.relative_to(out)) for file in out.rglob("*") if file.is_file()}
    assert written == {"a.txt", "b.png.txt", "b.PNG.txt", "below/c.txt"}
    assert (out / "a.txt").read_text() == "mine"
    assert show_off("read", str(scans / "a.png"), "-o", f"{out}/", "--force").returncode == 0
    assert (out / "a.txt").read_text().startswith("CORNER CAFE\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "docx"], "'docx' is none of text, json"),
        (["-o", "nowhere/a.txt"], "there is no folder nowhere"),
        (["-o", "{there}"], "is there already; --force replaces it"),
        (["-o", "{there}/"], "is no folder"),
        (["-o", "a.xml"], "its ending names no format; --format does"),
    ],
)
def test_where_nothing_can_be_written_is_said_before_anything_is_read(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    there = tmp_path / "there.txt"
    there.write_text("mine")

    ran = show_off("read", RECEIPT, *(one.format(there=there) for one in arguments))

    assert (ran.returncode, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert there.read_text() == "mine"


@pytest.mark.alone
def test_a_read_begins_within_a_second_and_a_half() -> None:
    """Processor time, which others at work don't stretch; the best of three."""
    command = [sys.executable, "-m", "show_off", "read", RECEIPT, "--roi", "100,20,220,40"]

    def seconds() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    assert min(seconds() for _ in range(3)) < 1.5


def test_the_version_is_told() -> None:
    ran = show_off("--version")

    assert (ran.returncode, ran.stdout) == (0, "show-off 0.1.0\n")


def test_pictures_that_were_read_do_not_fill_the_memory() -> None:
    image = np.zeros((4, 4, 3), np.uint8)
    kept = weakref.ref(image)
    output = AsOne("csv", lambda _: None)
    reading = as_page(Reading([], "d", "r"), 4, 4)

    output.put(Given(Path("one.png"), Path("one.png")), [PageRead(reading, b"encoded", image)])
    del image

    assert kept() is None
