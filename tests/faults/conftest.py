"""One platform for all fault tests, emptied and made whole before each."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from tests.faults.platform import Platform
from tests.servers.postgres import Postgres
from tests.servers.rabbitmq import RabbitMq

from image_api import migrations
from image_api.database import Database


@dataclass(frozen=True)
class Scale:
    """How much is done: a little in `make test`, all of it under `make faults`."""

    full: bool

    def __call__(self, full: int, reduced: int) -> int:
        return full if self.full else reduced


@pytest.fixture(scope="session")
def scale() -> Scale:
    return Scale(is_full())


def is_full() -> bool:
    return os.environ.get("FAULTS") == "full"


# It ends with the package: its consumers would take what tests elsewhere send.
@pytest.fixture(scope="package")
def running_platform(
    tmp_path_factory: pytest.TempPathFactory, broker_server: RabbitMq, postgres_server: Postgres
) -> Iterator[Platform]:
    url = postgres_server.new_database()
    migrations.upgrade(Database(url).engine)
    platform = Platform(tmp_path_factory.mktemp("platform"), broker_server, postgres_server, url)
    yield platform
    platform.kill()


@pytest.fixture
def platform(running_platform: Platform, request: pytest.FixtureRequest) -> Iterator[Platform]:
    running_platform.speak(getattr(request, "param", "python"))
    running_platform.make_whole()
    yield running_platform
    running_platform.kill_others()
