"""The history and corrections, over a really started image-api and without a broker between."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from flask.testing import FlaskClient
from tests.events import read, taken
from tests.servers.processes import wait_until
from tests.storage import Storage
from werkzeug.serving import make_server

from image_api.app import create_app as create_image_api
from image_api.database import Database
from image_api.files import PictureFiles
from image_api.settings import ImageApiSettings
from show_off_api.outbox.relay import HandOver, Relay
from show_off_api.outbox.store import Outbox, OutboxLimits
from show_off_api.routes import correct, images
from show_off_api.settings import BffSettings
from show_off_api.upstream.storage import HistoryService
from showoff_common.messaging.events import (
    new_image_id,
)
from showoff_common.web.app import create_app


@pytest.fixture
def storage(sqlite_url: str, tmp_path: Path) -> Storage:
    return Storage(Database(sqlite_url), PictureFiles(tmp_path / "pictures"))


@pytest.fixture
def client(storage: Storage, sqlite_url: str, tmp_path: Path) -> Iterator[FlaskClient]:
    settings = ImageApiSettings(database_url=sqlite_url, files_dir=storage.files.root)
    server = make_server("127.0.0.1", 0, create_image_api(settings), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    with make_client(f"http://127.0.0.1:{server.server_port}", storage, tmp_path) as client:
        yield client
    server.shutdown()


def make_client(url: str, storage: Storage, folder: Path) -> FlaskClient:
    app = create_app("show-off-api", BffSettings(), ready=dict)
    outbox = Outbox(folder / "outbox.db", OutboxLimits(free=0))
    Relay(outbox, HandOver(storage.keeper.keep)).start()
    app.register_blueprint(images.create_blueprint(HistoryService(url, connect_seconds=2)))
    app.register_blueprint(correct.create_blueprint(outbox))
    return app.test_client()


def test_what_is_kept_is_listed_shown_and_deleted(client: FlaskClient, storage: Storage) -> None:
    picture = taken(data=b"the picture")
    storage.keep(picture, read(picture.image_id, "text"))
    path = f"/images/{picture.image_id}"

    assert [one["id"] for one in client.get("/images").get_json()["images"]] == [picture.image_id]
    assert client.get(path).get_json()["lines"][0]["text"] == "text"
    file = client.get(f"{path}/file")
    assert (file.data, file.content_type) == (b"the picture", "image/png")
    known = {"If-None-Match": file.headers["ETag"]}
    assert client.get(f"{path}/file", headers=known).status_code == 304
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


def test_a_correction_is_accepted_and_then_kept(client: FlaskClient, storage: Storage) -> None:
    picture = taken()
    storage.keep(picture, read(picture.image_id, "tvvo"))

    answer = client.post(
        "/correct-text",
        json={"id": picture.image_id, "text": "two", "lines": [{"ord_num": 0, "text": "two"}]},
    )

    assert (answer.status_code, answer.get_json()) == (202, {"id": picture.image_id})
    path = f"/images/{picture.image_id}"
    wait_until(lambda: client.get(path).get_json()["lines"][0]["text"] == "two")


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"id": "../etc/passwd", "text": "x"},
        {"id": new_image_id()},
        {"id": new_image_id(), "text": "a\0b"},
        {"id": new_image_id(), "text": "x" * 100_001},
        {"id": new_image_id(), "text": "x", "lines": [{"ord_num": -1, "text": "x"}]},
        {"id": new_image_id(), "text": "x", "lines": [{"ord_num": 2**31, "text": "x"}]},
    ],
)
def test_a_correction_that_could_not_be_kept_is_refused(
    client: FlaskClient, body: dict[str, object]
) -> None:
    assert client.post("/correct-text", json=body).status_code == 422


def test_pages_are_passed_on(client: FlaskClient, storage: Storage) -> None:
    storage.keep(taken(), taken(), taken())

    first = client.get("/images?limit=2").get_json()
    second = client.get("/images", query_string={"limit": 2, "before": first["next"]}).get_json()

    assert (len(first["images"]), len(second["images"]), second["next"]) == (2, 1, None)
    assert client.get("/images?before=rubbish").status_code == 422
    assert client.get("/images/..%2fx/file").status_code == 404


def test_without_image_api_the_history_says_when_to_come_back(
    storage: Storage, tmp_path: Path
) -> None:
    client = make_client("http://127.0.0.1:1", storage, tmp_path)

    for path in ("/images", f"/images/{new_image_id()}", f"/images/{new_image_id()}/file"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.content_type == "application/problem+json"
        assert "Retry-After" in answer.headers
