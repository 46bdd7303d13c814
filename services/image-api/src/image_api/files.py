"""Pictures on disk: a folder a day, each file there wholly or not at all."""

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import uuid4

from showoff_common.messaging.events import MediaType, PictureTaken, Unavailable

_SUFFIXES: Final[dict[MediaType, str]] = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/tiff": ".tiff",
    "image/bmp": ".bmp",
    "image/gif": ".gif",
    "image/heic": ".heic",
}
UNFINISHED: Final = ".unfinished"
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def path_of(event: PictureTaken) -> str:
    """Where the picture belongs, relative to the folder of all: ``2026-11-21/ID.jpg``.

    It follows from the event alone, so that a second delivery, even after midnight, finds the
    same place; and the id was checked, so that no input becomes a path.
    """
    day = event.created.astimezone(UTC).date().isoformat()
    return f"{day}/{event.image_id}{_SUFFIXES[event.media_type]}"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file found on disk."""

    path: str
    modified: datetime


class PictureFiles:
    """The folder of all pictures.

    Args:
        root: The folder; made where it is missing.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self._unfinished = self.root / UNFINISHED

    def save(self, path: str, data: bytes) -> None:
        """Write a file so that it survives a power cut once this returns.

        An unfinished file never has its final name; whatever has that name is complete.

        Raises:
            Unavailable: The disk is full or broken; nothing half-written is left.
        """
        target = self.root / path
        draft = self._unfinished / uuid4().hex
        with disk():
            self._unfinished.mkdir(parents=True, exist_ok=True)
            make_folder(target.parent)
            try:
                with draft.open("wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                draft.replace(target)
            except BaseException:
                with suppress(OSError):
                    draft.unlink(missing_ok=True)
                raise
            sync_folder(target.parent)

    def remove(self, path: str) -> None:
        """Delete a file; one that is gone already is as good.

        Raises:
            Unavailable: The disk refuses.
        """
        with disk():
            (self.root / path).unlink(missing_ok=True)

    def read(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            Unavailable: The disk refuses.
        """
        with disk():
            return (self.root / path).read_bytes()

    def size(self, path: str) -> int:
        """The bytes that a file has; raises as `read`."""
        with disk():
            return (self.root / path).stat().st_size

    def exists(self, path: str) -> bool:
        return (self.root / path).is_file()

    def days(self) -> list[str]:
        """The day folders there are, oldest first; what else lies there is none of ours.

        Raises:
            Unavailable: The disk can't be read, as with the two below.
        """
        with disk():
            folders = [entry for entry in _entries(self.root) if _DAY.fullmatch(entry.name)]
            return sorted(folder.name for folder in folders if folder.is_dir())

    def of_day(self, day: str) -> list[StoredFile]:
        """The files in a day folder."""
        return _files(self.root, day)

    def unfinished(self) -> list[StoredFile]:
        """Drafts: of writers at work, and of writers that died."""
        return _files(self.root, UNFINISHED)

    def drop_empty(self, day: str) -> None:
        """Remove a day folder if nothing is in it."""
        with suppress(OSError):
            (self.root / day).rmdir()


def _entries(folder: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError):
        yield from folder.iterdir()


def _files(root: Path, folder: str) -> list[StoredFile]:
    found = []
    with disk():
        for entry in _entries(root / folder):
            with suppress(FileNotFoundError):  # another sweep was faster
                status = entry.lstat()
                if not stat.S_ISDIR(status.st_mode):
                    modified = datetime.fromtimestamp(status.st_mtime, UTC)
                    found.append(StoredFile(f"{folder}/{entry.name}", modified))
    return found


@contextmanager
def disk() -> Iterator[None]:
    """What the disk refuses, it may take later."""
    try:
        yield
    except OSError as error:
        raise Unavailable(f"disk: {error.strerror or error}") from error


def make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """A new name is as durable as the folder that holds it."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
