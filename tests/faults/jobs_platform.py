"""Jobs under fault: image-api, two dispatchers, two workers, all of it real but for the models."""

import io
import json
import signal
import sys
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import img2pdf
import pikepdf
from sqlalchemy import func, select, update
from tests.documents import papers
from tests.servers.platform import Service, python_process, python_service
from tests.servers.postgres import Postgres
from tests.servers.processes import Process, free_port, wait_until
from tests.servers.rabbitmq import RabbitMq

from image_api.database import Database
from image_api.jobs.states import IN_FLIGHT
from image_api.jobs.tables import DeliveryRow, DocumentRow, TaskRow
from showoff_common.contracts.jobs import OWNER_HEADER
from showoff_common.messaging.events import now
from showoff_common.messaging.tasks import TASK_QUEUES

MODEL_SECONDS = 0.1
"""A page takes no less."""
_SECRETS = f"*:whsec_{'A' * 32}"


class JobsPlatform:
    """image-api → dispatchers → RabbitMQ → document-workers → image-api, on Postgres and disk.

    Args:
        folder: Takes files and logs.
        broker: Running.
        postgres: Running.
        database_url: Migrated.
        document_pages: Most pages of a document.
    """

    def __init__(
        self,
        folder: Path,
        broker: RabbitMq,
        postgres: Postgres,
        database_url: str,
        document_pages: int = 1000,
    ) -> None:
        self.document_pages = document_pages
        self.folder = folder
        self.broker = broker
        self.postgres = postgres
        self.database = Database(database_url)
        self.kept = {"database_url": database_url, "files_dir": folder / "kept"}
        port = free_port()
        stand_in = [sys.executable, "-m", "tests.faults.model_stand_in", str(port)]
        log = folder / "models.log"
        self.models = Service(Process([*stand_in, str(MODEL_SECONDS)], log), port)
        self.storage = python_service(
            folder, "-m", "image_api", webhook_secrets=_SECRETS, **self.kept
        )
        self.dispatchers = [self._dispatcher() for _ in range(2)]
        self.workers = [self.worker(folder / f"worker-{number}") for number in range(2)]

    @property
    def processes(self) -> list[Process]:
        served = [self.models.process, self.storage.process]
        return [*served, *self.dispatchers, *self.workers]

    def worker(self, work_dir: Path) -> Process:
        """Another document-worker, not started."""
        return python_process(
            self.folder,
            "-m",
            "document_worker",
            amqp_url=self.broker.url,
            port=0,
            work_dir=work_dir,
            document_pages=self.document_pages,
            detection_url=self.models.url,
            recognition_url=self.models.url,
            storage_url=self.storage.url,
        )

    def make_whole(self) -> None:
        """Start whatever does not run, and see to it that nothing is left to be done."""
        for server in (self.broker, self.postgres):
            if not server.process.runs():
                server.start()
        self.broker.purge(TASK_QUEUES)
        for process in self.processes:
            if not process.runs():
                process.start()
        wait_until(self._answers)

    def kill(self) -> None:
        for process in self.processes:
            if process.runs():
                process.kill()

    def stop(self) -> list[int]:
        """Tell all to stop, broker and database last; the exit statuses of ours."""
        for process in self.processes:
            process.signal(signal.SIGTERM)
        statuses = [process.wait(90) for process in self.processes[1:]]
        self.broker.process.signal(signal.SIGTERM)
        self.broker.process.wait()
        self.postgres.stop()
        return statuses

    def send(
        self, document: bytes, owner: str = "", formats: Sequence[str] = ("pdf", "text")
    ) -> str:
        """POST a document; the job's id."""
        options = {"formats": formats, "webhook": {"url": "https://example.com/"}}
        sent = httpx.post(
            f"{self.storage.url}/api/jobs",
            files={"file": ("scan.pdf", document, "application/pdf")},
            data={"options": json.dumps(options)},
            headers={OWNER_HEADER: owner},
            timeout=60,
        )
        return str(sent.raise_for_status().json()["id"])

    def wait_for(self, job: str, pages: int) -> None:
        """Wait until so many pages are done."""
        wait_until(lambda: self.done(job) >= pages)

    def done(self, job: str) -> int:
        """How many pages have their result, by the database's own word."""
        read = _of(job, func.count(), "read").where(TaskRow.state == "done")
        with self.database.transaction() as session:
            return session.scalar(read) or 0

    def let_leases_end(self) -> None:
        """As if the time had passed after which who holds a page counts as lost, and its pause.

        It does so for the first time, however often this is called: a page that was in hand at
        three faults would be given up.
        """
        over = now() - timedelta(seconds=1)
        held = update(TaskRow).where(TaskRow.is_in(*IN_FLIGHT)).values(lease_until=over, losses=0)
        with self.database.transaction() as session:
            session.execute(held)
        wait_until(lambda: not self._are_held(over))
        with self.database.transaction() as session:
            session.execute(update(TaskRow).values(not_before=None))

    def _are_held(self, until: datetime) -> bool:
        late = select(TaskRow.page).where(TaskRow.is_in(*IN_FLIGHT), TaskRow.lease_until <= until)
        with self.database.transaction() as session:
            return session.scalar(late.limit(1)) is not None

    def show(self, job: str) -> dict[str, Any]:
        answer = httpx.get(f"{self.storage.url}/api/jobs/{job}", timeout=10)
        return dict(answer.raise_for_status().json())

    def wait_for_end(self, job: str, seconds: float = 120) -> dict[str, Any]:
        """Wait until a job is finished; how it stands then."""

        def is_finished() -> bool:
            try:
                return bool(self.show(job)["finished"])
            except httpx.HTTPError:
                return False

        wait_until(is_finished, seconds)
        return self.show(job)

    def assert_whole(self, job: str, pages: int) -> None:
        """Each page has one result, the job has ended once, and its PDF, if any, has every page."""
        told = self.show(job)
        counts = {"total": pages, "done": pages, "failed": 0}
        assert (told["state"], told["pages"]) == ("succeeded", counts), told
        with self.database.transaction() as session:
            found = session.execute(_of(job, TaskRow.page, "read").order_by(TaskRow.page))
            assert [page for (page,) in found] == list(range(1, pages + 1))
            ends = select(func.count()).where(DeliveryRow.job_id == job)
            assert session.scalar(ends) == 1, "it ended once"
        (document,) = told["documents"]
        if "pdf" not in document["formats"]:
            return
        made = httpx.get(f"{self.storage.url}/api{document['formats']['pdf']}", timeout=60)
        with pikepdf.open(io.BytesIO(made.raise_for_status().content)) as pdf:
            assert len(pdf.pages) == pages

    def _dispatcher(self) -> Process:
        broker = {"amqp_url": self.broker.url, "metrics_port": 0}
        return python_process(self.folder, "-m", "image_api", "dispatch", **broker, **self.kept)

    def _answers(self) -> bool:
        try:
            return all(
                httpx.get(f"{service.url}/ready", timeout=10).is_success
                for service in (self.models, self.storage)
            )
        except httpx.HTTPError:
            return False


def scan(pages: int, dpi: int = 72) -> bytes:
    """A scan whose pages are all the same, and noisy: of 72 dpi about 200 kB, however many."""

    def repeat(pdf: pikepdf.Pdf) -> None:
        pdf.pages.extend([pdf.pages[0]] * (pages - 1))

    page = papers.encoded(papers.noisy(papers.sheet(dpi=dpi)), dpi=(dpi, dpi))
    return papers.changed(bytes(img2pdf.convert(page)), repeat)


def _of(job: str, what: Any, step: str) -> Any:  # noqa: ANN401 - of a task: any column
    """Of the tasks of a job that are such a step."""
    return (
        select(what)
        .select_from(TaskRow)
        .join(DocumentRow, DocumentRow.id == TaskRow.document_id)
        .where(DocumentRow.job_id == job, TaskRow.step == step)
    )
