"""Restart every service in turn under steady load: `make rolling`. Fails on any failed request.

Two show-off-api, one in Python and one in Go, behind the real gateway (nginx, its own templates);
two detection-api, two recognition-api and two image-api, each pair behind a balancer of
connections, as Kubernetes' services are one; two of image-api's consumers; RabbitMQ and Postgres.
Each process in turn is told
to stop (SIGTERM) and started again; the next one follows once it is ready. Clients read pictures
and look at the history meanwhile; in the end every picture that was read must be in it.
"""

import sys
import tempfile
import threading
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from rich.console import Console
from sqlalchemy import func, select
from tests.bff_contract.bff import COMMANDS
from tests.delivery.gateway import Gateway
from tests.delivery.upstreams import Name
from tests.load.overload import SAMPLE
from tests.load.replicas import ADDRESSES, Balancer, Pair, Replica
from tests.servers.postgres import Postgres
from tests.servers.processes import Process, free_port, wait_until
from tests.servers.rabbitmq import RabbitMq

from image_api import migrations
from image_api.database import Database
from image_api.tables import Image

_STORED_SECONDS = 180.0


@dataclass
class Clients:
    """Each reads a picture and looks at the history, pausing between, until told to stop.

    Attributes:
        answers: How many, by what was asked and how it was answered.
    """

    url: str
    picture: bytes
    count: int
    answers: Counter[tuple[str, str]] = field(default_factory=Counter)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        self._threads = [threading.Thread(target=self._work) for _ in range(self.count)]
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    @property
    def failed(self) -> int:
        return sum(count for (_, status), count in self.answers.items() if status != "200")

    @property
    def read(self) -> int:
        return self.answers["read", "200"]

    def _work(self) -> None:
        with httpx.Client(base_url=f"{self.url}/api", timeout=60) as client:
            while not self._stop.wait(0.2):
                self._ask("read", lambda: client.post("/read", files={"image": self.picture}))
                self._ask("history", lambda: client.get("/images", params={"limit": 5}))

    def _ask(self, what: str, ask: Callable[[], httpx.Response]) -> None:
        try:
            answer = ask()
            status = str(answer.status_code)
            if not answer.is_success:
                status += f" ({answer.text})"
        except httpx.HTTPError as error:
            status = type(error).__name__
        with self._lock:
            self.answers[what, status] += 1


@dataclass(frozen=True)
class Platform:
    """All of it, running.

    Attributes:
        bff: The show-off-api, which the gateway finds by their name.
        name: It.
    """

    url: str
    replicas: list[Replica]
    bff: Pair
    name: Name
    database: Database

    def restart(self, replica: Replica) -> None:
        """Restart one; as in Kubernetes, no name leads to what is told to stop or not yet ready."""
        if replica in self.bff.replicas:
            self.name.addresses = [one for one in ADDRESSES if one != replica.address]
        replica.restart()
        self.name.addresses = list(ADDRESSES)

    def stored(self) -> int:
        """How many pictures are in the database, with their file."""
        with self.database.transaction() as session:
            return session.scalar(select(func.count(Image.path))) or 0


@contextmanager
def running(folder: Path, languages: Sequence[str]) -> Iterator[Platform]:
    """The platform in ``folder``, which is open to all, as /tmp is; ended with the block.

    Args:
        folder: Takes what it keeps, and logs.
        languages: Those of the two show-off-api.
    """
    with ExitStack() as stack:

        def keep(process: Process) -> None:
            stack.callback(_end, process)

        broker = RabbitMq(folder / "rabbitmq")
        stack.callback(broker.stop)
        broker.start()
        postgres = Postgres(folder / "postgres")
        keep(postgres.process)
        postgres.start()
        database_url = postgres.new_database()
        migrations.upgrade(Database(database_url).engine)
        storage = {"database_url": database_url, "files_dir": folder / "pictures"}

        def balanced(name: str, module: str, **settings: object) -> tuple[Pair, str]:
            pair = Pair.of_service(folder, name, module, **settings)
            balancer = Balancer(folder / name, pair)
            keep(balancer.process)
            balancer.start()
            return pair, balancer.url

        detection, detection_url = balanced("detection-api", "detection_api")
        recognition, recognition_url = balanced("recognition-api", "recognition_api")
        images, storage_url = balanced("image-api", "image_api", **storage)
        bff = Pair.of_bffs(
            folder,
            languages,
            detection_url=detection_url,
            recognition_url=recognition_url,
            storage_url=storage_url,
            amqp_url=broker.url,
        )
        consumers = Pair.of_consumers(folder, amqp_url=broker.url, **storage)
        pairs = (detection, recognition, images, consumers, bff)
        replicas = [replica for pair in pairs for replica in pair.replicas]
        for replica in replicas:
            keep(replica.process)
            replica.start()
        name = Name(list(ADDRESSES))
        name.start()
        stack.callback(name.stop)
        settings = {
            "NGINX_LOCAL_RESOLVERS": f"127.0.0.1:{name.port}",
            "SHOWOFF_API": f"show-off-api.test:{bff.port}",
            "SHOWOFF_UI": f"127.0.0.1:{free_port()}",
            "SHOWOFF_DOCUMENTATION": f"127.0.0.1:{free_port()}",
            "SHOWOFF_READS_PER_SECOND": "1000",
        }
        gateway = Gateway(folder, settings)
        gateway.start()
        stack.callback(gateway.stop)
        wait_until(lambda: httpx.get(f"{gateway.url}/api/ready", timeout=5).is_success)
        yield Platform(gateway.url, replicas, bff, name, Database(database_url))


def _end(process: Process) -> None:
    if process.runs():
        process.kill()


def roll(platform: Platform, rounds: int, clients: Clients, console: Console) -> None:
    """Restart each process in turn, so many times, while clients work."""
    clients.start()
    try:
        for number in range(rounds):
            for replica in platform.replicas:
                started = time.monotonic()
                platform.restart(replica)
                console.print(
                    f"round {number + 1}: {replica.name} restarted in "
                    f"{time.monotonic() - started:.1f} s; {clients.failed} requests failed so far",
                    highlight=False,
                )
    finally:
        clients.finish()


def main() -> None:
    parser = ArgumentParser(
        "rolling", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument(
        "--bff", nargs=2, choices=COMMANDS, default=["python", "go"], help="the two show-off-api"
    )
    options = parser.parse_args()
    console = Console()
    # nginx's workers run as nobody: in /tmp, and open to all.
    with tempfile.TemporaryDirectory(prefix="rolling-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        with running(Path(folder), options.bff) as platform:
            clients = Clients(platform.url, SAMPLE.read_bytes(), options.clients)
            roll(platform, options.rounds, clients, console)
            with suppress(TimeoutError):  # told below
                wait_until(lambda: platform.stored() >= clients.read, _STORED_SECONDS)
            stored = platform.stored()
    answers = ", ".join(
        f"{count} × {what} {status}" for (what, status), count in sorted(clients.answers.items())
    )
    console.print(
        f"{options.rounds} rounds, {options.clients} clients: {answers}; {stored} pictures stored",
        highlight=False,
    )
    sys.exit(0 if clients.failed == 0 and stored == clients.read else 1)


if __name__ == "__main__":
    main()
