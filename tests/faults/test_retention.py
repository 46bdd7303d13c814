import signal
from datetime import timedelta
from pathlib import Path

from tests.events import corrected, read, taken
from tests.faults.conftest import Scale
from tests.faults.figures import report
from tests.servers.platform import python_process
from tests.storage import Storage

from image_api.database import Database
from image_api.files import PictureFiles, path_of
from showoff_common.messaging.events import (
    now,
)


def test_a_sweep_killed_again_and_again_ends_as_one_that_was_not(
    postgres_url: str, tmp_path: Path, scale: Scale
) -> None:
    kills = scale(8, 1)
    storage = Storage(Database(postgres_url), PictureFiles(tmp_path / "pictures"))
    moment = now()
    old = [taken(created=moment - timedelta(days=8, minutes=n)) for n in range(20)]
    young = [taken(created=moment - timedelta(days=6, minutes=n)) for n in range(20)]
    for picture in (*old, *young):
        storage.keep(picture, read(picture.image_id, "a"), corrected(picture.image_id, "b"))
    settings = {"database_url": postgres_url, "files_dir": storage.files.root}
    killed = python_process(
        tmp_path,
        *("-m", "tests.faults.sabotage", "after-remove", str(kills), str(tmp_path), "retain"),
        **settings,
    )

    for _ in range(kills):
        killed.start()
        assert killed.wait() == -signal.SIGKILL
    killed.start()
    assert killed.wait() == 0
    again = python_process(tmp_path, "-m", "image_api", "retain", **settings)
    again.start()
    assert again.wait() == 0

    assert storage.paths() == {path_of(picture) for picture in young}
    assert all(storage.history.find(picture.image_id) is None for picture in old)
    for picture in young:
        entry = storage.entry(picture.image_id)
        assert (len(entry.boxes), len(entry.corrections)) == (1, 1)
    assert "images=0 jobs=0 corrections=0 files=0 orphans=0 missing=0" in again.last_words()
    report("retention killed", kills=kills, past_the_limit=0, younger_touched=0)
