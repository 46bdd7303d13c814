"""`show-off read`: the text in pictures, in this process, without any service."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from showoff_bff.deadline import Deadline
from showoff_bff.reading import Picture, Reading, read
from showoff_cli.drawing import draw_lines
from showoff_cli.local import LocalDetection, LocalRecognition
from showoff_common.cpus import allowed_cpus
from showoff_common.pictures import PictureLimits, decode, read_header
from showoff_common.problems import Problem
from showoff_detection.detector import Detector
from showoff_recognition.recognizer import Recognizer

_NO_DEADLINE = Deadline(float("inf"))
_LIMITS = PictureLimits(max_bytes=2**40, max_pixels=200_000_000)


@dataclass(frozen=True)
class Options:
    """What `show-off read` can be told.

    Attributes:
        as_json: One JSON object a picture and line instead of the text.
        boxes: Where to write the picture with its lines drawn on it; for one picture only.
    """

    as_json: bool = False
    boxes: Path | None = None


def read_files(files: Sequence[Path], options: Options, console: Console) -> int:
    """Read pictures one after the other onto standard output.

    Returns:
        The exit status: 0 all were read, 1 some could not be.
    """
    detector, recognizer = Detector(threads=allowed_cpus()), Recognizer(threads=allowed_cpus())
    failed = 0
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=len(files) < 2) as progress:
        task = progress.add_task("Reading", total=len(files))
        for file in files:
            progress.update(task, description=file.name)
            try:
                picture = _open(file)
                image = decode(picture.data, _LIMITS)
            except (OSError, Problem) as error:
                reason = error.detail if isinstance(error, Problem) else error.strerror
                console.print(f"{file}: {reason}", highlight=False)
                failed += 1
            else:
                reading = read(
                    picture,
                    None,
                    LocalDetection(detector, image),
                    LocalRecognition(recognizer, image),
                    _NO_DEADLINE,
                )
                _write(file, reading, options, named=len(files) > 1)
                if options.boxes:
                    draw_lines(image, reading.lines).save(options.boxes)
            progress.advance(task)
    return 1 if failed else 0


def _open(file: Path) -> Picture:
    data = file.read_bytes()
    return Picture(data, read_header(data, _LIMITS))


def _write(file: Path, reading: Reading, options: Options, *, named: bool) -> None:
    if options.as_json:
        lines = [{**asdict(line), "box": asdict(line.box)} for line in reading.lines]
        answer = {"file": str(file), "text": reading.text, "lines": lines}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        title = f"== {file}\n" if named else ""
        sys.stdout.write(f"{title}{reading.text}\n")
    sys.stdout.flush()
