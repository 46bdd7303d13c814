"""One show-off-api of each kind for all tests that need no other; and what starts others."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from tests.bff_contract.bff import COMMANDS, Bff, start
from tests.bff_contract.stand_ins import Services, running
from tests.servers.rabbitmq import RabbitMq
from tests.telemetry.platform import exporting_to
from tests.telemetry.receiver import Receiver

Start = Callable[..., Bff]
NO_BROKER = "amqp://guest:guest@127.0.0.1:1/"


@pytest.fixture(scope="session")
def running_services() -> Iterator[Services]:
    with running() as services:
        yield services


@pytest.fixture
def services(running_services: Services) -> Services:
    running_services.make_whole()
    return running_services


@pytest.fixture(scope="session")
def receiver() -> Iterator[Receiver]:
    receiver = Receiver()
    yield receiver
    receiver.stop()


@pytest.fixture(scope="session")
def command_of() -> Callable[[str], Sequence[str]]:
    """The command of a language; what is to be built is built once."""
    return cache(lambda language: COMMANDS[language]())


@pytest.fixture(scope="session", params=COMMANDS)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def command(command_of: Callable[[str], Sequence[str]], language: str) -> Sequence[str]:
    return command_of(language)


@pytest.fixture(scope="session")
def start_any(
    running_services: Services, receiver: Receiver, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Start]:
    """Start a show-off-api by its command, in front of the stand-ins; `settings` go before ours."""
    started: list[Bff] = []

    def start_one(command: Sequence[str], **settings: object) -> Bff:
        folder = tmp_path_factory.mktemp("bff")
        ours = {
            "detection_url": running_services.detection.url,
            "recognition_url": running_services.recognition.url,
            "storage_url": running_services.images.url,
            "amqp_url": NO_BROKER,
            "outbox": folder / "outbox" / "outbox.db",
        }
        bff = start(command, folder, exporting_to(receiver), **{**ours, **settings})
        started.append(bff)
        return bff

    yield start_one
    for bff in started:
        bff.stop()


@pytest.fixture(scope="session")
def shared(command: Sequence[str], start_any: Start) -> Bff:
    return start_any(command, slots=4)


@pytest.fixture
def bff(shared: Bff, services: Services) -> Bff:  # noqa: ARG001 - made whole
    """One that everybody may use, without a broker and without keys."""
    return shared


@pytest.fixture
def start_bff(command: Sequence[str], start_any: Start, services: Services) -> Iterator[Start]:  # noqa: ARG001 - made whole
    """Start another, which ends with the test."""
    started: list[Bff] = []

    def start_one(**settings: object) -> Bff:
        started.append(start_any(command, **settings))
        return started[-1]

    yield start_one
    for bff in started:
        bff.stop()


@pytest.fixture(scope="session")
def kept(broker_server: RabbitMq, command: Sequence[str], start_any: Start) -> Bff:
    """One with a broker, which nobody else takes messages from."""
    return start_any(command, amqp_url=broker_server.url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path
