"""The platform on one machine, `show-off up`: no broker, SQLite; the same promise."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.servers.processes import wait_until
from tests.servers.show_off import ShowOff


@pytest.fixture
def up(tmp_path: Path) -> Iterator[ShowOff]:
    up = ShowOff(tmp_path)
    up.start()
    yield up
    up.interrupt()


def get(up: ShowOff, path: str = "") -> httpx.Response:
    return httpx.get(f"{up.url}/api/images{path}", timeout=60)


def history(up: ShowOff) -> list[dict[str, Any]]:
    return list(get(up).raise_for_status().json()["images"])


def kill(up: ShowOff) -> None:
    """kill -9 of the platform and each of its services."""
    for process in {*up.processes(), up.process.pid}:
        os.kill(process, signal.SIGKILL)
    up.process.wait()


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Nobody else writes to it: what is accepted meanwhile waits in the outbox."""
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


def test_history_survives_a_stop_and_a_kill_right_after_the_answer(
    up: ShowOff, samples: Path
) -> None:
    pictures = [(samples / "images" / f"{name}.png").read_bytes() for name in ("receipt", "table")]
    first = up.read(pictures[0])["id"]
    correction = {"id": first, "text": "as a person reads it"}
    unknown = {"id": "0" * 32, "text": "of a picture that nobody knows"}
    for body in (correction, unknown):
        answer = httpx.post(f"{up.url}/api/correct-text", json=body, timeout=60)
        assert answer.status_code == 202
    assert up.interrupt() == 0
    up.start()

    (entry,) = history(up)
    assert (entry["id"], entry["state"], entry["text"]) == (first, "stored", correction["text"])
    assert get(up, f"/{first}/file").content == pictures[0]
    pending = get(up, f"/{unknown['id']}").raise_for_status().json()
    assert (pending["state"], pending["text"]) == ("pending", unknown["text"])

    with locked(up.folder / "data" / "storage" / "show-off.db"):
        second = up.read(pictures[1])
        kill(up)
    up.start()

    wait_until(lambda: [entry["state"] for entry in history(up)] == ["stored", "stored"])
    assert [entry["id"] for entry in history(up)] == [second["id"], first]
    assert get(up, f"/{second['id']}/file").content == pictures[1]
    wait_until(lambda: get(up, f"/{second['id']}").json()["text"] == second["text"])
