import os
import threading
from datetime import datetime, timedelta

import pytest
from tests.events import corrected, read, taken
from tests.storage import Storage

from image_api.expiry import Expiry
from image_api.files import path_of
from image_api.retention import SweepReport, sweep
from image_api.schedule import repeat
from image_api.tables import TextCorrection
from showoff_common.messaging.events import Unavailable, new_image_id, now

DAYS = 7
NOW = now()
OLD = NOW - timedelta(days=DAYS, seconds=1)
YOUNG = NOW - timedelta(days=DAYS) + timedelta(minutes=1)


def swept(storage: Storage, moment: datetime = NOW) -> SweepReport:
    return sweep(Expiry(storage.database), storage.files, moment, DAYS)


def test_what_is_past_its_days_goes_and_nothing_younger(storage: Storage) -> None:
    old, young = taken(created=OLD), taken(created=YOUNG)
    for picture in (old, young):
        storage.keep(picture, read(picture.image_id, "a"), corrected(picture.image_id, "b"))

    counts = swept(storage)

    assert (counts.images, counts.files, counts.orphans) == (1, 1, 0)
    assert storage.history.find(old.image_id) is None
    assert storage.paths() == {path_of(young)}
    entry = storage.entry(young.image_id)
    assert (len(entry.boxes), len(entry.corrections)) == (1, 1)


def test_a_second_sweep_finds_nothing(storage: Storage) -> None:
    storage.keep(taken(created=OLD), corrected(new_image_id(), "alone", created=OLD))

    assert swept(storage).corrections == 1
    assert swept(storage) == SweepReport()


def test_a_moved_clock_ages_everything_at_once(storage: Storage) -> None:
    pictures = [taken() for _ in range(3)]
    storage.keep(*pictures, *(read(picture.image_id, "a") for picture in pictures))

    assert swept(storage, NOW + timedelta(days=DAYS - 1)) == SweepReport()
    assert swept(storage, NOW + timedelta(days=DAYS + 1)).images == 3
    assert storage.paths() == set()
    assert list(storage.files.days()) == []


def test_a_clock_set_back_deletes_nothing(storage: Storage) -> None:
    storage.keep(taken())

    assert swept(storage, NOW - timedelta(days=30)) == SweepReport()


@pytest.mark.parametrize("place", [f"{NOW.date()}/left-over.png", ".unfinished/draft"])
def test_files_that_belong_to_nothing_go_once_they_can_not_be_on_their_way(
    storage: Storage, place: str
) -> None:
    storage.files.save(place, b"orphan")
    path = storage.files.root / place

    assert swept(storage).orphans == 0
    assert path.exists()

    past = (NOW - timedelta(days=2)).timestamp()
    os.utime(path, (past, past))
    assert swept(storage).orphans == 1
    assert not path.exists()


def test_a_file_without_a_row_in_a_day_that_is_past_goes_at_once(storage: Storage) -> None:
    storage.files.save("2026-01-01/left-over.png", b"its row went before a sweep was killed")

    assert swept(storage, now()).orphans == 1
    assert storage.files.days() == []


def test_rows_whose_file_is_gone_are_counted_and_spared(storage: Storage) -> None:
    picture = taken()
    storage.keep(picture)
    storage.files.remove(path_of(picture))

    assert swept(storage).missing == 1
    assert storage.history.find(picture.image_id) is not None


def test_a_deleted_picture_is_forgotten_in_the_end(storage: Storage) -> None:
    picture = taken(created=OLD)
    storage.keep(picture)
    storage.forget(picture.image_id)

    assert swept(storage).images == 1
    assert swept(storage) == SweepReport()


@pytest.mark.parametrize("name", ["stray", ".snapshot", "lost+found"])
@pytest.mark.parametrize("folder", [True, False])
def test_what_is_not_ours_is_left_alone(storage: Storage, name: str, *, folder: bool) -> None:
    storage.keep(taken(created=OLD))
    stray = storage.files.root / name
    if folder:
        stray.mkdir()
        stray /= "file"
    stray.write_bytes(b"of someone else")
    os.utime(stray, (0, 0))
    (storage.files.root / "2026-01-01" / "folder").mkdir(parents=True)

    assert swept(storage).images == 1
    assert swept(storage) == SweepReport()
    assert stray.exists()


def test_a_disk_that_can_not_be_read_is_unavailable(storage: Storage) -> None:
    storage.files.root.write_bytes(b"no folder")

    with pytest.raises(Unavailable, match="disk"):
        swept(storage)


def test_a_correction_that_a_deletion_overtook_goes(storage: Storage) -> None:
    picture = taken()
    storage.keep(picture)
    storage.forget(picture.image_id)
    with storage.database.transaction() as session:
        session.add(
            TextCorrection(
                value="secret", image_id=picture.image_id, message_id="m", creation_timestamp=NOW
            )
        )

    assert swept(storage).corrections == 1


def test_retention_goes_on_after_any_failure() -> None:
    failures, third = [KeyError("a bug"), OSError("a disk")], threading.Event()

    def sometimes_fails() -> SweepReport:
        if failures:
            raise failures.pop()
        third.set()
        threading.Event().wait()  # for ever: the thread ends with the process
        return SweepReport()

    repeat(sometimes_fails, 0.01)

    assert third.wait(timeout=10)
