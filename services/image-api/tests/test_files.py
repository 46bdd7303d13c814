import errno
import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from tests.events import taken

from image_api.files import PictureFiles, path_of
from showoff_common.messaging.events import (
    Unavailable,
)


def test_the_path_follows_from_the_event_in_utc() -> None:
    created = datetime(2026, 11, 22, 0, 30, tzinfo=timezone(timedelta(hours=2)))
    event = taken(created=created)

    assert path_of(event) == f"2026-11-21/{event.image_id}.png"


def test_a_file_that_can_not_be_written_wholly_is_not_there_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = PictureFiles(tmp_path)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="No space left"):
        files.save("2026-11-21/a.png", b"data")

    assert [entry for entry in tmp_path.rglob("*") if entry.is_file()] == []


def test_saving_again_replaces_and_removing_again_is_fine(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path)

    files.save("2026-11-21/a.png", b"one")
    files.save("2026-11-21/a.png", b"two")
    assert (tmp_path / "2026-11-21" / "a.png").read_bytes() == b"two"

    files.remove("2026-11-21/a.png")
    files.remove("2026-11-21/a.png")
    assert not files.exists("2026-11-21/a.png")
    assert list(files.unfinished()) == []


def test_a_folder_of_all_that_is_not_there_yet_is_empty(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path / "none")

    assert files.days() == []
    assert list(files.of_day("2026-11-21")) == []


def test_a_file_tells_when_it_was_written(tmp_path: Path) -> None:
    files = PictureFiles(tmp_path)
    files.save("2026-11-21/a.png", b"one")

    (file,) = files.of_day("2026-11-21")

    assert file.path == "2026-11-21/a.png"
    assert abs(file.modified - datetime.now(UTC)) < timedelta(minutes=1)
