from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from tests.events import corrected, read, taken
from tests.servers.postgres import Postgres
from tests.storage import Storage

from image_api import migrations
from image_api.database import Database
from image_api.files import PictureFiles
from image_api.tables import Base
from image_api.view import detail
from showoff_common.messaging.events import (
    new_image_id,
)

PICTURE = new_image_id()


def _comparable(_: object, name: str | None, *__: object) -> bool:
    """SQLite does not tell about indices on expressions."""
    return name != "uq_text_correction_message_id_ord_num"


def test_the_migrations_make_the_tables_that_the_code_expects(database_url: str) -> None:
    with Database(database_url).engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": _comparable}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_changes_nothing(database_url: str) -> None:
    migrations.upgrade(Database(database_url).engine)

    assert Database(database_url).answers()


def test_the_tables_and_columns_known_from_before_are_there(database_url: str) -> None:
    known = {
        "image": {"id", "path", "creation_timestamp"},
        "image_box": {"start_x", "start_y", "width", "height", "text", "image_id"},
        "text_correction": {"id", "value", "image_id"},
    }
    inspected = inspect(Database(database_url).engine)

    for table, columns in known.items():
        assert columns <= {column["name"] for column in inspected.get_columns(table)}


@pytest.fixture
def first_version(postgres_server: Postgres, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A database as version 0.1.0 left it, with rows of it."""
    kind: str = request.param
    url = postgres_server.new_database() if kind == "postgres" else f"sqlite:///{tmp_path / 'a.db'}"
    engine = Database(url).engine
    migrations.upgrade(engine, "0001")
    with engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO image VALUES (:id, :path, '2026-11-21 10:00:00', 'image/png', 30, 20,"
                " 'ctpn-1', 'crnn-1', NULL)"
            ),
            [{"id": PICTURE, "path": f"2026-11-21/{PICTURE}.png"}],
        )
        connection.execute(
            text(
                "INSERT INTO image_box (start_x, start_y, width, height, text, image_id, ord_num,"
                " confidence, points, joint) VALUES (1, 2, 3, 4, :text, :id, :ord_num, 0.5,"
                " '[[1, 2], [4, 2], [4, 6], [1, 6]]', :joint)"
            ),
            [
                {"id": PICTURE, "text": "one", "ord_num": 0, "joint": "\n"},
                {"id": PICTURE, "text": "tvvo", "ord_num": 1, "joint": " "},
            ],
        )
        connection.execute(
            text(
                "INSERT INTO text_correction (value, image_id, ord_num, message_id,"
                " creation_timestamp) VALUES ('two', :id, 1, 'm', '2026-11-21 10:01:00')"
            ),
            [{"id": PICTURE}],
        )
    return url


@pytest.mark.parametrize("first_version", ["sqlite", "postgres"], indirect=True)
def test_rows_of_the_first_version_are_all_there_and_go_on(
    first_version: str, tmp_path: Path
) -> None:
    database = Database(first_version)

    migrations.upgrade(database.engine)

    storage = Storage(database, PictureFiles(tmp_path / "pictures"))
    shown = detail(storage.entry(PICTURE))
    assert [(line.text, line.recognized, line.confidence) for line in shown.lines] == [
        ("one", "one", 0.5),
        ("two", "tvvo", 0.5),
    ]
    assert shown.text == "one two"
    assert [line.words for line in shown.lines] == [None, None]
    assert shown.lines[0].points == [(1, 2), (4, 2), (4, 6), (1, 6)]
    storage.keep(read(PICTURE, "not", "once", "more"), corrected(PICTURE, "whole"))
    entry = storage.entry(PICTURE)
    assert [box.text for box in entry.boxes] == ["one", "tvvo", "more"]
    assert len(entry.corrections) == 2


def test_no_key_runs_out(postgres_url: str, tmp_path: Path) -> None:
    storage = Storage(Database(postgres_url), PictureFiles(tmp_path / "pictures"))
    with storage.database.engine.begin() as connection:
        sequences = connection.scalars(text("SELECT sequencename FROM pg_sequences")).all()
        for name in sequences:
            connection.execute(text(f"SELECT setval('{name}', 2147483647)"))

    picture = taken()
    storage.keep(picture, read(picture.image_id, "a"), corrected(picture.image_id, "b"))

    assert storage.entry(picture.image_id).corrections[0].id == 2**31


def test_migrating_waits_for_who_migrates_before_however_long_that_takes(
    postgres_server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres_server.new_database()
    limits = {"options": "-c statement_timeout=1s -c lock_timeout=1s"}
    monkeypatch.setattr("image_api.database._POSTGRES", limits)

    with Database(url).engine.connect() as other, ThreadPoolExecutor() as pool:
        other.execute(text("SELECT pg_advisory_xact_lock(5003)"))
        waiting = pool.submit(migrations.upgrade, Database(url).engine)
        with pytest.raises(TimeoutError):
            waiting.result(timeout=2)
        other.rollback()
        waiting.result()

    assert Database(url).answers()
