"""The platform with tracing on: every service a process, real models, RabbitMQ and Postgres."""

import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from tests.servers.platform import Service, python_process, python_service
from tests.servers.postgres import Postgres
from tests.servers.processes import free_port, listens, wait_until
from tests.servers.rabbitmq import RabbitMq
from tests.telemetry.graph import Graph, graph
from tests.telemetry.receiver import Receiver

from image_api import migrations
from image_api.database import Database

ROOT = Path(__file__).parents[2]
RECEIPT = ROOT / "samples" / "images" / "receipt.png"
ARRIVAL_SECONDS = 90.0


@dataclass(frozen=True)
class Call:
    """A request that was traced, as a page would have it traced."""

    trace_id: str
    page: str
    answer: httpx.Response

    @property
    def traceparent(self) -> str:
        return f"00-{self.trace_id}-{self.page}-01"


def traced_post(url: str, accept: str = "*/*", **request: object) -> Call:
    """POST under a trace of its own."""
    trace_id, page = secrets.token_hex(16), secrets.token_hex(8)
    headers = {"Accept": accept, "traceparent": f"00-{trace_id}-{page}-01"}
    answer = httpx.post(url, headers=headers, timeout=120, **request)  # type: ignore[arg-type]
    return Call(trace_id, page, answer.raise_for_status())


class Platform:
    """show-off-api, both model services, image-api and its consumers.

    Args:
        folder: Takes files, outbox and logs.
        broker: Running.
        database_url: Migrated.
        variables: OTEL_* variables of all services.
    """

    def __init__(
        self, folder: Path, broker: RabbitMq, database_url: str, variables: Mapping[str, str]
    ) -> None:
        self._told = variables
        self.folder = folder
        self.broker = broker
        storage: dict[str, object] = {
            "database_url": database_url,
            "files_dir": folder / "pictures",
        }
        self.storage = storage
        self.metrics_port = free_port()
        self.detection = self._service("detection_api")
        self.recognition = self._service("recognition_api")
        self.images = self._service("image_api", **storage)
        self.bff = self._service(
            "show_off_api",
            detection_url=self.detection.url,
            recognition_url=self.recognition.url,
            storage_url=self.images.url,
            amqp_url=broker.url,
            outbox=folder / "outbox" / "outbox.db",
        )
        self.consumers = python_process(
            folder,
            "-m",
            "image_api",
            "consume",
            amqp_url=broker.url,
            metrics_port=self.metrics_port,
            **storage,
        )
        self.consumers.environment = environment(variables, self.consumers.environment)

    @property
    def services(self) -> list[Service]:
        return [self.detection, self.recognition, self.images, self.bff]

    def start(self) -> None:
        """Start all at once, and wait until a read would be kept."""
        for service in self.services:
            service.process.start()
        self.consumers.start()
        wait_until(lambda: all(is_ready(service) for service in self.services))
        wait_until(lambda: listens(self.metrics_port))

    def kill(self) -> None:
        for process in (*(service.process for service in self.services), self.consumers):
            if process.runs():
                process.kill()

    def read(self, picture: bytes | None = None) -> Call:
        data = picture if picture is not None else RECEIPT.read_bytes()
        return traced_post(f"{self.bff.url}/read", files={"image": ("picture", data)})

    def correct(self, image_id: str) -> Call:
        return traced_post(
            f"{self.bff.url}/correct-text", json={"id": image_id, "text": "CORNER CAFÉ"}
        )

    def metrics_of_consumers(self) -> str:
        return httpx.get(f"http://127.0.0.1:{self.metrics_port}/metrics").text

    def _service(self, module: str, **settings: object) -> Service:
        service = python_service(self.folder, "-m", module, **settings)
        service.process.log = self.folder / f"{module}.log"
        service.process.environment = environment(self._told, service.process.environment)
        return service


def environment(
    variables: Mapping[str, str], base: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """An environment with only these OTEL_* variables."""
    inherited = os.environ if base is None else base
    own = {name: it for name, it in inherited.items() if not name.startswith("OTEL_")}
    return {**own, **variables}


def exporting_to(receiver: Receiver, **more: str) -> dict[str, str]:
    """OTEL_* variables that send traces soon."""
    return {
        "OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url,
        "OTEL_BSP_SCHEDULE_DELAY": "200",
        **more,
    }


def is_ready(service: Service) -> bool:
    if not service.process.runs():
        raise RuntimeError(service.process.last_words())
    try:
        return httpx.get(f"{service.url}/ready", timeout=10).is_success
    except httpx.HTTPError:
        return False


def wait_for_graph(receiver: Receiver, call: Call, expected: Graph) -> None:
    """Wait until a trace has come as expected, no edge more or less."""

    def arrived() -> Graph:
        return graph(receiver.trace(call.trace_id), call.page)

    try:
        wait_until(lambda: arrived() == expected, ARRIVAL_SECONDS)
    except TimeoutError:
        found = arrived()
        for edges, wanted in ((found.calls, expected.calls), (found.links, expected.links)):
            missing, more = sorted(wanted - edges), sorted(edges - wanted)
            assert edges == wanted, f"missing: {missing}; more than expected: {more}"


@contextmanager
def running_platform(
    folder: Path, postgres: Postgres, variables: Mapping[str, str]
) -> Iterator[Platform]:
    """A platform with a broker of its own: nobody else takes its messages."""
    broker = RabbitMq(folder / "rabbitmq")
    if not postgres.process.runs():
        postgres.start()
    url = postgres.new_database()
    migrations.upgrade(Database(url).engine)
    broker.start()
    platform = Platform(folder, broker, url, variables)
    try:
        platform.start()
        # The first connection asks the database about itself, in spans of its own.
        warm = platform.read().answer.json()
        platform.correct(warm["id"])
        wait_until(
            lambda: all(
                f'showoff_messages_kept_total{{queue="{queue}"}} 1.0'
                in platform.metrics_of_consumers()
                for queue in ("imageQueue", "imageDataQueue", "textCorrectionQueue")
            )
        )
        yield platform
    finally:
        platform.kill()
        broker.stop()
