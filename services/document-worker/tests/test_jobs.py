"""Jobs through document-worker and the real image-api: from the files to the searchable PDFs."""

import io
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pikepdf.pdfa
import pytest
from tests.documents import papers
from tests.jobs import Sender
from tests.servers.rabbitmq import RabbitMq
from werkzeug.serving import make_server

from document_worker import sources
from document_worker.assembly.assemble import Assembly
from document_worker.documents.limits import DocumentLimits
from document_worker.shelf import Shelf
from document_worker.storage import Away, Storage
from document_worker.tasks import Result, TaskWorker
from image_api.app import create_app
from image_api.settings import ImageApiSettings
from showoff_common.contracts.tasks import LEASE_SECONDS, Claim, Step, Task
from showoff_common.errors import Problem
from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.tasks import TaskMessage, declare_task_queues, pack_task
from showoff_common.pictures.turns import Turn
from showoff_common.reading import Line, Reading

pytestmark = pytest.mark.slow

QUAD = ((150.0, 140.0), (450.0, 140.0), (450.0, 170.0), (150.0, 170.0))


class Readers:
    """Reads the same on every page, unless told to fail."""

    def __init__(self) -> None:
        self.problems: list[Exception] = []
        self.read = 0

    def __call__(self, picture: bytes) -> tuple[Reading, Turn]:
        assert picture[:2] in {b"\xff\xd8", b"\x89P"}
        if self.problems:
            raise self.problems.pop(0)
        self.read += 1
        return Reading([Line("What it says", 0.9, QUAD)], "d", "r"), 0


@pytest.fixture
def sender_and_url(sqlite_url: str, tmp_path: Path) -> Iterator[tuple[Sender, str]]:
    settings = ImageApiSettings(database_url=sqlite_url, files_dir=tmp_path / "kept")
    app = create_app(settings)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    with ThreadPoolExecutor(1) as thread:
        thread.submit(server.serve_forever, 0.01)
        yield Sender(app.test_client(), "ada"), f"http://127.0.0.1:{server.port}"
        server.shutdown()


@pytest.fixture
def sender(sender_and_url: tuple[Sender, str]) -> Sender:
    return sender_and_url[0]


@pytest.fixture
def storage(sender_and_url: tuple[Sender, str]) -> Storage:
    return Storage(sender_and_url[1], connect_seconds=2)


@pytest.fixture
def readers() -> Readers:
    return Readers()


@pytest.fixture
def worker(storage: Storage, readers: Readers, tmp_path: Path) -> Iterator[TaskWorker]:
    limits = DocumentLimits(max_pages=20)
    shelf = Shelf(tmp_path / "shelf", storage, limits)
    worker = TaskWorker(storage, readers, shelf, limits, threading.Event())
    yield worker
    worker.close()


def work(storage: Storage, do: Callable[[Task], None]) -> int:
    """Do all there is to do; how many tasks it was."""
    count = 0
    while task := storage.next(["open", "read", "assemble"]):
        do(task)
        count += 1
    return count


def test_a_job_of_all_kinds_becomes_searchable(
    sender: Sender, storage: Storage, worker: TaskWorker, readers: Readers, tmp_path: Path
) -> None:
    tiff = papers.encoded(
        papers.sheet(["1"]), "TIFF", save_all=True, append_images=[papers.sheet(["2"])]
    )
    pdf = papers.joined([papers.scan(), papers.written()])
    job = sender.send(pdf, tiff, papers.encoded(papers.sheet(), "JPEG"), formats=["pdf", "text"])

    assert work(storage, worker.do) == 2 + 5 + 3

    told = sender.show(job)
    assert (told["state"], told["pages"]) == ("succeeded", {"total": 5, "done": 5, "failed": 0})
    assert [document["pdfa"] for document in told["documents"]] == ["2b"] * 3
    assert readers.read == 4, "one page had its text already"
    text = sender.ask("GET", f"/{job}/documents/1/text").get_data(as_text=True)
    assert text.startswith("What it says\fDear Ms Miller,")
    made = sender.ask("GET", f"/{job}/documents/2/pdf").data
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) == 2
    assert pikepdf.pdfa.validate_written(io.BytesIO(made), "2b").passed
    worker.close()
    assert not list((tmp_path / "shelf").iterdir())


@pytest.mark.parametrize(
    ("make", "options", "title"),
    [
        (lambda: papers.locked(papers.written()), {}, "Document is locked"),
        (papers.signed, {}, "Document is signed"),
        (lambda: papers.many(21), {}, "Too many pages"),
    ],
)
def test_what_cannot_be_read_fails_its_document_and_no_other(
    sender: Sender,
    storage: Storage,
    worker: TaskWorker,
    make: Callable[[], bytes],
    options: dict[str, object],
    title: str,
) -> None:
    job = sender.send(make(), papers.written(), formats=["text"], **options)

    work(storage, worker.do)

    bad, good = sender.show(job)["documents"]
    assert (bad["state"], bad["problem"]["title"]) == ("failed", title)
    assert good["state"] == "succeeded"


def test_a_signed_document_is_taken_where_that_is_wanted(
    sender: Sender, storage: Storage, worker: TaskWorker
) -> None:
    job = sender.send(papers.signed(), formats=["pdf"], signed="allow")

    work(storage, worker.do)

    (document,) = sender.show(job)["documents"]
    assert (document["state"], document["signature"]) == ("succeeded", "invalidated")


def test_a_page_that_cannot_be_read_fails_alone(
    sender: Sender, storage: Storage, worker: TaskWorker, readers: Readers
) -> None:
    readers.problems = [Problem(413, "Picture too large", "It has too many pixels.")]
    job = sender.send(papers.scan([["1"], ["2"]]), formats=["pdf"])

    work(storage, worker.do)

    told = sender.show(job)
    assert (told["state"], told["pages"]) == ("succeeded", {"total": 2, "done": 1, "failed": 1})


def test_a_busy_service_is_asked_again(
    sender: Sender, storage: Storage, worker: TaskWorker, readers: Readers
) -> None:
    readers.problems = [Problem(503, "Busy", "Try again.")] * 2
    job = sender.send(papers.scan(), formats=["text"])

    work(storage, worker.do)

    assert sender.show(job)["pages"] == {"total": 1, "done": 1, "failed": 0}


def test_a_page_that_takes_too_long_each_time_fails_in_the_end(
    sender: Sender,
    storage: Storage,
    worker: TaskWorker,
    readers: Readers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("image_api.jobs.tasks.leases.PAUSES", (timedelta(0), timedelta(0)))
    readers.problems = [Problem(504, "Too slow", "The picture was not read in time.")] * 9
    job = sender.send(papers.scan(), formats=["json"])

    work(storage, worker.do)

    assert (sender.show(job)["state"], len(readers.problems)) == ("failed", 6)
    page = sender.ask("GET", f"/{job}/documents/1/json?page=1").get_json()["pages"][0]
    assert page["problem"]["title"] == "Too slow"


def test_a_page_waits_for_a_service_that_is_away(
    sender: Sender,
    storage: Storage,
    worker: TaskWorker,
    readers: Readers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("document_worker.tasks._PATIENCE", 0)
    readers.problems = [Problem(502, "A service failed", "detection-api: ConnectError.")] * 9
    job = sender.send(papers.scan(), formats=["json"])

    work(storage, worker.do)

    assert sender.show(job)["pages"] == {"total": 1, "done": 1, "failed": 0}


def test_a_claim_whose_answer_was_lost_is_no_lost_task(
    sender: Sender, storage: Storage, worker: TaskWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim, lost = Storage.claim, [Away("ReadError"), Away("ReadError")]

    def claimed(self: Storage, task: Task, claimer: str) -> Claim | None:
        answer = claim(self, task, claimer)
        if lost:
            raise lost.pop()
        return answer

    monkeypatch.setattr(Storage, "claim", claimed)
    job = sender.send(papers.written(), formats=["text"])

    work(storage, worker.do)

    assert sender.show(job)["state"] == "succeeded"


def test_a_page_may_take_longer_than_its_lease(
    sender: Sender,
    storage: Storage,
    worker: TaskWorker,
    readers: Readers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = sender.send(papers.scan(), formats=["text"])
    opening = storage.next(["open"])
    assert opening
    worker.do(opening)
    monkeypatch.setitem(LEASE_SECONDS, "read", 1)
    until = time.monotonic() + 1.5

    def slowly(picture: bytes) -> tuple[Reading, Turn]:
        while time.monotonic() < until:
            assert storage.next(["read"]) is None, "somebody else gets it"
            time.sleep(0.1)
        return readers(picture)

    worker._reader = slowly
    page = storage.next(["read"])
    assert page
    worker.do(page)

    assert sender.show(job)["pages"] == {"total": 1, "done": 1, "failed": 0}


def test_a_result_is_offered_for_as_long_as_the_task_is_its_own(
    sender: Sender, storage: Storage, worker: TaskWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_result, away = Storage.put_result, [Away("status 503")]

    def put(self: Storage, task: Task, result: Result) -> bool:
        if away:
            raise away.pop()
        return put_result(self, task, result)

    monkeypatch.setattr("document_worker.tasks._PATIENCE", 0)
    monkeypatch.setattr(Storage, "put_result", put)
    job = sender.send(papers.written(), formats=["text"])

    work(storage, worker.do)

    assert sender.show(job)["state"] == "succeeded"


def test_a_bug_over_one_page_ends_that_page_and_not_the_worker(
    sender: Sender,
    storage: Storage,
    worker: TaskWorker,
    readers: Readers,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("image_api.jobs.tasks.leases.PAUSES", (timedelta(0), timedelta(0)))
    readers.problems = [RuntimeError("a bug")] * 3
    job = sender.send(papers.scan([["1"], ["2"]]), formats=["json"])

    work(storage, worker.do)

    assert sender.show(job)["pages"] == {"total": 2, "done": 1, "failed": 1}
    page = sender.ask("GET", f"/{job}/documents/1/json?page=1").get_json()["pages"][0]
    assert "a bug" in page["problem"]["detail"]


def test_a_finished_pdf_is_put_again_without_being_made_again(
    sender: Sender, storage: Storage, worker: TaskWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    refusals = [Away("status 503"), Away("status 503")]
    put_file = Storage.put_file

    def make(
        _copy: Path, pages: Iterator[object], target: Path, *_: object, **__: object
    ) -> object:
        assert len(list(pages)) == 1
        target.write_bytes(b"%PDF-1.7")
        made.append(target)
        return Assembly("2b")

    def refuse(self: Storage, task: Task, name: str, file: Path) -> bool:
        if refusals:
            raise refusals.pop()
        return put_file(self, task, name, file)

    monkeypatch.setattr("document_worker.tasks.assemble", make)
    monkeypatch.setattr(Storage, "put_file", refuse)
    job = sender.send(papers.written(), formats=["pdf"])

    work(storage, worker.do)

    assert sender.ask("GET", f"/{job}/documents/1/pdf").data == b"%PDF-1.7"
    assert len(made) == 1


def test_a_document_does_not_stay_with_the_worker(
    sender: Sender,
    storage: Storage,
    worker: TaskWorker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sender.send(papers.written(), formats=["text"])
    stopping = threading.Event()

    def rest() -> None:
        worker.rest()
        stopping.set()

    sources.poll(storage, ["open", "read"], worker.do, stopping, rest)
    assert list((tmp_path / "shelf").iterdir()), "another page of it may come"
    monkeypatch.setattr("document_worker.shelf._KEPT_SECONDS", -1)
    worker.rest()

    assert not list((tmp_path / "shelf").iterdir())


def test_told_to_stop_it_gives_the_page_back(
    sender: Sender, storage: Storage, worker: TaskWorker, readers: Readers
) -> None:
    job = sender.send(papers.scan(), formats=["text"])
    (opening,) = [storage.next(["open"])]
    assert opening
    worker.do(opening)
    readers.problems = [Problem(503, "Busy", "Try again.")] * 9
    worker._stopping.set()

    page = storage.next(["read"])
    assert page
    worker.do(page)

    assert sender.show(job)["pages"] == {"total": 1, "done": 0, "failed": 0}
    again = storage.next(["read"])
    assert again
    assert (again.page, again.attempt) == (1, page.attempt + 1)


def test_a_task_that_is_not_its_own_is_forgotten(
    sender: Sender, storage: Storage, worker: TaskWorker
) -> None:
    job = sender.send(papers.scan(), formats=["text"])
    task = storage.next(["open"])
    assert task

    worker.do(task.model_copy(update={"attempt": task.attempt + 1}))
    assert sender.show(job)["pages"]["total"] is None
    worker.do(task)
    worker.do(task)
    assert sender.show(job)["pages"]["total"] == 1


def test_a_message_that_no_task_can_be_is_let_go() -> None:
    far = TaskMessage(document="0" * 32, step="read", page=10**6, attempt=1)

    for body in (pack_task(far).body, b"{}", b"\xff"):
        sources._do(body, lambda _: pytest.fail("it is no task"))


def test_tasks_come_over_the_broker_and_survive_what_is_none(broker: RabbitMq) -> None:
    publisher = Publisher(broker.url, declare_task_queues)
    steps: list[tuple[Step, int]] = [("open", 0), ("read", 3), ("assemble", 0)]
    tasks = [
        TaskMessage(document="0" * 32, step=step, page=page, attempt=1) for step, page in steps
    ]
    nonsense = replace(pack_task(tasks[0]), body=b"{}", message_id="nonsense")
    publisher.send([nonsense, *map(pack_task, tasks)])
    publisher.close()
    came: list[Task] = []
    stopping = threading.Event()

    def do(task: Task) -> None:
        came.append(task)
        if len(came) == len(tasks):
            stopping.set()

    with ThreadPoolExecutor(2) as threads:
        for assembly in (False, True):
            threads.submit(sources.consume, broker.url, assembly=assembly, do=do, stopping=stopping)
        stopping.wait(60)
        stopping.set()

    assert sorted((task.step, task.page) for task in came) == [
        ("assemble", 0),
        ("open", 0),
        ("read", 3),
    ]
    assert broker.depth("pageQueue") == 0
