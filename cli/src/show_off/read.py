"""`show-off read`: the text in pictures, in this process, without any service."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from show_off.documents import ALL_PAGES, Wishes, is_document, opened
from show_off.drawing import draw_lines
from show_off.files import content, on_disk
from show_off.local import LocalReader
from show_off.printed_pages import Pages
from showoff_common.errors import Problem
from showoff_common.pictures.regions import Region
from showoff_common.reading import LEAST_CONFIDENCE, Line, Reading

_PIPE_CLOSED: Final = 128 + 13


@dataclass(frozen=True)
class Options:
    """What `show-off read` can be told.

    Attributes:
        as_json: One JSON object a picture and line instead of the text.
        boxes: Where to write the picture with its lines drawn on it; for one picture only.
        region: The part to read; None is all of it.
        least_confidence: Lines in more doubt are left out.
        output: Where to write the searchable PDF instead of the text; for one file only.
        wishes: Which pages of documents are read, and what becomes of their own text.
        signed: Whether a copy of a signed document is wanted, though its signature won't hold.
    """

    as_json: bool = False
    boxes: Path | None = None
    region: Region | None = None
    least_confidence: float = LEAST_CONFIDENCE
    output: Path | None = None
    wishes: Wishes = ALL_PAGES
    signed: bool = False


def read_files(files: Sequence[Path], options: Options, console: Console) -> int:
    """Read pictures one after the other onto standard output.

    Returns:
        The exit status: 0 all were read, 1 some could not be or could not be written, 141 whoever
        read the output has closed it, as a shell tells of SIGPIPE.
    """
    try:
        return _read_files(files, options, console)
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # or Python complains at exit
        return _PIPE_CLOSED


def _read_files(files: Sequence[Path], options: Options, console: Console) -> int:
    reader = LocalReader()
    failed = 0
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("Reading", total=len(files), visible=len(files) > 1)
        for file in files:
            progress.update(task, description=file.name)
            try:
                failed += _read_file(reader, file, options, progress, named=len(files) > 1)
            except BrokenPipeError:
                raise
            except (OSError, Problem) as error:
                reason = error.detail if isinstance(error, Problem) else error.strerror
                console.print(f"{file}: {reason}", highlight=False, soft_wrap=True)
                failed += 1
            progress.advance(task)
    return 1 if failed else 0


def _read_file(
    reader: LocalReader, file: Path, options: Options, progress: Progress, *, named: bool
) -> int:
    """Read a picture or a document; how many of its pages could not be read."""
    data = content(file)
    if options.output or is_document(data):
        if options.boxes or options.region:
            raise Problem(
                HTTPStatus.BAD_REQUEST, "Document", "--boxes and --roi: not of documents."
            )
        read_page = partial(reader.read_page, least_confidence=options.least_confidence)
        with on_disk(file, data) as source, opened(source, options.wishes) as document:
            pages = Pages(file, document, read_page, progress)
            if options.output:
                pages.save(options.output, signed=options.signed)
            else:
                pages.print(as_json=options.as_json, named=named)
        return pages.failed
    image, reading = reader.read(data, options.least_confidence, options.region)
    sys.stdout.write(_shown(file, reading, options, named=named))
    sys.stdout.flush()
    if options.boxes:
        draw_lines(image, reading.lines).save(options.boxes)
    return 0


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
