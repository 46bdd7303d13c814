"""Jobs under fault: each page has one result and each job ends once, whoever is killed."""

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

import httpx
import pytest
from tests.faults.conftest import Scale, is_full
from tests.faults.figures import report
from tests.faults.jobs_platform import JobsPlatform, scan
from tests.servers.postgres import Postgres
from tests.servers.processes import wait_until
from tests.servers.rabbitmq import RabbitMq
from tests.servers.small_disk import make_room, on_small_disk, seen_by

from image_api import migrations
from image_api.database import Database

MIB = 2**20
Fault = Callable[[JobsPlatform, Scale], None]


@pytest.fixture(scope="module")
def running_jobs(
    tmp_path_factory: pytest.TempPathFactory, broker_server: RabbitMq, postgres_server: Postgres
) -> Iterator[JobsPlatform]:
    if not postgres_server.process.runs():
        postgres_server.start()
    url = postgres_server.new_database()
    migrations.upgrade(Database(url).engine)
    jobs = JobsPlatform(tmp_path_factory.mktemp("jobs"), broker_server, postgres_server, url)
    yield jobs
    jobs.kill()
    for server in (broker_server, postgres_server):
        if not server.process.runs():
            server.start()


@pytest.fixture
def jobs(running_jobs: JobsPlatform) -> JobsPlatform:
    running_jobs.make_whole()
    return running_jobs


def kill_a_worker(jobs: JobsPlatform, _: Scale) -> None:
    """It alone: the processes that look into its documents are to see it by themselves."""
    worker = jobs.workers[0]
    wait_until(lambda: children_of(worker.pid))
    children = children_of(worker.pid)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    wait_until(lambda: not any(is_alive(child) for child in children))
    worker.start()


def kill_the_dispatchers(jobs: JobsPlatform, scale: Scale) -> None:
    """One after the other, so that whichever led was killed, and the other went on."""
    jobs.dispatchers[0].kill()
    time.sleep(scale(5, 0))
    jobs.dispatchers[0].start()
    jobs.dispatchers[1].kill()
    jobs.dispatchers[1].start()


def kill_image_api(jobs: JobsPlatform, _: Scale) -> None:
    jobs.storage.kill()
    jobs.storage.start()


def kill_the_broker(jobs: JobsPlatform, _: Scale) -> None:
    jobs.broker.kill()
    jobs.broker.start()


def take_the_database_away(jobs: JobsPlatform, scale: Scale) -> None:
    jobs.postgres.stop()
    time.sleep(scale(60, 1))
    jobs.postgres.start()


def restart_everything(jobs: JobsPlatform, _: Scale) -> None:
    """As `docker compose restart` does: all told to stop, then started on the same volumes."""
    assert jobs.stop() == [0] * (len(jobs.processes) - 1), "told to stop, they stop in order"
    for process in jobs.processes:  # without what they need: it comes when it comes
        process.start()
    jobs.postgres.start()
    jobs.broker.start()


FAULTS: Final[list[Fault]] = [
    kill_a_worker,
    kill_the_dispatchers,
    kill_image_api,
    kill_the_broker,
    take_the_database_away,
    restart_everything,
]
IN_TURN: Final = [[fault] for fault in FAULTS] if is_full() else [FAULTS]
"""A job for each; where there is little time, one that meets with all of them."""


@pytest.mark.parametrize(
    "faults", IN_TURN, ids=lambda faults: "-".join(it.__name__ for it in faults)
)
def test_each_page_has_one_result_and_the_job_ends_once(
    jobs: JobsPlatform, faults: Sequence[Fault], scale: Scale
) -> None:
    pages, begun = scale(200, 28), time.monotonic()
    job = jobs.send(scan(pages), formats=["pdf", "text"] if scale.full else ["text"])
    for number, fault in enumerate(faults, start=1):
        jobs.wait_for(job, number * pages // (len(faults) + 1))
        assert jobs.show(job)["state"] == "running", "in the middle of it"
        fault(jobs, scale)
        if not scale.full:  # there, who was killed is waited for until its leases are over
            jobs.let_leases_end()

    jobs.wait_for_end(job, 600)
    jobs.assert_whole(job, pages)
    seconds = round(time.monotonic() - begun)
    names = ", ".join(fault.__name__ for fault in faults).replace("_", " ")
    report(names, pages=pages, seconds=seconds, lost=0, doubled=0)


def children_of(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for file in listed for child in file.read_text().split()]


def is_alive(process: int) -> bool:
    with suppress(FileNotFoundError):
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    return False


def test_full_disks_hold_a_job_up_and_lose_nothing(jobs: JobsPlatform, tmp_path: Path) -> None:
    """The worker's has no room for the document, then image-api's none for the PDF."""
    document = scan(3, dpi=200)
    for process in (jobs.storage.process, *jobs.workers):
        process.kill()
    worker, work_dir = jobs.worker(tmp_path / "work"), tmp_path / "work"
    worker.log = tmp_path / "worker.log"
    on_small_disk(worker, work_dir, 32 * MIB, ballast=32 * MIB - len(document) // 2)
    storage, files = jobs.storage.process, Path(str(jobs.kept["files_dir"]))
    command = storage.command
    on_small_disk(storage, files, 32 * MIB, ballast=32 * MIB - 3 * len(document) // 2)
    try:
        jobs.storage.start()
        refused = httpx.post(f"{jobs.storage.url}/api/jobs", files=[("file", document)] * 2)
        assert (refused.status_code, refused.json()["title"]) == (503, "Jobs not available")
        kept = seen_by(storage, files).rglob("*")
        assert [it.name for it in kept if it.is_file()] == ["ballast"], "nothing of it is kept"

        job = jobs.send(document)
        worker.start()
        wait_until(lambda: "No space left on device" in worker.log.read_text())
        assert jobs.show(job)["pages"]["failed"] == 0
        make_room(worker, work_dir)

        jobs.wait_for(job, 3)
        wait_until(lambda: refusals(jobs.storage.url) > 0)
        assert jobs.show(job)["state"] == "running"
        make_room(storage, files)

        jobs.wait_for_end(job)
        jobs.assert_whole(job, 3)
    finally:
        worker.kill()
        storage.kill()
        storage.command = command
    report("disks of worker and image-api full", pages=3, lost=0, doubled=0)


def refusals(url: str) -> int:
    """How many finished files found no room, as image-api's metrics tell."""
    lines = httpx.get(f"{url}/metrics", timeout=10).text.splitlines()
    found = [
        line
        for line in lines
        if line.startswith("showoff_http_requests_total{") and "/files/" in line and '"503"' in line
    ]
    return sum(int(float(line.rsplit(" ", 1)[1])) for line in found)
