"""The commands as processes, while what they need is away."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect
from tests.servers.platform import python_process
from tests.servers.postgres import Postgres
from tests.servers.processes import Process, free_port, wait_until

from image_api.database import Database

pytestmark = pytest.mark.slow


def logged(process: Process) -> list[dict[str, object]]:
    """What it logged, of which each line is an object."""
    return [json.loads(line) for line in process.log.read_text().splitlines()]


def test_sigterm_is_heard_before_anything_that_takes_time_is_imported() -> None:
    code = """if True:
        import signal, sys
        signal.signal = lambda *_: sys.exit(repr(sorted({"sqlalchemy", "pika"} & set(sys.modules))))
        from image_api.__main__ import main
        main()
    """

    ended = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)

    assert ended.stderr.strip() == b"[]"


def test_migrate_waits_for_a_database_that_is_still_to_come(
    postgres_server: Postgres, tmp_path: Path
) -> None:
    url = postgres_server.new_database()
    migrate = python_process(tmp_path, "-m", "image_api", "migrate", database_url=url)
    postgres_server.stop()
    try:
        migrate.start()
        wait_until(lambda: migrate.log.read_text().count("database away") >= 2)
        assert migrate.runs()
    finally:
        postgres_server.start()

    assert migrate.wait() == 0
    assert "image_box" in inspect(Database(url).engine).get_table_names()


def test_migrate_gives_up_in_the_end_and_names_the_database(tmp_path: Path) -> None:
    address = f"127.0.0.1:{free_port()}/none"
    migrate = python_process(
        tmp_path,
        *("-m", "image_api", "migrate"),
        database_url=f"postgresql://me:secret@{address}",
        database_wait_seconds=1,
    )

    migrate.start()

    assert migrate.wait() == 1
    *tries, end = migrate.log.read_text().splitlines()
    assert f"me:***@{address} was not there within 1 seconds" in end
    assert tries
    assert "secret" not in migrate.log.read_text()


def test_a_migration_that_waits_is_stopped_at_once(tmp_path: Path) -> None:
    url = f"postgresql://me@127.0.0.1:{free_port()}/none"
    migrate = python_process(tmp_path, "-m", "image_api", "migrate", database_url=url)
    migrate.start()
    wait_until(lambda: "database away" in migrate.log.read_text())

    migrate.signal(signal.SIGTERM)

    assert migrate.wait() == 128 + signal.SIGTERM


def test_consumers_say_in_a_line_a_try_that_the_broker_is_away(
    sqlite_url: str, tmp_path: Path
) -> None:
    consume = python_process(
        tmp_path,
        *("-m", "image_api", "consume"),
        database_url=sqlite_url,
        files_dir=tmp_path / "pictures",
        amqp_url=f"amqp://127.0.0.1:{free_port()}",
        metrics_port=0,
    )
    consume.start()
    wait_until(lambda: consume.log.read_text().count("broker unavailable") >= 6)

    consume.signal(signal.SIGTERM)

    assert consume.wait() == 0
    lines = logged(consume)
    assert {line["event"] for line in lines} <= {"start", "broker unavailable"}
    assert not [line for line in lines if "exception" in line]
