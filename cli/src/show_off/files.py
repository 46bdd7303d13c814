"""The pictures that the command line is given: files, folders, standard input."""

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Given:
    """A file to be read.

    Attributes:
        path: Where it is.
        below: Where it lies in the folder that was named, or its name alone.
    """

    path: Path
    below: Path

    def content(self) -> bytes:
        """Its bytes.

        Raises:
            OSError: It cannot be read.
        """
        if self.path == STANDARD_INPUT:
            return sys.stdin.buffer.read()
        return self.path.read_bytes()


def pictures(named: Sequence[Path]) -> Iterator[Given]:
    """Each file, and in a folder's place the pictures in it and below, by name.

    Raises:
        FileNotFoundError: A folder holds no picture; its one argument says so.
    """
    for path in named:
        if not path.is_dir():
            yield Given(path, Path("standard-input") if path == STANDARD_INPUT else Path(path.name))
            continue
        inside = sorted(
            file
            for file in path.rglob("*")
            if file.suffix.lower() in SUFFIXES and not file.is_dir()
        )
        if not inside:
            raise FileNotFoundError(f"{path}: no picture in this folder")
        yield from (Given(file, file.relative_to(path)) for file in inside)


@contextmanager
def on_disk(given: Given, data: bytes) -> Iterator[Path]:
    """A file with this content: itself, or a passing one in the place of standard input."""
    if given.path != STANDARD_INPUT:
        yield given.path
        return
    with tempfile.NamedTemporaryFile(prefix="show-off-") as file:
        file.write(data)
        file.flush()
        yield Path(file.name)
