import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update
from tests.jobs import PDF, PNG, Sender, Worker
from tests.storage import Storage

from image_api.app import create_app, sweep
from image_api.database import Database
from image_api.jobs.expiry import JobExpiry
from image_api.jobs.files import JobFiles
from image_api.jobs.intake.register import NewJob, Register
from image_api.jobs.tables import JobRow
from image_api.settings import ImageApiSettings
from showoff_common.messaging.events import Unavailable, new_image_id, now

both = pytest.mark.parametrize("kind", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def kind(request: pytest.FixtureRequest) -> str:
    """Of the database: SQLite, where a test does not care."""
    return getattr(request, "param", "sqlite")


@pytest.fixture
def database_url(request: pytest.FixtureRequest, kind: str) -> str:
    url: str = request.getfixturevalue(f"{kind}_url")
    return url


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> ImageApiSettings:
    return ImageApiSettings(database_url=database_url, files_dir=tmp_path / "pictures", jobs_open=5)


@pytest.fixture
def client(settings: ImageApiSettings) -> FlaskClient:
    return create_app(settings).test_client()


@pytest.fixture
def sender(client: FlaskClient) -> Sender:
    return Sender(client, "ada")


@pytest.fixture
def worker(client: FlaskClient) -> Worker:
    return Worker(client)


def files_of(settings: ImageApiSettings) -> list[str]:
    """What lies on disk, drafts included."""
    return sorted(str(it) for it in settings.files_dir.rglob("*") if it.is_file())


@both
def test_a_job_goes_from_its_files_to_its_results(sender: Sender, worker: Worker) -> None:
    answer = sender.post(PDF, PNG, names=["report.pdf", "../../receipt.png"])

    job = answer.get_json()
    assert (answer.status_code, answer.headers["Location"]) == (202, f"/jobs/{job['id']}")
    assert answer.headers.getlist("Retry-After") == ["2"]
    assert (job["state"], job["pages"]["total"], job["trace_id"]) == (
        "waiting",
        None,
        answer.headers["X-Trace-Id"],
    )
    named = [(it["name"], it["media_type"]) for it in job["documents"]]
    assert named == [("report.pdf", "application/pdf"), ("receipt.png", "image/png")]

    assert worker.work() == 1 + 3 + 1 + 2, "opened one, read four pages, assembled two"

    job = sender.show(job["id"])
    assert (job["state"], job["pages"]) == ("succeeded", {"total": 4, "done": 4, "failed": 0})
    assert [it["pdfa"] for it in job["documents"]] == ["2b", "2b"]
    text = sender.ask("GET", f"/{job['id']}/documents/1/text")
    assert text.get_data(as_text=True) == "page 1\fpage 2\fpage 3"
    assert text.headers["Content-Disposition"] == "attachment; filename=report.txt"
    pdf = sender.ask("GET", f"/{job['id']}/documents/2/pdf")
    assert (pdf.data, pdf.content_type) == (b"%PDF-1.7 made", "application/pdf")
    assert pdf.headers["Content-Disposition"] == "attachment; filename=receipt.pdf"
    for result in (text, pdf):
        known = {"If-None-Match": result.headers["ETag"]}
        assert sender.ask("GET", result.request.path[9:], known).status_code == 304


def test_results_can_be_had_when_there_are_any(sender: Sender, worker: Worker) -> None:
    job_id = sender.send(PDF, formats=["text"])

    early = sender.ask("GET", f"/{job_id}/documents/1/text")
    assert (early.status_code, early.headers["Retry-After"]) == (409, "2")
    for path in ("2/text", "1/pdf", "1/nothing", "x/text"):
        assert sender.ask("GET", f"/{job_id}/documents/{path}").status_code == 404
    assert worker.work() == 1 + 3, "nothing was to be assembled"
    assert sender.ask("GET", f"/{job_id}/documents/1/text").status_code == 200


def test_a_page_can_be_had_as_soon_as_it_is_read(sender: Sender, worker: Worker) -> None:
    job_id = sender.send(PDF, pages="1-2", formats=["json", "pdf"])
    first, second = (f"/{job_id}/documents/1/json?page={number}" for number in (1, 2))
    assert sender.ask("GET", first).status_code == 409, "it is not opened yet"
    for _ in range(2):  # opened, read
        task = worker.next()
        assert task is not None
        worker.claim(task)
        worker.finish(task)

    page = sender.ask("GET", first)
    assert [it["text"] for it in page.get_json()["pages"]] == ["page 1"]
    again = sender.ask("GET", first, {"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    early = sender.ask("GET", second)
    assert (early.status_code, early.headers["Retry-After"]) == (409, "2")
    for path in ("1/json?page=3", "1/text?page=1", "1/pdf?page=1"):
        assert sender.ask("GET", f"/{job_id}/documents/{path}").status_code == 404
    assert sender.ask("GET", f"/{job_id}/documents/1/json?page=0").status_code == 422


def test_only_the_wanted_pages_are_read(sender: Sender, worker: Worker) -> None:
    job_id = sender.send(PDF, pages="3,1-2,2,9", formats=["text"])
    none = sender.send(PDF, pages="7", formats=["text"])
    worker.pages = 4

    worker.work()

    assert sender.show(job_id)["pages"] == {"total": 3, "done": 3, "failed": 0}
    assert sender.show(none)["problem"]["title"] == "No such pages"


def test_a_page_that_fails_is_said_and_fails_nothing_else(sender: Sender, worker: Worker) -> None:
    job_id = sender.send(PDF, formats=["text"])
    for _ in range(4):
        task = worker.next()
        assert task is not None
        worker.claim(task)
        worker.finish(task, "Too large" if task["page"] == 2 else None)

    job = sender.show(job_id)
    assert (job["state"], job["pages"]) == ("succeeded", {"total": 3, "done": 2, "failed": 1})
    page = worker.client.get(f"/api/documents/{job['documents'][0]['id']}/pages/2").get_json()
    assert (page["source"], page["problem"]["title"]) == ("failed", "Too large")


def test_a_job_from_before_there_was_an_option_is_read_by_its_default(
    sender: Sender, worker: Worker, settings: ImageApiSettings
) -> None:
    sender.send(PNG)
    with Database(settings.database_url).transaction() as session:
        job = session.scalars(select(JobRow)).one()
        job.options = {name: it for name, it in job.options.items() if name != "signed"}

    task = worker.next()

    assert task is not None
    assert worker.claim(task).get_json()["options"]["signed"] == "refuse"


def test_a_claim_is_answered_again_to_who_made_it(sender: Sender, worker: Worker) -> None:
    """As often as the answer is lost; to others, and to those who are nobody, never."""
    sender.send(PNG)
    task = worker.next()
    assert task is not None
    first = worker.claim(task, claimer="a" * 32)

    assert worker.claim(task, claimer="a" * 32).get_json() == first.get_json()
    assert [worker.claim(task, claimer).status_code for claimer in ("b" * 32, None)] == [409, 409]
    worker.finish(task)
    assert worker.claim(task, claimer="a" * 32).status_code == 409, "it is done"


def test_a_document_that_cannot_be_opened_fails_with_its_reason(
    sender: Sender, worker: Worker
) -> None:
    job_id = sender.send(PDF)
    task = worker.next()
    assert task is not None
    worker.claim(task)
    worker.finish(task, "Document is locked")

    job = sender.show(job_id)
    assert (job["state"], job["problem"]["title"]) == ("failed", "Document is locked")
    result = sender.ask("GET", f"/{job_id}/documents/1/text")
    assert (result.status_code, "Document is locked" in result.text) == (404, True)


def test_jobs_are_their_owners_alone(sender: Sender, client: FlaskClient) -> None:
    job_id, other = sender.send(PDF), Sender(client, "bob")

    for method, path in (("GET", ""), ("POST", "/cancel"), ("GET", "/documents/1/text")):
        assert other.ask(method, f"/{job_id}{path}").status_code == 404
    assert other.ask("DELETE", f"/{job_id}").status_code == 204
    assert other.ask("GET", "").get_json()["jobs"] == []
    assert sender.show(job_id)["state"] == "waiting"


@both
def test_jobs_are_paged_newest_first_and_by_state(sender: Sender, worker: Worker) -> None:
    done = sender.send(PNG)
    worker.work()
    ids = [done, *(sender.send(PNG) for _ in range(3))]

    seen: list[str] = []
    before: str | None = ""
    while before is not None:
        page = sender.ask("GET", f"?limit=2{before and '&before='}{before}").get_json()
        seen += [job["id"] for job in page["jobs"]]
        before = page["next"]

    assert seen == ids[::-1]
    finished = sender.ask("GET", "?state=succeeded").get_json()["jobs"]
    assert [job["id"] for job in finished] == [done]
    assert sender.ask("GET", "?state=lost").status_code == 422


@both
def test_a_job_sent_again_with_its_key_is_the_same(
    sender: Sender, client: FlaskClient, settings: ImageApiSettings
) -> None:
    first = sender.send(PDF, key="k")
    kept = files_of(settings)

    assert sender.send(PDF, key="k") == first
    for other in (sender.post(PNG, key="k"), sender.post(PDF, key="k", formats=["text"])):
        assert (other.status_code, other.get_json()["title"]) == (
            422,
            "Idempotency-Key used before",
        )
    assert files_of(settings) == kept, "what was not wanted is gone"
    assert Sender(client, "bob").send(PDF, key="k") != first
    assert sender.send(PDF) != first
    assert sender.post(PDF, key="ä").status_code == 422


def test_the_key_of_an_expired_job_is_free_again(
    sender: Sender, settings: ImageApiSettings
) -> None:
    first = sender.send(PNG, key="k")
    over = update(JobRow).values(expires=now() - timedelta(seconds=1))
    with Database(settings.database_url).transaction() as session:
        session.execute(over)

    again = sender.send(PNG, key="k")

    assert again != first
    assert sender.send(PNG, key="k") == again


@pytest.mark.parametrize("seconds", [10**15, 10**400], ids=["long", "longer"])
def test_nothing_is_kept_longer_than_the_server_keeps_anything(
    sender: Sender, settings: ImageApiSettings, seconds: int
) -> None:
    job = sender.show(sender.send(PNG, expires_in=seconds))

    created, expires = (datetime.fromisoformat(job[it]) for it in ("created", "expires"))
    assert expires - created == timedelta(days=settings.retention_days)


def test_a_finished_pdf_outlives_what_comes_late(
    sender: Sender, worker: Worker, settings: ImageApiSettings
) -> None:
    job_id = sender.send(PNG, formats=["pdf"])
    reading = worker.next("read")
    assert reading is not None
    worker.claim(reading)
    worker.finish(reading)
    task = worker.next("assemble")
    assert task is not None
    worker.claim(task)
    worker.put_pdf(task, b"%PDF-1.7 whose answer was lost")
    worker.finish(task)

    assert worker.put_pdf(task, b"%PDF-1.7 late").status_code == 409

    assert sender.ask("GET", f"/{job_id}/documents/1/pdf").data == b"%PDF-1.7 made"
    assert len(files_of(settings)) == 2, "what was sent, and what was made of it"


def test_what_is_gone_from_the_disk_is_not_there(
    sender: Sender, worker: Worker, settings: ImageApiSettings
) -> None:
    job_id = sender.send(PNG, formats=["pdf"])
    worker.work()
    for file in files_of(settings):
        Path(file).unlink()

    answer = sender.ask("GET", f"/{job_id}/documents/1/pdf")

    assert (answer.status_code, answer.get_json()["title"]) == (404, "No file")


def test_a_job_whose_commit_was_not_heard_of_keeps_its_files(
    sender: Sender, worker: Worker, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = Register.add

    def lose_the_answer(self: Register, job: NewJob) -> str:
        add(self, job)
        raise Unavailable("the connection was lost over COMMIT")

    with monkeypatch.context() as lost:
        lost.setattr(Register, "add", lose_the_answer)
        assert sender.post(PDF, key="k").status_code == 503

    again = sender.send(PDF, key="k")
    assert [job["id"] for job in sender.ask("GET", "").get_json()["jobs"]] == [again]
    task = worker.next()
    assert task is not None
    assert client.get(f"/api/documents/{task['document']}/file").data == PDF


@both
def test_of_the_same_job_sent_at_the_same_time_one_is_made(
    sender: Sender, settings: ImageApiSettings
) -> None:
    with ThreadPoolExecutor(4) as pool:
        ids = list(pool.map(lambda _: sender.send(PDF, key="k"), range(4)))

    assert len(set(ids)) == 1
    assert len(files_of(settings)) == 1


def test_too_much_of_one_owner_has_to_wait(sender: Sender, client: FlaskClient) -> None:
    for _ in range(5):
        sender.send(PNG)

    refused = sender.post(PNG)

    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert Sender(client, "bob").post(PNG).status_code == 202


@pytest.mark.parametrize(
    ("files", "options", "status"),
    [
        ([b"hello"], {}, 415),
        ([b""], {}, 400),
        ([PNG + b"\0" * 11 * 2**20], {}, 413),
        ([PNG] * 101, {}, 413),
        ([PDF], {"formats": ["docx"]}, 422),
        ([PDF], {"formats": []}, 422),
        ([PDF], {"pages": "1-"}, 422),
        ([PDF], {"dpi": 9}, 422),
        ([PDF], {"unknown": 1}, 422),
        ([PDF], {"expires_in": 1}, 422),
        ([PDF], {"pages": "1," * 40_000 + "1"}, 422),
        ([PDF], {"webhook": {"url": "https://example.com/hook"}}, 422),
        ([], {}, 422),
    ],
)
def test_what_makes_no_job_is_refused_and_leaves_nothing(
    sender: Sender,
    settings: ImageApiSettings,
    files: list[bytes],
    options: dict[str, Any],
    status: int,
) -> None:
    answer = sender.post(*files, **options)

    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert files_of(settings) == []


def test_a_document_of_a_megabyte_is_taken_beside_its_options(sender: Sender) -> None:
    answer = sender.post(PDF + random.Random(0).randbytes(2**20), formats=["text"])

    assert answer.status_code == 202


@pytest.mark.parametrize(
    ("body", "media_type", "status"),
    [
        (b"{}", "application/json", 415),
        (b"x", "multipart/form-data", 415),
        (b"--b\r\nnonsense", "multipart/form-data; boundary=b", 400),
        (b"", "multipart/form-data; boundary=b", 422),
    ],
)
def test_a_body_that_is_no_form_is_refused(
    sender: Sender, body: bytes, media_type: str, status: int
) -> None:
    assert sender.ask("POST", "", data=body, content_type=media_type).status_code == status


def test_metadata_of_a_picture_is_gone_before_it_is_kept(
    sender: Sender, client: FlaskClient
) -> None:
    comment = b"\xff\xfe\x00\x0aMy house"
    jpeg = b"\xff\xd8" + comment + b"\xff\xd9"
    job = sender.show(sender.send(jpeg))

    kept = client.get(f"/api/documents/{job['documents'][0]['id']}/file")

    assert (kept.data, kept.content_type) == (b"\xff\xd8\xff\xd9", "image/jpeg")


@both
def test_a_cancelled_job_is_finished_by_nobody(sender: Sender, worker: Worker) -> None:
    job_id = sender.send(PDF, PNG)
    running, waiting = worker.next(), worker.next()
    assert running is not None
    assert waiting is not None
    worker.claim(running)

    cancelled = sender.ask("POST", f"/{job_id}/cancel")

    assert (cancelled.status_code, cancelled.get_json()["state"]) == (202, "cancelled")
    assert worker.finish(running).status_code == 409
    assert worker.claim(waiting).status_code == 409
    assert worker.next() is None
    assert sender.ask("POST", f"/{job_id}/cancel").status_code == 409
    assert {it["state"] for it in sender.show(job_id)["documents"]} == {"cancelled"}


@both
def test_a_deleted_job_is_gone_with_its_files(
    sender: Sender, worker: Worker, settings: ImageApiSettings
) -> None:
    job_id = sender.send(PDF)
    task = worker.next()
    assert task is not None

    for _ in range(2):
        assert sender.ask("DELETE", f"/{job_id}").status_code == 204

    assert files_of(settings) == []
    assert sender.ask("GET", f"/{job_id}").status_code == 404
    assert worker.claim(task).status_code == 409
    assert worker.client.get(f"/api/documents/{task['document']}/file").status_code == 404


@both
def test_an_expired_job_is_gone_and_remembered(
    sender: Sender, worker: Worker, settings: ImageApiSettings
) -> None:
    job_id, kept = sender.send(PNG, expires_in=60), sender.send(PNG)
    worker.work()
    expiry = JobExpiry(Database(settings.database_url), JobFiles(settings.files_dir))

    assert expiry.sweep(now() + timedelta(seconds=61)) == 1

    assert sender.ask("GET", f"/{job_id}").status_code == 410
    assert sender.ask("GET", f"/{job_id}/documents/1/text").status_code == 410
    assert sender.show(kept)["state"] == "succeeded"
    assert not list((settings.files_dir / "jobs").glob(job_id))
    assert expiry.sweep(now() + timedelta(days=31)) == 1
    assert sender.ask("GET", f"/{job_id}").status_code == 404, "forgotten, in the end"
    assert files_of(settings) == []


def test_retention_takes_jobs_and_folders_without_one(
    sender: Sender, settings: ImageApiSettings
) -> None:
    sender.send(PNG)
    orphan = settings.files_dir / "jobs" / new_image_id()
    orphan.mkdir(parents=True)
    (orphan / "file").write_bytes(b"x")
    expiry = JobExpiry(Database(settings.database_url), JobFiles(settings.files_dir))

    assert sweep(settings, Database(settings.database_url)).jobs == 0
    assert orphan.is_dir(), "a job may be on its way"
    expiry.sweep(now() + timedelta(days=2))

    assert not orphan.exists()
    assert len(files_of(settings)) == 1


def test_a_full_disk_keeps_nothing_of_a_job(
    sender: Sender, settings: ImageApiSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    refused = sender.post(PDF, PNG)

    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert files_of(settings) == []


def test_a_lost_database_keeps_nothing_of_a_job(tmp_path: Path) -> None:
    settings = ImageApiSettings(
        database_url="postgresql://nobody@127.0.0.1:1/none", files_dir=tmp_path
    )
    sender = Sender(create_app(settings).test_client())

    for answer in (sender.post(PDF), sender.ask("GET", ""), sender.ask("GET", f"/{'0' * 32}")):
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_whoever_waits_is_told_of_the_change(sender: Sender, worker: Worker) -> None:
    job_id = sender.send(PNG)
    tag = sender.ask("GET", f"/{job_id}").headers["ETag"]
    same = {"If-None-Match": tag}

    assert sender.ask("GET", f"/{job_id}?wait=1", same).status_code == 304
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(sender.ask, "GET", f"/{job_id}?wait=25", same)
        worker.work()
        changed = waiting.result(20)
    assert changed.status_code == 200
    assert changed.get_json()["state"] != "waiting"
    finished = sender.ask("GET", f"/{job_id}")
    at_once = sender.ask("GET", f"/{job_id}?wait=25", {"If-None-Match": finished.headers["ETag"]})
    assert at_once.status_code == 304, "a finished job changes no more"


def test_events_tell_each_change_until_the_end(sender: Sender, worker: Worker) -> None:
    job_id = sender.send(PNG)
    stream = sender.ask("GET", f"/{job_id}/events")
    assert stream.content_type == "text/event-stream"
    assert stream.headers["X-Accel-Buffering"] == "no"
    told = stream.iter_encoded()
    assert next(told) == b"retry: 1000\n\n"
    first = next(told).decode()
    assert "event: progress\n" in first

    worker.work()
    *_, last = list(told)

    assert b"event: finished\n" in last
    data = json.loads(last.decode().split("data: ")[1])
    assert data == sender.show(job_id)
    known = {"Last-Event-ID": str(data["version"])}
    again = sender.ask("GET", f"/{job_id}/events", known).get_data()
    assert again == b"retry: 1000\n\n", "who knows all is told nothing twice"


def test_so_many_may_listen(sender: Sender, settings: ImageApiSettings) -> None:
    job_id = sender.send(PNG)
    streams = [sender.ask("GET", f"/{job_id}/events") for _ in range(settings.job_listeners)]

    refused = sender.ask("GET", f"/{job_id}/events")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
    for stream in streams:
        stream.close()
    again = sender.ask("GET", f"/{job_id}/events")
    assert again.status_code == 200
    again.close()


def test_who_is_refused_takes_no_place_from_those_who_listen(
    sender: Sender, settings: ImageApiSettings
) -> None:
    events = f"/{sender.send(PNG)}/events"

    for _ in range(settings.job_listeners):
        assert sender.ask("GET", events, {"X-Request-Timeout-Ms": "soon"}).status_code == 400

    stream = sender.ask("GET", events)
    assert stream.status_code == 200
    stream.close()


@both
def test_the_metrics_tell_how_jobs_stand(
    sender: Sender, worker: Worker, client: FlaskClient
) -> None:
    sender.send(PNG, formats=["text"])
    worker.work()
    sender.send(PDF, priority="low")

    told = client.get("/metrics").get_data(as_text=True)

    assert 'showoff_jobs{state="succeeded"} 1.0' in told
    assert 'showoff_jobs{state="waiting"} 1.0' in told
    assert 'showoff_tasks_waiting{priority="low"} 1.0' in told
    assert client.get("/api/backlog").get_json()["pages"] == 1


def test_pictures_and_jobs_share_a_disk_without_touching_each_other(
    sender: Sender, settings: ImageApiSettings, storage: Storage
) -> None:
    sender.send(PNG)

    assert storage.files.days() == []
    assert sweep(settings, storage.database).orphans == 0
    assert len(files_of(settings)) == 1
