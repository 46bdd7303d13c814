"""What jobs keep on disk: a folder a job, below the pictures', each file there wholly or not."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final
from uuid import uuid4

from image_api.files import UNFINISHED, disk, make_folder, sync_folder
from showoff_common.pictures.kinds import HEAD_BYTES

_FOLDER: Final = "jobs"


class Draft:
    """A file on its way to disk: written as it comes, known by its hash, kept only if it is asked.

    It is what werkzeug needs to put an upload into.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self.head = b""
        self._hash = hashlib.sha256()
        with disk():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file: BinaryIO = path.open("w+b")

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    def write(self, data: bytes) -> int:
        """Take what comes next; raises Unavailable where the disk is full."""
        with disk():
            self._file.write(data)
        self._hash.update(data)
        self.size += len(data)
        if len(self.head) < HEAD_BYTES:
            self.head += data[: HEAD_BYTES - len(self.head)]
        return len(data)

    def read(self, size: int = -1) -> bytes:
        with disk():
            return self._file.read(size)

    def seek(self, place: int, whence: int = 0) -> int:
        with disk():
            return self._file.seek(place, whence)

    def close(self) -> None:
        """What was written is told to the disk by `JobFiles.keep`, not here."""

    def finish(self) -> None:
        """Have it all on disk, power cuts or not."""
        with disk():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()

    def discard(self) -> None:
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class JobFolder:
    """A job's folder as found on disk."""

    job_id: str
    modified: datetime


class JobFiles:
    """The folders of all jobs.

    Args:
        root: The folder of all that image-api keeps.
    """

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()

    @contextmanager
    def drafts(self) -> Iterator["Drafts"]:
        """Files to be written; those that are not kept are gone at the end.

        Raises:
            Unavailable: The disk is full or broken, as all below.
        """
        drafts = Drafts(self.root / UNFINISHED)
        try:
            yield drafts
        finally:
            for draft in drafts.made:
                draft.discard()

    def keep(self, draft: Draft, job_id: str, name: str) -> str:
        """Give a draft its place; returns it, relative to the root.

        Once this returns it survives a power cut; what has that name is complete.
        """
        path = f"{_FOLDER}/{job_id}/{name}"
        target = self.root / path
        draft.finish()
        with disk():
            make_folder(target.parent.parent)
            make_folder(target.parent)
            draft.path.replace(target)
            sync_folder(target.parent)
        return path

    def remove(self, path: str) -> None:
        with disk():
            (self.root / path).unlink(missing_ok=True)

    def remove_job(self, job_id: str) -> None:
        """Delete a job's folder; one that is gone already is as good."""
        with disk(), suppress(FileNotFoundError):
            shutil.rmtree(self.root / _FOLDER / job_id)

    def folders(self) -> list[JobFolder]:
        """All there are."""
        found = []
        with disk(), suppress(FileNotFoundError):
            for entry in (self.root / _FOLDER).iterdir():
                with suppress(FileNotFoundError):  # another sweep was faster
                    modified = datetime.fromtimestamp(entry.lstat().st_mtime, UTC)
                    found.append(JobFolder(entry.name, modified))
        return found


class Drafts:
    """The drafts of one request."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.made: list[Draft] = []

    def new(self) -> Draft:
        draft = Draft(self._folder / uuid4().hex)
        self.made.append(draft)
        return draft
