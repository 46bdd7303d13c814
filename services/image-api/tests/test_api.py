import io
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from PIL import Image
from tests.events import corrected, read, taken
from tests.servers.platform import python_process
from tests.servers.processes import wait_until
from tests.storage import Storage

from image_api.app import create_app
from image_api.settings import ImageApiSettings
from showoff_common.messaging.events import new_image_id, now
from showoff_common.messaging.wire import pack

SOME_ID = "0f44962a9a97096d4bf3634ff884c447"


@pytest.fixture
def app(database_url: str, storage: Storage) -> APIFlask:
    return create_app(ImageApiSettings(database_url=database_url, files_dir=storage.files.root))


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    return app.test_client()


def test_the_history_is_paged_newest_first_without_gap_or_overlap(
    client: FlaskClient, storage: Storage
) -> None:
    start = now()
    # Two of each moment: the order must not hang on the moment alone.
    pictures = [taken(created=start - timedelta(seconds=number // 2)) for number in range(7)]
    storage.keep(*pictures)

    seen, before = [], None
    while True:
        query = {"limit": 2, **({"before": before} if before else {})}
        page = client.get("/api/image", query_string=query).get_json()
        seen += [image["id"] for image in page["images"]]
        before = page["next"]
        if before is None:
            break

    newest_first = sorted(pictures, key=lambda one: (one.created, one.image_id), reverse=True)
    assert seen == [picture.image_id for picture in newest_first]


def test_pictures_are_found_by_all_words_of_what_was_read_or_corrected(
    client: FlaskClient, storage: Storage
) -> None:
    receipt, letter = taken(created=now() - timedelta(seconds=1)), taken()
    storage.keep(receipt, read(receipt.image_id, "CORNER CAFE", "Total 12%"))
    storage.keep(letter, read(letter.image_id, "Dear Slr"), corrected(letter.image_id, "Dear Sir"))

    def found(search: str) -> list[str]:
        page = client.get("/api/image", query_string={"search": search}).get_json()
        return [image["id"] for image in page["images"]]

    assert found("corner TOT") == [receipt.image_id]
    assert found("sir dear") == [letter.image_id]
    assert found("r") == [letter.image_id, receipt.image_id]
    assert found("12%") == [receipt.image_id]
    assert found("%%") == []
    assert found("corner sir") == []
    assert found("corner \0") == []
    assert client.get("/api/image", query_string={"search": "x" * 201}).status_code == 422


def test_the_history_says_how_long_it_keeps_pictures(database_url: str, storage: Storage) -> None:
    settings = ImageApiSettings(
        database_url=database_url, files_dir=storage.files.root, retention_days=2.5
    )
    page = create_app(settings).test_client().get("/api/image").get_json()
    assert page == {"images": [], "next": None, "kept_days": 2.5}


def test_a_picture_is_shown_with_its_lines_and_corrections(
    client: FlaskClient, storage: Storage
) -> None:
    picture = taken()
    storage.keep(
        picture, read(picture.image_id, "a", "b"), corrected(picture.image_id, "a B", {1: "B"})
    )

    shown = client.get(f"/api/image/{picture.image_id}").get_json()

    assert (shown["text"], shown["corrected"], shown["state"]) == ("a B", True, "stored")
    assert [(line["text"], line["recognized"]) for line in shown["lines"]] == [
        ("a", "a"),
        ("B", "b"),
    ]
    assert len(shown["corrections"]) == 2


def _encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def _turned() -> bytes:
    """60 x 30 pixels as displayed, red above and blue below, stored sideways."""
    shown = Image.new("RGB", (60, 30), "red")
    shown.paste("blue", (0, 15, 60, 30))
    exif = Image.Exif()
    exif[0x0112] = 6
    return _encoded(shown.transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif)


@pytest.mark.parametrize(
    ("data", "query", "size"),
    [
        (_turned(), "as=jpeg&width=30", (30, 15)),
        (_turned(), "as=jpeg", (60, 30)),
        (_encoded(Image.new("I;16", (60, 30), 30_000), "TIFF"), "as=jpeg&width=20", (20, 10)),
        (_encoded(Image.new("RGBA", (60, 30)), "PNG"), "as=jpeg&width=400", (60, 30)),
        (_encoded(Image.new("P", (60, 30)), "GIF"), "as=jpeg&width=30", (30, 15)),
        (_encoded(Image.new("RGB", (64, 32), "red"), "HEIF"), "as=jpeg&width=32", (32, 16)),
    ],
)
def test_a_rendition_is_an_upright_jpeg_as_wide_as_asked_for(
    client: FlaskClient, storage: Storage, data: bytes, query: str, size: tuple[int, int]
) -> None:
    picture = taken(data=data)
    storage.keep(picture)
    path = f"/api/image/{picture.image_id}/file?{query}"

    answer = client.get(path)

    assert (answer.status_code, answer.content_type) == (200, "image/jpeg")
    shown = Image.open(io.BytesIO(answer.data))
    assert (shown.format, shown.size) == ("JPEG", size)
    assert shown.getexif().get(0x0112, 1) == 1
    if data == _turned():
        above, below = (np.asarray(shown)[row, 5] for row in (2, size[1] - 2))
        assert above[0] > 200
        assert below[2] > 200
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(path, headers=known).status_code == 304


@pytest.mark.parametrize(
    ("query", "status"),
    [("as=png", 422), ("as=jpeg&width=8", 422), ("as=jpeg&width=x", 422), ("as=jpeg", 404)],
)
def test_a_rendition_that_cannot_be_made_says_so(
    client: FlaskClient, storage: Storage, query: str, status: int
) -> None:
    picture = taken(data=b"no picture")
    storage.keep(picture)
    assert client.get(f"/api/image/{picture.image_id}/file?{query}").status_code == status


def test_the_file_is_what_was_sent_and_is_not_sniffed(
    client: FlaskClient, storage: Storage
) -> None:
    picture = taken(data=b"<script>")
    storage.keep(picture)

    answer = client.get(f"/api/image/{picture.image_id}/file")

    assert (answer.data, answer.content_type) == (b"<script>", "image/png")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(f"/api/image/{picture.image_id}/file", headers=known).status_code == 304
    kept = answer.headers["Cache-Control"].split(", ")
    assert sorted(kept) == ["no-cache", "private"], "not shown unasked once it is deleted"


def test_a_deleted_picture_is_gone_with_its_file(client: FlaskClient, storage: Storage) -> None:
    picture = taken()
    storage.keep(picture, read(picture.image_id, "a"))

    assert client.delete(f"/api/image/{picture.image_id}").status_code == 204

    for path in ("", "/file"):
        assert client.get(f"/api/image/{picture.image_id}{path}").status_code == 404
    late = pack(corrected(picture.image_id, "late"))
    storage.messages.store(late)
    assert client.get(f"/api/image/{picture.image_id}").status_code == 404
    assert client.delete(f"/api/image/{picture.image_id}").status_code == 404
    assert storage.paths() == set()


@pytest.mark.parametrize(
    "path",
    [
        "/api/image/0f44962a9a97096d4bf3634ff884c447",
        "/api/image/..%2f..%2fetc%2fpasswd",
        "/api/image/..%2f..%2fetc%2fpasswd/file",
        "/api/image/x'; DROP TABLE image; --",
        "/api/image/x%00",
    ],
)
def test_no_other_id_finds_anything(client: FlaskClient, path: str) -> None:
    answer = client.get(path)

    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def test_what_is_no_id_is_no_picture_to_delete(client: FlaskClient) -> None:
    assert client.delete("/api/image/x%00").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        *("limit=0", "limit=101", "limit=x", "before=x", "before=2026-13-01_a", "before=%00"),
        "before=0001-01-01T00:00:00%2B14:00_0f44962a9a97096d4bf3634ff884c447",
        "before=2026-13-01T00:00:00Z_0f44962a9a97096d4bf3634ff884c447",
        "before=2026-01-01T00:00:00_0f44962a9a97096d4bf3634ff884c447",
        "before=2026-01-01T00:00:00Z_%00",
        "before=2026-01-01T00:00:00Z_x",
        "before=2026-01-01T00:00:00Z",
    ],
)
def test_a_query_that_makes_no_sense_is_refused(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/image?{query}")

    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"


def test_a_lost_database_is_said_so(tmp_path: Path) -> None:
    settings = ImageApiSettings(
        database_url="postgresql://nobody@127.0.0.1:1/none", files_dir=tmp_path
    )
    client = create_app(settings).test_client()

    for path in ("/ready", "/api/image", f"/api/image/{new_image_id()}"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "Retry-After" in answer.headers


def test_retention_runs_by_the_clock_where_it_is_told_to(
    sqlite_storage: Storage, sqlite_url: str
) -> None:
    old = taken(created=now() - timedelta(days=8))
    sqlite_storage.keep(old)

    settings = ImageApiSettings(
        database_url=sqlite_url,
        files_dir=sqlite_storage.files.root,
        retain_every_minutes=60,
    )
    create_app(settings)

    wait_until(lambda: sqlite_storage.history.find(old.image_id) is None)


@pytest.mark.slow
def test_the_metrics_tell_when_another_process_ended_retention(
    sqlite_storage: Storage, sqlite_url: str, tmp_path: Path
) -> None:
    settings = {"database_url": sqlite_url, "files_dir": sqlite_storage.files.root}
    client = create_app(ImageApiSettings.model_validate(settings)).test_client()
    name = "showoff_retention_last_success_timestamp_seconds"

    def values() -> list[float]:
        lines = client.get("/metrics").get_data(as_text=True).splitlines()
        return [float(line.split()[1]) for line in lines if line.startswith(f"{name} ")]

    before = values()
    retain = python_process(tmp_path, "-m", "image_api", "retain", **settings)
    retain.start()
    assert retain.wait() == 0

    (ended,) = set(values()) - set(before)
    assert abs(ended - now().timestamp()) < 600
