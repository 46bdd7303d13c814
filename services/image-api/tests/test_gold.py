"""Lines that people let be kept: from the correction to the set, and gone once withdrawn."""

import hashlib
import io
import json
import os
import subprocess
import tarfile
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from flask.testing import FlaskClient
from lxml import etree
from PIL import Image, ImageDraw
from sqlalchemy import make_url
from tests.events import corrected, read, taken
from tests.formats.published import schema
from tests.storage import Storage
from werkzeug.test import TestResponse

from image_api.app import create_app, sweep
from image_api.database import Database
from image_api.gold.lines import Caller, Lines
from image_api.gold.proposals import Proposals
from image_api.gold.said import share_of
from image_api.keeping import create_store
from image_api.settings import ImageApiSettings
from showoff_common.contracts.jobs import OWNER_HEADER
from showoff_common.messaging.events import (
    Event,
    LaidLine,
    PictureTaken,
    new_image_id,
    now,
)
from showoff_common.messaging.spans import EMBEDDED
from showoff_common.messaging.wire import pack

ANN, BEN = {OWNER_HEADER: "ann"}, {OWNER_HEADER: "ben"}
REVIEWER = {OWNER_HEADER: "rita", "Caller-Role": "review"}


def _png(seed: int) -> bytes:
    """30 x 20 pixels; the one in the middle of its first line, (5, 3), tells which it is."""
    picture = Image.new("RGB", (30, 20), "white")
    picture.putpixel((5, 3), (seed, 0, 0))
    ImageDraw.Draw(picture).line((1, 12, 8, 12), (0, seed, 0))
    file = io.BytesIO()
    picture.save(file, "PNG", pnginfo=None)
    return file.getvalue()


def _picture(seed: int = 7) -> PictureTaken:
    return taken(data=_png(seed))


def _kept(storage: Storage, text: str = "geheim", seed: int = 7, by: str = "ann") -> str:
    """A picture whose first line was corrected and may be kept."""
    picture = _picture(seed)
    storage.keep(
        picture,
        read(picture.image_id, "gehetm", "b"),
        corrected(picture.image_id, text, {0: text}, keep_for=by),
    )
    return picture.image_id


@pytest.fixture
def settings(database_url: str, storage: Storage) -> ImageApiSettings:
    return ImageApiSettings(database_url=database_url, files_dir=storage.files.root)


@pytest.fixture
def client(settings: ImageApiSettings) -> FlaskClient:
    return create_app(settings).test_client()


@pytest.fixture
def on_sqlite(sqlite_url: str, sqlite_storage: Storage) -> FlaskClient:
    """Where the database makes no difference."""
    files = sqlite_storage.files.root
    return create_app(ImageApiSettings(database_url=sqlite_url, files_dir=files)).test_client()


def _lines(client: FlaskClient, who: dict[str, str] = REVIEWER, **query: str | int) -> list[Any]:
    return list(client.get("/api/gold/lines", query_string=query, headers=who).get_json()["lines"])


def _accept(client: FlaskClient, line_id: str, **told: str) -> TestResponse:
    review = {"state": "accepted", **told}
    return client.post(f"/api/gold/lines/{line_id}/review", json=review, headers=REVIEWER)


def _freeze(client: FlaskClient) -> dict[str, Any]:
    answer = client.post("/api/gold/sets", json={"note": "n"}, headers=REVIEWER)
    assert answer.status_code == 201, answer.text
    return dict(answer.get_json())


def _export(client: FlaskClient, form: str = "labels", number: object = "latest") -> bytes:
    answer = client.get(f"/api/gold/sets/{number}/{form}", headers=REVIEWER)
    assert answer.status_code == 200, answer.text
    return bytes(answer.data)


def _members(exported: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(exported)) as archive:
        return {
            one.name: file.read()
            for one in archive
            if (file := archive.extractfile(one)) is not None
        }


def _dumped(url: str) -> bytes:
    """All that a database is, as whoever backs it up has it."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        file = Path(target.database or "")
        return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
    plain = target.set(drivername="postgresql").render_as_string(hide_password=False)
    return subprocess.run(["pg_dump", plain], capture_output=True, check=True).stdout


def test_nothing_is_kept_for_good_unless_its_sender_lets_it(
    on_sqlite: FlaskClient, sqlite_storage: Storage
) -> None:
    client, storage = on_sqlite, sqlite_storage
    picture = _picture()
    storage.keep(
        picture, read(picture.image_id, "a", "b"), corrected(picture.image_id, "A", {0: "A"})
    )

    assert _lines(client) == []
    assert not (storage.files.root / "gold").exists()


def test_a_kept_line_is_cut_out_and_shows_nothing_else(
    on_sqlite: FlaskClient, sqlite_storage: Storage
) -> None:
    client, storage = on_sqlite, sqlite_storage
    image_id = _kept(storage)

    (line,) = _lines(client)

    told = {"text": "geheim", "recognized": "gehetm", "model": "crnn-1", "state": "proposed"}
    assert {name: line[name] for name in told} == told
    assert (line["kept_by"], line["share"]) == ("ann", share_of(image_id))
    answer = client.get(f"/api/gold/lines/{line['id']}/crop", headers=REVIEWER)
    crop = Image.open(io.BytesIO(answer.data))
    # Its box, 1,0 to 9,7, with half its height around, as far as there is a picture.
    assert (crop.format, crop.size, crop.info) == ("PNG", (13, 11), {})
    assert crop.getpixel((5, 3)) == (7, 0, 0)


def test_the_order_in_which_messages_come_does_not_matter(storage: Storage) -> None:
    picture = _picture()
    early, late = (
        corrected(picture.image_id, text, {0: text}, now() + timedelta(seconds=place), None, "ann")
        for place, text in enumerate(("first", "second"))
    )
    messages = [pack(it) for it in (late, early, read(picture.image_id, "a"), picture)]
    for message in [*messages, *messages]:
        storage.messages.store(message)

    Proposals(storage.database, storage.files).collect()

    (line,) = Lines(storage.database, storage.files).page(Caller("", reviews=True), 9, None, None)
    assert line.text == "second"
    assert len(list((storage.files.root / "gold").iterdir())) == 1


def test_a_line_is_cut_where_a_person_moved_it(
    on_sqlite: FlaskClient, sqlite_storage: Storage
) -> None:
    client, storage = on_sqlite, sqlite_storage
    picture = _picture()
    moved = LaidLine(ord_num=0, text="b", points=((10, 10), (20, 10), (20, 14), (10, 14)))
    event = corrected(picture.image_id, "b", {0: "b"}, layout=[moved], keep_for="")
    storage.keep(picture, read(picture.image_id, "a"), event)

    (line,) = _lines(client)

    crop = client.get(f"/api/gold/lines/{line['id']}/crop", headers=REVIEWER).data
    assert Image.open(io.BytesIO(crop)).size == (14, 8)


MADE = LaidLine(ord_num=None, text="added", points=((10, 10), (20, 10), (20, 14), (10, 14)))
READ = LaidLine(ord_num=1, text="as read", points=None)


def test_lines_that_a_person_added_are_kept_once_and_stay_withdrawn(
    on_sqlite: FlaskClient, sqlite_storage: Storage
) -> None:
    client, storage = on_sqlite, sqlite_storage
    picture = _picture()

    def correct(seconds: int, made: LaidLine) -> None:
        moment = now() + timedelta(seconds=seconds)
        storage.keep(corrected(picture.image_id, "t", {}, moment, [READ, made], "ann"))

    storage.keep(picture, read(picture.image_id, "a", "as read"))
    correct(0, MADE)
    correct(1, MADE)

    (line,) = _lines(client)
    told = {"text": "added", "recognized": None, "model": None, "has_crop": True}
    assert {name: line[name] for name in told} == told
    correct(2, MADE.model_copy(update={"text": "added, better"}))
    assert [it["text"] for it in _lines(client)] == ["added, better"]
    client.delete(f"/api/gold/lines/{_lines(client)[0]['id']}", headers=ANN)
    correct(3, MADE)
    assert [it["state"] for it in _lines(client)] == ["withdrawn"]


def test_all_lines_are_kept_where_the_whole_is_right(
    on_sqlite: FlaskClient, sqlite_storage: Storage
) -> None:
    client, storage = on_sqlite, sqlite_storage
    picture = _picture()
    first = LaidLine(ord_num=0, text="as before", points=None)
    storage.keep(
        picture,
        read(picture.image_id, "a", "as read"),
        corrected(picture.image_id, "t", {0: "A"}, None, [first, READ, MADE], "ann", whole=True),
    )

    assert sorted(line["text"] for line in _lines(client)) == ["A", "added", "as read"]


@pytest.mark.parametrize("text", ["", " ", "x" * 121, "a\nb"])
def test_what_is_no_line_of_text_is_not_kept(
    on_sqlite: FlaskClient, sqlite_storage: Storage, text: str
) -> None:
    client, storage = on_sqlite, sqlite_storage
    _kept(storage, text)

    assert _lines(client) == []


def test_a_correction_that_comes_before_its_picture_is_cut_before_retention_sweeps(
    client: FlaskClient, storage: Storage, settings: ImageApiSettings
) -> None:
    picture = _picture().model_copy(update={"created": now() - timedelta(days=8)})
    storage.keep(
        corrected(picture.image_id, "A", {0: "A"}, keep_for="ann"),
        read(picture.image_id, "a", created=picture.created),
        picture,
    )
    assert [line["has_crop"] for line in _lines(client)] == [False]

    assert sweep(settings, storage.database).images == 1

    assert [line["has_crop"] for line in _lines(client)] == [True]
    assert storage.paths() == set()


def test_a_line_whose_picture_never_comes_is_dropped(
    client: FlaskClient, storage: Storage, settings: ImageApiSettings
) -> None:
    past = now() - timedelta(days=8)
    storage.keep(corrected(new_image_id(), "A", {0: "A"}, past, keep_for="ann"))

    sweep(settings, storage.database)

    assert _lines(client) == []


def test_who_kept_a_line_sees_their_own_and_judges_none(
    on_sqlite: FlaskClient, sqlite_storage: Storage
) -> None:
    client, storage = on_sqlite, sqlite_storage
    _kept(storage)
    (line,) = _lines(client, ANN)

    assert _lines(client, BEN) == []
    for path in (f"/api/gold/lines/{line['id']}/crop", f"/api/gold/lines/{line['id']}"):
        method = client.get if path.endswith("crop") else client.delete
        assert method(path, headers=BEN).status_code == 404
    review = {"state": "accepted"}
    assert (
        client.post(f"/api/gold/lines/{line['id']}/review", json=review, headers=ANN).status_code
        == 403
    )
    assert client.post("/api/gold/sets", json={}, headers=ANN).status_code == 403
    assert client.get("/api/gold/sets/1/labels", headers=ANN).status_code == 403


def test_lines_are_paged_newest_first(on_sqlite: FlaskClient, sqlite_storage: Storage) -> None:
    client, storage = on_sqlite, sqlite_storage
    for seed in range(5):
        _kept(storage, f"line {seed}", seed)

    seen: list[str] = []
    before: str | None = None
    while True:
        query = {"limit": 2, **({"before": before} if before else {})}
        page = client.get("/api/gold/lines", query_string=query, headers=REVIEWER).get_json()
        seen += [line["text"] for line in page["lines"]]
        before = page["next"]
        if before is None:
            break
    assert seen == [f"line {seed}" for seed in reversed(range(5))]


def test_the_last_accepted_of_a_line_counts(client: FlaskClient, storage: Storage) -> None:
    image_id = _kept(storage, "first")
    (first,) = _lines(client)
    _accept(client, first["id"])
    storage.keep(
        corrected(image_id, "later", {0: "later"}, now() + timedelta(seconds=1), None, "ann")
    )
    (second,) = _lines(client, state="proposed")

    assert _accept(client, second["id"], text="last").get_json()["text"] == "last"

    states = {line["id"]: line["state"] for line in _lines(client)}
    assert states == {first["id"]: "rejected", second["id"]: "accepted"}


@pytest.mark.parametrize(
    ("said", "accepted"),
    [
        ([("ann", "geheim"), ("ben", "geheim")], True),
        ([("ben", "geheim"), ("ann", "anders"), ("ann", "geheim")], False),
        ([("ann", "geheim"), ("ann", "geheim")], False),
        ([("", "geheim"), ("", "geheim")], False),
        ([("ann", "geheim"), ("", "geheim")], False),
        ([("ann", "geheim"), ("ben", "geheim!")], False),
        ([("ann", "Unfug, nichts davon"), ("ben", "Unfug, nichts davon")], False),
    ],
    ids=["two keys", "not in between", "one key", "nobody's", "half", "otherwise", "rubbish"],
)
@pytest.mark.parametrize("late", [False, True], ids=["picture first", "picture last"])
def test_two_keys_that_say_the_same_accept_a_line(
    on_sqlite: FlaskClient,
    sqlite_storage: Storage,
    said: list[tuple[str, str]],
    accepted: bool,
    late: bool,
) -> None:
    client, storage = on_sqlite, sqlite_storage
    picture = _picture()
    corrections: list[Event] = [
        corrected(picture.image_id, text, {0: text}, now() + timedelta(seconds=place), None, who)
        for place, (who, text) in enumerate(said)
    ]
    seen: list[Event] = [picture, read(picture.image_id, "gehetm")]
    storage.keep(*(corrections + seen if late else seen + corrections))
    if late:
        Proposals(storage.database, storage.files).collect()

    (line,) = _lines(client)
    assert line["state"] == ("accepted" if accepted else "proposed")
    assert line["reviewed_by"] is None


def test_two_keys_do_not_overrule_a_reviewer(
    on_sqlite: FlaskClient, sqlite_storage: Storage
) -> None:
    client, storage = on_sqlite, sqlite_storage
    image_id = _kept(storage)
    _accept(client, _lines(client)[0]["id"], text="gehoben")
    for place, who in enumerate(("ann", "ben")):
        moment = now() + timedelta(seconds=place)
        storage.keep(corrected(image_id, "gehen", {0: "gehen"}, moment, None, who))

    states = {line["text"]: line["state"] for line in _lines(client)}
    assert states == {"gehoben": "accepted", "gehen": "proposed"}


def test_a_line_photographed_twice_never_teaches_and_measures(
    on_sqlite: FlaskClient, sqlite_storage: Storage
) -> None:
    client, storage = on_sqlite, sqlite_storage

    def kept(share: str, seed: int, *texts: str) -> str:
        while share_of(image_id := new_image_id()) != share:
            pass
        said = dict(enumerate(texts))
        storage.keep(
            taken(image_id, data=_png(seed)),
            read(image_id, *texts),
            corrected(image_id, "t", said, keep_for="ann"),
        )
        return image_id

    kept("teach", 7, "geheim", "zweite")
    again = kept("measure", 8, "geheim", "dritte")  # a shade apart
    kept("measure", 9, "etwas anderes")
    storage.keep(corrected(again, "t", {1: "vierte"}, now() + timedelta(seconds=1), None, "ann"))

    shares = {(line["text"], line["share"]) for line in _lines(client)}
    assert shares == {
        ("geheim", "teach"),
        ("zweite", "teach"),
        ("vierte", "teach"),
        ("etwas anderes", "measure"),
    }


def test_nothing_more_is_kept_where_it_is_switched_off(
    sqlite_url: str, sqlite_storage: Storage
) -> None:
    storage = sqlite_storage
    _kept(storage)
    settings = ImageApiSettings(database_url=sqlite_url, files_dir=storage.files.root, gold=False)
    client = create_app(settings).test_client()
    picture = _picture(9)
    for event in (
        picture,
        read(picture.image_id, "a"),
        corrected(picture.image_id, "b", {0: "b"}, keep_for="ann"),
    ):
        create_store(settings, Database(sqlite_url), EMBEDDED).store(pack(event))

    assert client.get("/api/gold").get_json() == {"keeps": False, "reviews": False}
    (line,) = _lines(client)
    assert line["text"] == "geheim"
    assert client.get(f"/api/image/{picture.image_id}").get_json()["corrected"]
    assert client.delete(f"/api/gold/lines/{line['id']}", headers=ANN).status_code == 204


def test_who_may_do_what_is_told(on_sqlite: FlaskClient) -> None:
    for who, reviews in ((REVIEWER, True), (ANN, False)):
        told = on_sqlite.get("/api/gold", headers=who).get_json()
        assert told == {"keeps": True, "reviews": reviews}


def test_a_set_is_the_same_for_the_same_lines_and_to_the_byte(
    client: FlaskClient, storage: Storage
) -> None:
    for seed in range(4):
        _kept(storage, f"line {seed}", seed)
    for line in _lines(client):
        _accept(client, line["id"])

    first, again = _freeze(client), _freeze(client)

    assert first == again
    assert (first["number"], first["lines"], first["withdrawn"]) == (1, 4, 0)
    exported = _export(client)
    assert exported == _export(client)
    members = _members(exported)
    manifest = json.loads(members["manifest.json"])
    digests = [line["digest"] for line in manifest["lines"]]
    assert hashlib.sha256("\n".join(digests).encode()).hexdigest() == first["digest"]
    for line, row in zip(
        manifest["lines"], members["crops/gold/labels.tsv"].decode().splitlines(), strict=True
    ):
        name, _, text = row.partition("\t")
        corners = json.dumps(line["quad"], separators=(",", ":"))
        told = members[line["file"]] + f"\0{corners}\0{text}".encode()
        assert hashlib.sha256(told).hexdigest() == line["digest"] == name.removesuffix(".png")


def test_sqlite_and_postgres_freeze_the_same_lines_under_the_same_digest(
    sqlite_url: str, postgres_url: str, storage: Storage
) -> None:
    digests = set()
    ids = [new_image_id() for _ in range(5)]
    for url in (sqlite_url, postgres_url):
        client = create_app(
            ImageApiSettings(database_url=url, files_dir=storage.files.root)
        ).test_client()
        each = Storage(type(storage.database)(url), storage.files)
        for seed, image_id in enumerate(ids):
            event = corrected(image_id, f"Zeile {seed}", {0: f"Zeile {seed}"}, keep_for="")
            each.keep(taken(image_id, data=_png(seed)), read(image_id, "x"), event)
        for line in _lines(client):
            _accept(client, line["id"])
        digests.add(_freeze(client)["digest"])
    assert len(digests) == 1


@pytest.mark.parametrize("form", ["page", "alto"])
def test_sets_are_given_as_valid_page_and_alto(
    on_sqlite: FlaskClient, sqlite_storage: Storage, form: Literal["alto", "page"]
) -> None:
    client, storage = on_sqlite, sqlite_storage
    _kept(storage, "<ö> & \u201cso\u201d")
    _accept(client, _lines(client)[0]["id"])
    _freeze(client)

    members = _members(_export(client, form))

    (document,) = [etree.fromstring(it) for name, it in members.items() if name.endswith(".xml")]
    schema(form).assertValid(document)
    picture = next(name for name in members if name.endswith(".png"))
    assert Path(picture).name in etree.tostring(document, encoding="unicode")
    assert "so" in "".join(document.xpath("//@CONTENT | //text()"))


@pytest.mark.parametrize("whole", [False, True], ids=["the line", "its picture"])
def test_withdrawal_leaves_no_byte(
    client: FlaskClient,
    storage: Storage,
    database_url: str,
    whole: bool,
) -> None:
    image_id = _kept(storage, "Geheimnis des Kaisers")
    _kept(storage, "bleibt", seed=9)
    for line in _lines(client):
        _accept(client, line["id"])
    _freeze(client)
    line = next(line for line in _lines(client) if line["text"].startswith("Geheimnis"))
    crop = client.get(f"/api/gold/lines/{line['id']}/crop", headers=REVIEWER).data
    members = _members(_export(client))
    frozen = json.loads(members["manifest.json"])
    rows = [row.split("\t") for row in members["crops/gold/labels.tsv"].decode().splitlines()]
    measured = [
        {"digest": name.removesuffix(".png"), "edits": 1, "text": f"{text}!"} for name, text in rows
    ]
    counts = {"lines": 2, "characters": 9, "edits": 2, "exact": 0}
    measure = {"model": "m", "set": 1, **counts, "measured": measured}
    assert client.post("/api/gold/measures", json=measure, headers=REVIEWER).status_code == 201
    assert b"Geheimnis" in _dumped(database_url)

    if whole:
        assert client.delete(f"/api/image/{image_id}").status_code == 204
    else:
        assert client.delete(f"/api/gold/lines/{line['id']}", headers=ANN).status_code == 204
        assert client.delete(f"/api/image/{image_id}").status_code == 204

    assert b"Geheimnis" not in _dumped(database_url)
    contents = [path.read_bytes() for path in storage.files.root.rglob("*") if path.is_file()]
    assert crop not in contents
    now_there = json.loads(_members(_export(client))["manifest.json"])
    assert len(now_there["lines"]) == 1
    assert len(now_there["withdrawn"]) == 1
    every = [*now_there["withdrawn"], *(it["digest"] for it in now_there["lines"])]
    digest = hashlib.sha256("\n".join(sorted(every)).encode()).hexdigest()
    assert digest == frozen["digest"]
    assert _freeze(client)["lines"] == 1


def test_a_withdrawn_line_does_not_come_back_with_its_message(
    on_sqlite: FlaskClient, sqlite_storage: Storage
) -> None:
    client, storage = on_sqlite, sqlite_storage
    picture = _picture()
    storage.keep(picture, read(picture.image_id, "a"))
    message = pack(corrected(picture.image_id, "A", {0: "A"}, keep_for="ann"))
    storage.messages.store(message)
    (line,) = _lines(client)
    client.delete(f"/api/gold/lines/{line['id']}", headers=ANN)

    storage.messages.store(message)

    assert [(it["state"], it["text"]) for it in _lines(client)] == [("withdrawn", "")]


def test_lines_can_be_withdrawn_when_their_picture_is_past_its_days(
    client: FlaskClient, storage: Storage, settings: ImageApiSettings
) -> None:
    old = now() - timedelta(days=8)
    picture = _picture().model_copy(update={"created": old})
    storage.keep(
        picture,
        read(picture.image_id, "a", created=old),
        corrected(picture.image_id, "A", {0: "A"}, keep_for="ann"),
    )
    sweep(settings, storage.database)
    assert client.get(f"/api/image/{picture.image_id}").status_code == 404

    assert client.delete(f"/api/image/{picture.image_id}").status_code == 204

    assert list((storage.files.root / "gold").iterdir()) == []


def test_cut_outs_that_belong_to_nothing_go(storage: Storage, settings: ImageApiSettings) -> None:
    _kept(storage)
    storage.files.save("gold/left-over.png", b"its row was never committed")
    for path in (storage.files.root / "gold").iterdir():
        past = (now() - timedelta(days=2)).timestamp()
        os.utime(path, (past, past))

    assert sweep(settings, storage.database).orphans == 1

    assert len(list((storage.files.root / "gold").iterdir())) == 1


def test_a_text_that_is_frozen_never_changes(
    on_sqlite: FlaskClient, sqlite_storage: Storage
) -> None:
    client, storage = on_sqlite, sqlite_storage
    _kept(storage)
    (line,) = _lines(client)
    _accept(client, line["id"])
    _freeze(client)

    assert _accept(client, line["id"], text="something else").status_code == 409
    assert _lines(client)[0]["text"] == "geheim"


def test_a_model_is_measured_once_on_a_set_and_its_worst_lines_are_told(
    client: FlaskClient, storage: Storage
) -> None:
    for seed in range(3):
        _kept(storage, f"line {seed}", seed)
    for line in _lines(client):
        _accept(client, line["id"])
    number = _freeze(client)["number"]
    manifest = json.loads(_members(_export(client))["manifest.json"])
    digests = [line["digest"] for line in manifest["lines"]]

    def post(model: str, edits: list[int], **more: str) -> TestResponse:
        measured = [
            {"digest": digest, "edits": count, "text": "x"}
            for digest, count in zip(digests, edits, strict=True)
        ]
        counts = {"lines": 3, "characters": 18, "edits": sum(edits), "exact": edits.count(0)}
        told = {"model": model, "set": number, **counts, "measured": measured, **more}
        return client.post("/api/gold/measures", json=told, headers=REVIEWER)

    assert post("old", [0, 3, 1]).status_code == 201
    new = post("new", [2, 3, 0], against="old", verdict="worse").get_json()
    assert post("new", [0, 0, 0], against="old", verdict="better").get_json() == new

    (shown,) = client.get("/api/gold/measures?model=new&set=1").get_json()["measures"]
    assert (shown["verdict"], shown["edits"], shown["characters"]) == ("worse", 5, 18)
    worst = client.get(f"/api/gold/measures/{new['number']}/worst", headers=REVIEWER).get_json()
    assert [(it["edits"], it["edits_before"]) for it in worst["lines"]] == [(2, 0), (3, 3)]


def test_what_can_not_be_answered_is_told_so(on_sqlite: FlaskClient) -> None:
    asked: list[tuple[str, str, object, int]] = [
        ("GET", "/api/gold/lines?state=lost", None, 422),
        ("GET", "/api/gold/lines?before=2026-99-01T00:00:00Z_" + "0" * 32, None, 422),
        ("GET", f"/api/gold/lines/{'0' * 32}/crop", None, 404),
        ("POST", f"/api/gold/lines/{'0' * 32}/review", {"state": "accepted"}, 404),
        ("POST", f"/api/gold/lines/{'0' * 32}/review", {"state": "withdrawn"}, 422),
        ("POST", f"/api/gold/lines/{'0' * 32}/review", {"state": "accepted", "text": "a\nb"}, 422),
        ("POST", f"/api/gold/lines/{'0' * 32}/review", {"state": "accepted", "text": "  "}, 422),
        ("DELETE", f"/api/gold/lines/{'0' * 32}", None, 404),
        ("POST", "/api/gold/sets", {}, 409),
        ("POST", "/api/gold/sets", {"note": "\0"}, 422),
        ("GET", "/api/gold/sets/latest", None, 404),
        ("GET", "/api/gold/sets/99999999999999999999", None, 404),
        ("GET", "/api/gold/sets/1/pdf", None, 404),
        ("GET", "/api/gold/measures/99999999999/worst", None, 404),
        ("POST", "/api/gold/measures", {"model": "m"}, 422),
    ]
    for method, path, body, status in asked:
        answer = on_sqlite.open(path, method=method, json=body, headers=REVIEWER)
        assert (path, answer.status_code) == (path, status)
        assert answer.content_type == "application/problem+json"
