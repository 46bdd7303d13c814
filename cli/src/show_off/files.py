"""The pictures that the command line is given: files, folders, standard input."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

STANDARD_INPUT: Final = Path("-")
SUFFIXES: Final = frozenset(
    (
        ".jpg",
        ".jpeg",
        ".jpe",
        ".png",
        ".webp",
        ".tif",
        ".tiff",
        ".bmp",
        ".gif",
        ".heic",
        ".heif",
        ".pdf",
    )
)
"""What is read of a folder; a file that is named is read whatever its name."""


def pictures(given: Sequence[Path]) -> Iterator[Path]:
    """Each file, and in a folder's place the pictures in it and below, by name.

    Raises:
        FileNotFoundError: A folder holds no picture; its one argument says so.
    """
    for path in given:
        if not path.is_dir():
            yield path
            continue
        inside = sorted(file for file in path.rglob("*") if file.suffix.lower() in SUFFIXES)
        if not inside:
            raise FileNotFoundError(f"{path}: no picture in this folder")
        yield from inside


def content(path: Path) -> bytes:
    """The bytes of a file, or of standard input.

    Raises:
        OSError: It cannot be read.
    """
    return sys.stdin.buffer.read() if path == STANDARD_INPUT else path.read_bytes()


@contextmanager
def on_disk(path: Path, data: bytes) -> Iterator[Path]:
    """A file with this content: itself, or a passing one in the place of standard input."""
    if path != STANDARD_INPUT:
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="show-off-") as file:
        file.write(data)
        file.flush()
        yield Path(file.name)
