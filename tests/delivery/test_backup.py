"""The commands of docs/operations.md that back up and restore, on a real Postgres and files."""

import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.conftest import ROOT
from tests.events import corrected, read, taken
from tests.servers.postgres import Postgres
from tests.storage import Storage

from image_api.database import Database
from image_api.files import PictureFiles
from showoff_common.messaging.events import (
    new_image_id,
)


def documented(heading: str) -> list[tuple[list[str], str, str]]:
    """What the guide runs in containers below a heading: program, `<` or `>`, and which file."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    (section,) = re.findall(rf"^### {heading}\n(.*?)(?=^##)", text, re.DOTALL | re.MULTILINE)
    found = re.findall(r"^ +docker compose exec -T \S+ (.+) ([<>]) (\S+)$", section, re.MULTILINE)
    return [(shlex.split(command), direction, file) for command, direction, file in found]


@dataclass
class Installation:
    """A database of a server, a folder of pictures, and where backups lie."""

    url: str
    pictures: Path
    backups: Path

    @property
    def storage(self) -> Storage:
        self.pictures.mkdir(exist_ok=True)
        return Storage(Database(self.url), PictureFiles(self.pictures))

    def run(self, heading: str) -> None:
        """As documented, but for this user, database and folder."""
        commands = documented(heading)
        assert len(commands) == 2
        programs = max(Path("/usr/lib/postgresql").glob("*/bin"))
        address = urlsplit(self.url)
        environment = {
            **os.environ,
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PGHOST": str(address.hostname),
            "PGPORT": str(address.port),
        }
        own = {
            "--username=show-off": "--username=postgres",
            "--dbname=show-off": f"--dbname={address.path[1:]}",
            "show-off": address.path[1:],
            "/var/lib/show-off/pictures": str(self.pictures),
        }
        for command, direction, file in commands:
            words = [own.get(word, word) for word in command]
            with (self.backups / file).open("wb" if direction == ">" else "rb") as stream:
                if direction == ">":
                    subprocess.run(words, check=True, env=environment, timeout=120, stdout=stream)
                else:
                    subprocess.run(words, check=True, env=environment, timeout=120, stdin=stream)


@pytest.fixture
def installation(postgres_url: str, tmp_path: Path) -> Installation:
    return Installation(postgres_url, tmp_path / "pictures", tmp_path)


def keep(installation: Installation, text: str, data: bytes) -> str:
    """A picture with its text and a correction; its id."""
    image_id = new_image_id()
    installation.storage.keep(
        taken(image_id, data=data), read(image_id, text), corrected(image_id, f"{text}!")
    )
    return image_id


def assert_kept(installation: Installation, image_id: str, text: str, data: bytes) -> None:
    entry = installation.storage.entry(image_id)
    assert [box.text for box in entry.boxes] == [text]
    assert [correction.value for correction in entry.corrections] == [f"{text}!"]
    assert entry.image.path
    assert (installation.pictures / entry.image.path).read_bytes() == data


def test_what_was_backed_up_comes_back_on_another_machine(
    installation: Installation, postgres_server: Postgres, tmp_path: Path
) -> None:
    image_id = keep(installation, "Grüße", b"pixels")
    installation.run("Back up")

    another = Installation(postgres_server.new_database(), tmp_path / "another", tmp_path)
    another.pictures.mkdir()
    another.run("Restore")

    assert_kept(another, image_id, "Grüße", b"pixels")


def test_a_restore_takes_the_place_of_what_is_there(installation: Installation) -> None:
    lost = keep(installation, "lost", b"one")
    installation.run("Back up")
    installation.storage.forget(lost)
    later = keep(installation, "later", b"two")

    installation.run("Restore")

    assert_kept(installation, lost, "lost", b"one")
    assert installation.storage.history.find(later) is None


def test_what_is_restored_can_be_added_to(installation: Installation) -> None:
    """Sequences and constraints came along, too."""
    keep(installation, "before", b"one")
    installation.run("Back up")
    installation.run("Restore")

    image_id = keep(installation, "after", b"two")

    assert_kept(installation, image_id, "after", b"two")
