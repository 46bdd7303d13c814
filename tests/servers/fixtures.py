"""The servers as fixtures: each started once a session, where a test asks for it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.servers.migrated import migrate, new_sqlite
from tests.servers.postgres import Postgres
from tests.servers.rabbitmq import RabbitMq

from showoff_common.messaging.topology import DEAD_LETTER_QUEUE
from showoff_common.messaging.wire import (
    QUEUES,
)


@pytest.fixture(scope="session")
def broker_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RabbitMq]:
    server = RabbitMq(tmp_path_factory.mktemp("rabbitmq"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def broker(broker_server: RabbitMq) -> RabbitMq:
    """The broker, its queues there and empty."""
    broker_server.purge((*QUEUES, DEAD_LETTER_QUEUE))
    return broker_server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    with TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder))
        server.start()
        yield server
        server.kill()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: Postgres) -> str:
    """The name of a migrated database, to copy."""
    url = postgres_server.new_database()
    migrate(url)
    return url.rpartition("/")[2]


@pytest.fixture
def postgres_url(postgres_server: Postgres, migrated_postgres: str) -> str:
    """A migrated database, empty but for its tables."""
    return postgres_server.new_database(template=migrated_postgres)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A migrated database, empty but for its tables."""
    return new_sqlite(tmp_path)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A migrated database, once of each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
