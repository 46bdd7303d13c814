"""`show-off read`: the text in pictures, in this process, without any service."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from show_off.drawing import draw_lines
from show_off.local import LocalReader
from showoff_common.errors import Problem
from showoff_common.reading import Line, Reading


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
    reader = LocalReader()
    failed = 0
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=len(files) < 2) as progress:
        task = progress.add_task("Reading", total=len(files))
        for file in files:
            progress.update(task, description=file.name)
            try:
                image, reading = reader.read(file.read_bytes())
            except (OSError, Problem) as error:
                reason = error.detail if isinstance(error, Problem) else error.strerror
                console.print(f"{file}: {reason}", highlight=False, soft_wrap=True)
                failed += 1
            else:
                sys.stdout.write(_shown(file, reading, options, named=len(files) > 1))
                sys.stdout.flush()
                if options.boxes:
                    draw_lines(image, reading.lines).save(options.boxes)
            progress.advance(task)
    return 1 if failed else 0


def _shown(file: Path, reading: Reading, options: Options, *, named: bool) -> str:
    if options.as_json:
        lines = [_described(line) for line in reading.lines]
        answer = {"file": str(file), "text": reading.text, "lines": lines}
        return json.dumps(answer, ensure_ascii=False) + "\n"
    title = f"== {file}\n" if named else ""
    return f"{title}{reading.text}\n"


def _described(line: Line) -> dict[str, Any]:
    """As POST /read describes it."""
    return {
        "text": line.text,
        "confidence": line.confidence,
        "points": line.points,
        "box": asdict(line.box),
    }
