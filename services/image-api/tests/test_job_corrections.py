"""Pages of documents, corrected: what is said last counts, in every format, until the job goes."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from tests.jobs import PDF, Sender, Worker
from werkzeug.test import TestResponse

from image_api.app import create_app
from image_api.database import Database
from image_api.jobs.tables import PageCorrectionRow
from image_api.settings import ImageApiSettings

PLACE = [[0, 30], [90, 30], [90, 50], [0, 50]]


both = pytest.mark.parametrize("database_url", ["sqlite", "postgres"], indirect=True)


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """Of SQLite, where a test does not care."""
    url: str = request.getfixturevalue(f"{getattr(request, 'param', 'sqlite')}_url")
    return url


@pytest.fixture
def client(database_url: str, tmp_path: Path) -> FlaskClient:
    settings = ImageApiSettings(database_url=database_url, files_dir=tmp_path / "pictures")
    return create_app(settings).test_client()


@pytest.fixture
def sender(client: FlaskClient) -> Sender:
    return Sender(client, "ada")


@pytest.fixture
def worker(client: FlaskClient) -> Worker:
    return Worker(client, pages=2)


@pytest.fixture
def job(sender: Sender, worker: Worker) -> str:
    """A job whose document of two pages is read."""
    job_id = sender.send(PDF, names=["report.pdf"])
    worker.work()
    return job_id


def correct(sender: Sender, job: str, *lines: dict[str, Any], page: str = "1") -> TestResponse:
    address = f"/{job}/documents/1/pages/{page}/lines"
    return sender.ask("PUT", address, json={"lines": list(lines)})


def said(text: str, number: int | None = 0, **more: object) -> dict[str, Any]:
    return {"ord_num": number, "text": text, **more}


def get(sender: Sender, job: str, what: str) -> TestResponse:
    return sender.ask("GET", f"/{job}/documents/1/{what}")


def first_page(sender: Sender, job: str) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = get(sender, job, "json?page=1").get_json()["pages"][0]["lines"]
    return lines


@both
def test_what_is_said_last_counts_in_every_format(sender: Sender, job: str) -> None:
    before = get(sender, job, "text")
    for text in ("Page one", "Page 1!"):
        assert (
            correct(sender, job, said(text), said("Added", None, points=PLACE)).status_code == 204
        )

    known = {"If-None-Match": before.headers["ETag"]}
    after = sender.ask("GET", f"/{job}/documents/1/text", known)
    assert (after.status_code, after.get_data(as_text=True)) == (200, "Page 1!\nAdded\fpage 2")
    assert 'CONTENT="1!"' in get(sender, job, "alto").get_data(as_text=True)


def test_a_line_keeps_its_words_while_it_says_what_was_read(sender: Sender, job: str) -> None:
    (read,) = first_page(sender, job)
    correct(sender, job, said("Added", None, points=PLACE), said("page 1", points=PLACE))
    added, moved = first_page(sender, job)
    assert (added["text"], added["confidence"], "ord_num" in added) == ("Added", None, False)
    assert (moved["confidence"], moved["points"], moved["ord_num"]) == (0.9, PLACE, 0)

    correct(sender, job, said("page one"))
    (line,) = first_page(sender, job)
    assert (line["confidence"], line["points"], line["ord_num"]) == (None, read["points"], 0)

    correct(sender, job)
    assert first_page(sender, job) == []
    correct(sender, job, said("page 1"))
    assert first_page(sender, job) == [read]


def test_a_line_that_stands_nowhere_is_put_where_the_one_before_it_is(
    sender: Sender, job: str
) -> None:
    correct(sender, job, said("On top", None), said("page 1"), said("Note", None))

    top, read, note = first_page(sender, job)
    assert top["points"] == [[0, 0], [100, 0], [100, 50], [0, 50]]
    assert note["points"] == read["points"]


@both
def test_the_pdf_is_made_anew_when_it_is_asked_for(
    sender: Sender, worker: Worker, job: str
) -> None:
    assert get(sender, job, "pdf").status_code == 200
    correct(sender, job, said("Page one"))

    for _ in range(2):
        early = get(sender, job, "pdf")
        assert (early.status_code, early.headers["Retry-After"]) == (409, "2")
    assert get(sender, job, "text").status_code == 200, "only the PDF waits"
    task = worker.next()
    assert task is not None
    assert task["step"] == "assemble"
    assert worker.claim(task, claimer="a" * 32).status_code == 200
    page = worker.client.get(f"/api/documents/{task['document']}/pages/1").get_json()
    assert [line["text"] for line in page["lines"]] == ["Page one"]
    correct(sender, job, said("Page 1!"))  # too late for this one
    assert worker.claim(task, claimer="a" * 32).status_code == 200, "which takes its time"
    worker.finish(task)

    assert get(sender, job, "pdf").status_code == 409
    assert worker.work() == 1
    assert get(sender, job, "pdf").status_code == 200
    assert sender.show(job)["state"] == "succeeded"
    assert worker.work() == 0, "it is made once"


def test_a_pdf_without_what_was_corrected_is_not_handed_out(
    sender: Sender, worker: Worker, job: str
) -> None:
    correct(sender, job, said("Page one"))
    get(sender, job, "pdf")
    task = worker.next()
    assert task is not None
    worker.claim(task)
    worker.finish(task, problem="No room")

    refused = get(sender, job, "pdf")
    assert (refused.status_code, "No room" in refused.get_json()["detail"]) == (404, True)
    correct(sender, job, said("Page 1!"))
    assert get(sender, job, "pdf").status_code == 409
    worker.work()
    assert get(sender, job, "pdf").status_code == 200


def test_a_page_may_be_corrected_before_the_document_is_ready(
    sender: Sender, worker: Worker
) -> None:
    job = sender.send(PDF)
    assert correct(sender, job, said("x")).status_code == 404, "nobody knows of a page yet"
    task = worker.next()
    assert task is not None
    worker.claim(task)
    worker.finish(task)
    early = correct(sender, job, said("x"))
    assert (early.status_code, early.headers["Retry-After"]) == (409, "2")
    worker.work()
    assert correct(sender, job, said("x")).status_code == 204


@pytest.mark.parametrize(
    ("page", "lines", "status"),
    [
        ("3", [said("x")], 404),
        ("x", [said("x")], 404),
        ("1", [said("x"), said("y")], 422),
        ("1", [said("x", points=[[0, 0]])], 422),
        ("1", [said("x", points=[[1e6, 0], [1, 0], [1, 1], [0, 1]])], 422),
        ("1", [said("a\0b")], 422),
        ("1", [{"ord_num": 0}], 422),
    ],
)
def test_what_makes_no_correction_is_refused(
    sender: Sender, job: str, page: str, lines: list[dict[str, Any]], status: int
) -> None:
    assert correct(sender, job, *lines, page=page).status_code == status
    assert [line["text"] for line in first_page(sender, job)] == ["page 1"]


@both
def test_corrections_are_of_who_sent_the_job_and_go_with_it(
    sender: Sender, client: FlaskClient, job: str, database_url: str
) -> None:
    assert correct(Sender(client, "bob"), job, said("x")).status_code == 404
    correct(sender, job, said("x"))
    assert sender.ask("DELETE", f"/{job}").status_code == 204

    with Database(database_url).transaction() as session:
        assert session.scalar(select(func.count()).select_from(PageCorrectionRow)) == 0
    assert correct(sender, job, said("x")).status_code == 404
