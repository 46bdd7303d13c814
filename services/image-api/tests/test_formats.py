"""What is kept of a picture, and what is sent, as files of other programs."""

import io

import pikepdf
import pytest
from flask.testing import FlaskClient
from PIL import Image
from tests.events import corrected, taken
from tests.storage import Storage
from werkzeug.test import TestResponse

from image_api.app import create_app
from image_api.settings import ImageApiSettings
from showoff_common.contracts.formats import FORMATS, ToRender
from showoff_common.contracts.history import KeptWord, Models
from showoff_common.contracts.pages import PageLine, PageReading
from showoff_common.messaging.events import Line, PictureRead, Word, new_image_id, now

QUAD = ((1.0, 2.0), (29.0, 2.0), (29.0, 12.0), (1.0, 12.0))


def line(
    row: int,
    text: str,
    joint: str,
    confidence: float | None = None,
    words: tuple[Word, ...] | None = None,
) -> Line:
    return Line(
        ord_num=row,
        text=text,
        start_x=1,
        start_y=2,
        width=28,
        height=10,
        points=QUAD,
        joint=joint,
        confidence=confidence,
        words=words,
    )


@pytest.fixture
def storage(sqlite_storage: Storage) -> Storage:
    return sqlite_storage


@pytest.fixture
def client(sqlite_url: str, storage: Storage) -> FlaskClient:
    settings = ImageApiSettings(database_url=sqlite_url, files_dir=storage.files.root)
    return create_app(settings).test_client()


@pytest.fixture
def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def kept(storage: Storage, picture: bytes) -> str:
    """Two lines of which the second begins a paragraph."""
    image_id = new_image_id()
    words = (Word(text="Tota1", confidence=0.5, start=0, end=0.5),)
    lines = (line(0, "Tota1", "", 0.5, words), line(1, "end", "\n\n", 0.9))
    storage.keep(
        taken(image_id, data=picture), PictureRead(image_id=image_id, created=now(), lines=lines)
    )
    return image_id


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_kept_is_given_in_every_format(client: FlaskClient, kept: str, form: str) -> None:
    answer = client.get(f"/api/image/{kept}/{form}")

    assert answer.status_code == 200
    assert answer.mimetype == FORMATS[form].media_type  # type: ignore[index] # one of them
    assert answer.headers["Content-Disposition"].startswith(f"attachment; filename={kept}.")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    known = {"If-None-Match": answer.headers["ETag"]}
    assert client.get(f"/api/image/{kept}/{form}", headers=known).status_code == 304


def test_a_correction_changes_the_words_and_the_etag(
    client: FlaskClient, storage: Storage, kept: str
) -> None:
    before = client.get(f"/api/image/{kept}/alto")
    assert 'CONTENT="Tota1" HPOS="1" VPOS="2" WIDTH="14"' in before.text
    assert 'WC="0.5000"' in before.text

    storage.keep(corrected(kept, "Total\n\nend", {0: "Total"}))

    after = client.get(f"/api/image/{kept}/alto")
    assert 'CONTENT="Total" HPOS="1" VPOS="2" WIDTH="28" HEIGHT="10"><' in after.text
    assert after.headers["ETag"] != before.headers["ETag"]


def test_paragraphs_are_known(client: FlaskClient, kept: str) -> None:
    shown = client.get(f"/api/image/{kept}").get_json()["lines"]

    assert [line["separator"] for line in shown] == ["", "\n\n"]
    assert client.get(f"/api/image/{kept}/alto").text.count("<TextBlock ") == 2
    assert client.get(f"/api/image/{kept}/text").text == "Tota1\n\nend"


def test_a_correction_of_the_whole_is_what_the_text_says(
    client: FlaskClient, storage: Storage, kept: str
) -> None:
    storage.keep(corrected(kept, "quite another text"))

    assert client.get(f"/api/image/{kept}/text").text == "quite another text"


@pytest.mark.parametrize("joint", ["", "\t"])
def test_what_stands_before_a_line_is_told_whatever_a_message_brought(
    client: FlaskClient, storage: Storage, joint: str
) -> None:
    lines = tuple(line(row, "a", joint) for row in range(2))
    read = PictureRead(image_id=new_image_id(), created=now(), lines=lines)
    storage.keep(read)

    answer = client.get(f"/api/image/{read.image_id}")

    assert answer.get_json()["lines"][1]["separator"] == (joint and "\n")


@pytest.mark.parametrize("form", ["pdf", "alto"])
def test_a_picture_that_is_not_here_is_told_where_it_is_needed(
    client: FlaskClient, storage: Storage, kept: str, form: str
) -> None:
    (path,) = storage.paths()
    storage.files.remove(path)

    assert client.get(f"/api/image/{kept}/{form}").status_code == (404 if form == "pdf" else 200)


@pytest.mark.parametrize(("path", "status"), [("docx", 422), ("file/pdf", 404)])
def test_another_format_is_refused(client: FlaskClient, kept: str, path: str, status: int) -> None:
    assert client.get(f"/api/image/{kept}/{path}").status_code == status


def test_nothing_is_known_of_what_is_not_kept(client: FlaskClient) -> None:
    assert client.get(f"/api/image/{new_image_id()}/pdf").status_code == 404


def rendered(
    client: FlaskClient, form: str, picture: bytes | None, pages: int = 1, name: str = "a"
) -> TestResponse:
    word = KeptWord(text="Total", confidence=0.5, start=0, end=0.5)
    told = PageLine(text="Total", separator="", confidence=0.5, points=QUAD, words=[word])
    readings = [
        PageReading(
            number=number,
            width=30,
            height=20,
            source="read",
            lines=[told],
            model=Models(detection="a", recognition="b"),
        )
        for number in range(1, pages + 1)
    ]
    fields: dict[str, object] = {"reading": ToRender(name=name, pages=readings).model_dump_json()}
    if picture is not None:
        fields["image"] = (io.BytesIO(picture), "picture")
    return client.post(f"/api/render/{form}", data=fields, content_type="multipart/form-data")


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_sent_is_rendered_without_being_kept(
    client: FlaskClient, picture: bytes, form: str
) -> None:
    answer = rendered(client, form, picture if form == "pdf" else None)

    assert answer.status_code == 200, answer.text
    assert b"Total" in answer.data or form == "pdf"
    assert client.get("/api/image").get_json()["images"] == []


@pytest.mark.parametrize(
    ("form", "picture", "pages", "status"),
    [
        ("pdf", None, 1, 422),
        ("pdf", b"x", 2, 422),
        ("pdf", b"no picture", 1, 400),
        ("x", None, 1, 422),
    ],
)
def test_what_cannot_be_rendered_is_refused(
    client: FlaskClient, form: str, picture: bytes | None, pages: int, status: int
) -> None:
    assert rendered(client, form, picture, pages).status_code == status
    assert client.post("/api/render/alto", data={"reading": "{}"}).status_code == 415


def test_a_name_may_be_anything(client: FlaskClient, picture: bytes) -> None:
    for form in FORMATS:
        answer = rendered(client, form, picture, name='a"\n\0\x07é/..')
        assert answer.status_code == 200, form


def test_a_reading_that_is_none_is_refused(client: FlaskClient) -> None:
    answer = client.post(
        "/api/render/alto", data={"reading": '{"name": "a"}'}, content_type="multipart/form-data"
    )

    assert answer.status_code == 422


def test_several_pictures_are_one_file_with_a_page_each(
    client: FlaskClient, storage: Storage, kept: str, picture: bytes
) -> None:
    other = new_image_id()
    read = PictureRead(image_id=other, created=now(), lines=(line(0, "more", ""),))
    storage.keep(taken(other, data=picture), read)

    document = client.get(f"/api/image/{kept}/pdf?with={other},{kept}")
    text = client.get(f"/api/image/{kept}/text?with={other}")

    with pikepdf.open(io.BytesIO(document.data)) as opened:
        assert len(opened.pages) == 3
    assert text.text == "Tota1\n\nend\fmore"
    pages = client.get(f"/api/image/{other}/json?with={kept}").get_json()["pages"]
    assert [(page["number"], page["text"]) for page in pages] == [(1, "more"), (2, "Tota1\n\nend")]


@pytest.mark.parametrize(
    ("others", "status"),
    [("x", 422), (",".join(["0" * 32] * 100), 422), ("0" * 32, 404), ("", 422)],
)
def test_a_file_of_pictures_that_cannot_be_is_refused(
    client: FlaskClient, kept: str, others: str, status: int
) -> None:
    answer = client.get(f"/api/image/{kept}/pdf", query_string={"with": others})

    assert answer.status_code == status


def test_pictures_that_are_too_large_together_are_refused_in_words(
    client: FlaskClient, kept: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("image_api.formats._MOST_BYTES", 100)

    answer = client.get(f"/api/image/{kept}/pdf?with={kept}")

    assert (answer.status_code, answer.get_json()["title"]) == (413, "Too large together")
    assert client.get(f"/api/image/{kept}/pdf").status_code == 200
