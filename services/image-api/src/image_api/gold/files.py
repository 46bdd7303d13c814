"""Cut-outs on disk, beside the pictures, in a folder that their retention leaves alone."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from image_api.files import PictureFiles, StoredFile

FOLDER: Final = "gold"


class GoldFiles:
    """The cut-outs among all files; every call raises Unavailable where the disk refuses."""

    def __init__(self, files: PictureFiles) -> None:
        self._files = files

    def save(self, line_id: str, png: bytes) -> str:
        """Write a cut-out; returns its path."""
        path = f"{FOLDER}/{line_id}.png"
        self._files.save(path, png)
        return path

    def read(self, path: str) -> bytes:
        return self._files.read(path)

    def remove(self, paths: Collection[str]) -> None:
        for path in paths:
            self._files.remove(path)

    def all(self) -> list[StoredFile]:
        return self._files.of_day(FOLDER)

    def older(self, settled: datetime) -> set[str]:
        """The paths of those written before ``settled``."""
        return {file.path for file in self.all() if file.modified < settled}
