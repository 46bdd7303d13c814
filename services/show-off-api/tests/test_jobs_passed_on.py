"""Jobs through show-off-api, with a really started image-api behind it."""

import io
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from flask import Flask
from tests.jobs import PDF, PNG, Worker
from tests.servers.http_stand_in import FakeService, serving
from tests.servers.processes import serve_in_thread
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

from image_api.app import create_app as create_image_api
from image_api.settings import ImageApiSettings
from show_off_api.access.keys import make_key
from show_off_api.app import create_app
from show_off_api.settings import ShowOffApiSettings

SECRET, KEY = make_key("ada", per_minute=1000)
FORM = {"content_type": "multipart/form-data"}


def serve(app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    serve_in_thread(server)
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def image_api(sqlite_url: str, tmp_path: Path) -> Iterator[tuple[Flask, str]]:
    app = create_image_api(ImageApiSettings(database_url=sqlite_url, files_dir=tmp_path / "files"))
    for url in serve(app):
        yield app, url


def make_app(storage_url: str, folder: Path, keys: str = str(KEY)) -> Flask:
    settings = ShowOffApiSettings(
        storage_url=storage_url,
        outbox=folder / "outbox.db",
        amqp_url="",
        keys=keys,
        connect_seconds=1,
    )
    return create_app(settings)


@pytest.fixture
def client(image_api: tuple[Flask, str], tmp_path: Path) -> Iterator[httpx.Client]:
    """Over a real connection: what is streamed must stream."""
    for url in serve(make_app(image_api[1], tmp_path)):
        with httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {SECRET}"}, timeout=30
        ) as client:
            yield client


def test_a_job_is_sent_followed_and_fetched(
    client: httpx.Client, image_api: tuple[Flask, str]
) -> None:
    files = [("file", ("report.pdf", PDF)), ("file", ("receipt.png", PNG))]
    sent = client.post("/jobs", files=files, headers={"Idempotency-Key": "k"})
    assert (sent.status_code, sent.headers["Retry-After"]) == (202, "2")
    place = sent.headers["Location"]
    tag = client.get(place).headers["ETag"]
    assert client.get(f"{place}?wait=1", headers={"If-None-Match": tag}).status_code == 304
    assert client.get(f"{place}/documents/1/text").status_code == 409

    with client.stream("GET", f"{place}/events") as events:
        told = events.iter_text()
        assert "retry: 1000" in next(told), "told while the rest is still to come"
        Worker(image_api[0].test_client()).work()
        assert "event: finished" in "".join(told)

    text = client.get(f"{place}/documents/1/text")
    assert text.text == "page 1\fpage 2\fpage 3"
    part = client.get(f"{place}/documents/1/pdf", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"%PDF")
    again = client.post("/jobs", files=files, headers={"Idempotency-Key": "k"})
    assert again.json()["id"] == sent.json()["id"]
    assert [job["id"] for job in client.get("/jobs?limit=1").json()["jobs"]] == [sent.json()["id"]]
    assert client.post(f"{place}/cancel").status_code == 409
    assert client.delete(place).status_code == 204
    assert client.get(place).status_code == 404


def test_a_job_is_its_keys(client: httpx.Client, image_api: tuple[Flask, str]) -> None:
    job_id = client.post("/jobs", files={"file": PDF}).json()["id"]
    inner = image_api[0].test_client()

    claimed = client.get(f"/jobs/{job_id}", headers={"Job-Owner": "bob"})

    assert claimed.status_code == 200, "whose it is, the key tells, not the client"
    path = f"/api/jobs/{job_id}"
    assert inner.get(path, headers={"Job-Owner": "ada"}).status_code == 200
    assert inner.get(path, headers={"Job-Owner": "bob"}).status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/jobs/.."),
        ("GET", "/jobs/../documents/1/file"),
        ("GET", "/jobs/%2e%2e/documents/1/file"),
        ("DELETE", "/jobs/x"),
        ("GET", "/jobs/" + "0" * 32 + "/documents/%2e%2e/text"),
    ],
)
def test_nothing_but_an_id_becomes_part_of_an_address(
    client: httpx.Client, method: str, path: str
) -> None:
    # By hand: httpx would make the address another one.
    host, port = client.base_url.host, client.base_url.port
    assert port is not None
    head = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {SECRET}\r\n"
    with socket.create_connection((host, port)) as connection:
        connection.sendall(f"{head}Connection: close\r\n\r\n".encode())
        assert connection.makefile("rb").readline().split()[1] == b"404"


def test_an_upload_without_an_end_is_refused(
    client: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("show_off_api.routes.passing_on.MOST_REQUEST_BYTES", 2**20)

    def too_much() -> Iterator[bytes]:
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n%PDF-'
        for _ in range(20):
            yield b"\0" * 2**16

    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    refused = client.post("/jobs", content=too_much(), headers=headers)

    kind = refused.headers["Content-Type"]
    assert (refused.status_code, kind) == (413, "application/problem+json")
    assert "1 MiB" in refused.json()["detail"]


def test_what_image_api_refuses_is_told_in_its_words(client: httpx.Client) -> None:
    refused = client.post("/jobs", files={"file": b"hello"})

    assert (refused.status_code, refused.json()["title"]) == (415, "Type not read")
    assert client.get("/jobs?limit=0").status_code == 422


def test_an_image_api_that_is_away_is_said_so(tmp_path: Path) -> None:
    client = make_app("http://127.0.0.1:1", tmp_path, keys="").test_client()
    parts = {"file": (io.BytesIO(PDF), "a.pdf")}

    for answer in (client.get("/jobs"), client.post("/jobs", data=parts, **FORM)):
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_what_is_not_image_apis_own_answer_is_passed_on_by_nobody(tmp_path: Path) -> None:
    with serving(FakeService(lambda _: Response("<h1>proxy</h1>", 403))) as proxy:
        client = make_app(proxy.url, tmp_path, keys="").test_client()

        assert client.get("/jobs").status_code == 502


def test_a_key_may_send_so_many_jobs_a_minute(image_api: tuple[Flask, str], tmp_path: Path) -> None:
    secret, key = make_key("slow", per_minute=1)
    client = make_app(image_api[1], tmp_path, str(key)).test_client()
    headers = {"Authorization": f"Bearer {secret}"}

    def post() -> int:
        parts = {"file": (io.BytesIO(PDF), "a.pdf")}
        return client.post("/jobs", data=parts, headers=headers, **FORM).status_code

    assert [post(), post()] == [202, 429]
    assert client.get("/jobs", headers=headers).status_code == 200
