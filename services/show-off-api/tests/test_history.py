"""The history and corrections, over a really started image-api and without a broker between."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tests.events import read, taken
from tests.servers.http_stand_in import FakeService, serving
from tests.servers.processes import serve_in_thread, wait_until
from tests.storage import Storage
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from image_api.app import create_app as create_image_api
from image_api.database import Database
from image_api.files import PictureFiles
from image_api.settings import ImageApiSettings
from show_off_api.outbox.relay import Relay
from show_off_api.outbox.storage import StorageSender
from show_off_api.outbox.store import Outbox, OutboxLimits
from show_off_api.routes import correct, images
from show_off_api.settings import ShowOffApiSettings
from show_off_api.upstream.image_api import ImageApi
from showoff_common.contracts.history import DELETED_HEADER
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
    serve_in_thread(server)
    with make_client(f"http://127.0.0.1:{server.server_port}", tmp_path) as client:
        yield client
    server.shutdown()


def make_client(url: str, folder: Path) -> FlaskClient:
    app = create_app("show-off-api", ShowOffApiSettings(), ready=dict)
    outbox = Outbox(folder / "outbox.db", OutboxLimits(free=0))
    Relay(outbox, StorageSender(url, 2)).start()
    history = ImageApi(url, 2, ("History not available", "Reading goes on."))
    app.register_blueprint(images.create_blueprint(history))
    app.register_blueprint(correct.create_blueprint(outbox, history.is_deleted, gold=True))
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
    assert client.get(f"{path}/file?as=png").status_code == 422
    assert client.get(f"{path}/file?as=jpeg").status_code == 404  # these bytes are no picture
    assert client.delete(path).status_code == 204
    assert client.get(path).status_code == 404


def test_what_is_kept_is_given_in_a_format(client: FlaskClient, storage: Storage) -> None:
    picture = taken(data=b"the picture")
    storage.keep(picture, read(picture.image_id, "Total"))
    path = f"/images/{picture.image_id}/alto"

    answer = client.get(path)

    assert (answer.status_code, answer.content_type) == (200, "application/alto+xml")
    assert "Total" in answer.text
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename={picture.image_id}.alto.xml"
    )
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(path, headers=known).status_code == 304
    assert client.get(f"/images/{'0' * 32}/alto").status_code == 404
    assert client.get(f"/images/{picture.image_id}/docx").status_code == 422


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


def test_lines_that_a_person_added_are_kept_where_they_stand(
    client: FlaskClient, storage: Storage
) -> None:
    picture = taken()
    storage.keep(picture, read(picture.image_id, "one"))
    added = {"text": "two", "points": [[1, 30], [9, 30], [9, 37], [1, 37]], "separator": " "}
    layout = [{"ord_num": 0, "text": "one"}, added]

    answer = client.post(
        "/correct-text", json={"id": picture.image_id, "text": "one two", "layout": layout}
    )

    assert answer.status_code == 202
    path = f"/images/{picture.image_id}"
    wait_until(lambda: len(client.get(path).get_json()["lines"]) == 2)
    assert client.get(path).get_json()["lines"][1]["points"] == added["points"]


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
        {"id": new_image_id(), "text": "x", "lines": 2 * [{"ord_num": 0, "text": "x"}]},
        {"id": new_image_id(), "text": "x", "lines": 1_001 * [{"ord_num": 0, "text": "x"}]},
        {"id": new_image_id(), "text": "x", "lang": "en"},
        {"id": new_image_id(), "text": "x", "lines": [{"ord_num": 0, "text": "x", "y": 1}]},
        {"id": new_image_id(), "text": "x", "layout": 2 * [{"ord_num": 0, "text": "x"}]},
        {"id": new_image_id(), "text": "x", "layout": [{"text": "x", "points": [[0, 1]]}]},
        {"id": new_image_id(), "text": "x", "layout": [{"text": "x", "separator": "-"}]},
        {"id": new_image_id(), "text": "x", "layout": [{"text": "x", "y": 1}]},
        {"id": new_image_id(), "text": "x", "layout": 1_001 * [{"text": "x"}]},
    ],
)
def test_a_correction_that_could_not_be_kept_is_refused(
    client: FlaskClient, body: dict[str, object]
) -> None:
    assert client.post("/correct-text", json=body).status_code == 422


def test_a_correction_says_what_it_takes(client: FlaskClient) -> None:
    good = {"id": new_image_id(), "text": "x"}

    as_form = client.post("/correct-text", data=good)
    doubled = client.post(
        "/correct-text", data='{"id": "1", "id": "2"}', content_type="application/json"
    )
    unknown = client.post("/correct-text", json=good | {"lang": "en"})
    asked = client.post("/correct-text?lang=en", json=good)
    huge = client.post("/correct-text", json=good | {"text": "x" * 3 * 2**20})

    assert (as_form.status_code, doubled.status_code) == (415, 422)
    assert "Send application/json" in as_form.get_json()["detail"]
    assert doubled.get_json()["detail"] == "id: sent more than once"
    assert unknown.get_json()["detail"] == "lang: unknown field"
    assert asked.status_code == 422
    assert asked.get_json()["detail"].startswith("lang:")
    assert huge.status_code == 413
    assert "2 MiB" in huge.get_json()["detail"]


def test_the_largest_correction_is_taken_however_it_is_escaped(client: FlaskClient) -> None:
    text = "\N{GRINNING FACE}" * 100_000  # twelve bytes each, escaped

    assert (
        client.post("/correct-text", json={"id": new_image_id(), "text": text}).status_code == 202
    )


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Response("{}", status=404, headers={DELETED_HEADER: "true"}), 410),
        (Response("{}", status=200), 202),
        (Response("{}", status=404), 202),
        (Response("{}", status=503), 202),
        (None, 202),
    ],
)
def test_a_correction_of_a_deleted_picture_is_told_and_no_other_is_lost(
    tmp_path: Path, answer: Response | None, status: int
) -> None:
    kept: list[str] = []

    def answered(request: Request) -> Response:
        if request.method == "PUT":
            kept.append(request.path)
            return Response(status=204)
        if answer is None:
            time.sleep(3)
        return answer or Response("{}", status=404, headers={DELETED_HEADER: "true"})

    with serving(FakeService(answered)) as service:
        client = make_client(service.url, tmp_path)
        said = client.post("/correct-text", json={"id": new_image_id(), "text": "x"})

        assert said.status_code == status
        if status == 202:
            wait_until(lambda: kept)


def test_a_deleted_picture_can_not_be_corrected_any_more(
    client: FlaskClient, storage: Storage
) -> None:
    picture = taken()
    storage.keep(picture)
    correction = {"id": picture.image_id, "text": "x"}
    assert client.post("/correct-text", json=correction).status_code == 202

    assert client.delete(f"/images/{picture.image_id}").status_code == 204

    assert client.post("/correct-text", json=correction).status_code == 410


def test_a_correction_is_taken_without_image_api(tmp_path: Path) -> None:
    client = make_client("http://127.0.0.1:1", tmp_path)

    answer = client.post("/correct-text", json={"id": new_image_id(), "text": "x"})

    assert answer.status_code == 202


def test_a_part_of_a_picture_is_passed_on(client: FlaskClient, storage: Storage) -> None:
    picture = taken(data=b"the picture")
    storage.keep(picture)

    part = client.get(f"/images/{picture.image_id}/file", headers={"Range": "bytes=4-6"})
    none = client.get(f"/images/{picture.image_id}/file", headers={"Range": "bytes=100-"})

    assert (part.status_code, part.data) == (206, b"pic")
    assert part.headers["Content-Range"] == "bytes 4-6/11"
    assert (none.status_code, none.content_type) == (416, "application/problem+json")


@pytest.mark.parametrize(
    "before",
    [
        "0001-01-01T00:00:00+14:00_x",
        "2026-01-01T00:00:00Z_\0",
        f"2026-01-01T00:00:00+00:00_{'0' * 32}",
        "2026-01-01T00:00:00Z_../x",
    ],
)
def test_a_place_in_the_history_that_is_none_is_refused(client: FlaskClient, before: str) -> None:
    answer = client.get("/images", query_string={"before": before})

    assert answer.status_code == 422
    assert "before" in answer.get_json()["detail"]


def test_pages_are_passed_on(client: FlaskClient, storage: Storage) -> None:
    storage.keep(taken(), taken(), taken())

    first = client.get("/images?limit=2").get_json()
    second = client.get("/images", query_string={"limit": 2, "before": first["next"]}).get_json()

    assert (len(first["images"]), len(second["images"]), second["next"]) == (2, 1, None)
    assert client.get("/images?before=rubbish").status_code == 422
    assert client.get("/images/..%2fx/file").status_code == 404


def test_without_image_api_the_history_says_when_to_come_back(tmp_path: Path) -> None:
    client = make_client("http://127.0.0.1:1", tmp_path)

    for path in ("/images", f"/images/{new_image_id()}", f"/images/{new_image_id()}/file"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert answer.content_type == "application/problem+json"
        assert "Retry-After" in answer.headers
