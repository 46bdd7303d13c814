"""The platform on one machine, `show-off up`: no broker, SQLite; the same promise."""

import json
import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.faults.jobs_platform import scan
from tests.servers.http_stand_in import FakeService, serving
from tests.servers.processes import wait_until
from tests.servers.show_off import ShowOff
from werkzeug.wrappers import Response


@pytest.fixture
def hook() -> Iterator[FakeService]:
    """Somebody's server that webhooks come to."""
    with serving(FakeService(lambda _: Response(status=204))) as service:
        yield service


@pytest.fixture
def up(tmp_path: Path) -> Iterator[ShowOff]:
    webhooks = {
        "SHOWOFF_WEBHOOK_SECRETS": f"*:whsec_{'A' * 32}",
        "SHOWOFF_WEBHOOK_HTTP": "1",
        "SHOWOFF_WEBHOOK_INSIDE": "1",
    }
    up = ShowOff(tmp_path, environment={**os.environ, **webhooks})
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


def send_job(up: ShowOff, pages: int, webhook: str) -> str:
    """POST a scan; where its job is."""
    options = {"formats": ["text"], "webhook": {"url": webhook}}
    files, form = {"file": ("scan.pdf", scan(pages))}, {"options": json.dumps(options)}
    sent = httpx.post(f"{up.url}/api/jobs", files=files, data=form, timeout=60)
    return str(sent.raise_for_status().json()["id"])


def job(up: ShowOff, job_id: str) -> dict[str, Any]:
    answer = httpx.get(f"{up.url}/api/jobs/{job_id}", timeout=60)
    return dict(answer.raise_for_status().json())


def let_leases_end(database: Path) -> None:
    """As if the time had passed after which the page of who was killed is given to another."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "UPDATE task SET state = 'waiting', lease_until = NULL WHERE state = 'running'"
        )


def test_history_and_a_job_survive_a_stop_and_a_kill_right_after_the_answer(
    up: ShowOff, samples: Path, hook: FakeService
) -> None:
    database = up.folder / "data" / "storage" / "show-off.db"
    pictures = [(samples / "images" / f"{name}.png").read_bytes() for name in ("receipt", "table")]
    first = up.read(pictures[0])["id"]
    correction = {"id": first, "text": "as a person reads it"}
    unknown = {"id": "0" * 32, "text": "of a picture that nobody knows"}
    for body in (correction, unknown):
        answer = httpx.post(f"{up.url}/api/correct-text", json=body, timeout=60)
        assert answer.status_code == 202
    pages = 8
    job_id = send_job(up, pages, hook.url)
    wait_until(lambda: job(up, job_id)["state"] == "running")
    assert up.interrupt() == 0
    up.start()
    assert job(up, job_id)["state"] == "running", "stopped in the middle of it"

    (entry,) = history(up)
    assert (entry["id"], entry["state"], entry["text"]) == (first, "stored", correction["text"])
    assert get(up, f"/{first}/file").content == pictures[0]
    pending = get(up, f"/{unknown['id']}").raise_for_status().json()
    assert (pending["state"], pending["text"]) == ("pending", unknown["text"])

    with locked(database):
        second = up.read(pictures[1])
        kill(up)
    let_leases_end(database)
    up.start()

    wait_until(lambda: [entry["state"] for entry in history(up)] == ["stored", "stored"])
    assert [entry["id"] for entry in history(up)] == [second["id"], first]
    assert get(up, f"/{second['id']}/file").content == pictures[1]
    wait_until(lambda: get(up, f"/{second['id']}").json()["text"] == second["text"])
    wait_until(lambda: job(up, job_id)["finished"])
    told = job(up, job_id)
    counts = {"total": pages, "done": pages, "failed": 0}
    assert (told["state"], told["pages"]) == ("succeeded", counts)
    wait_until(lambda: hook.requests == 1)
