"""show-off-api and image-api as processes of their own, as they are deployed."""

import os
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from tests.servers.processes import Process, free_port, wait_until


@dataclass
class Service:
    """A Python service: started as `python -m MODULE ARGUMENTS`, told by its environment."""

    process: Process
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, or start again, and wait until it is alive."""
        self.process.start()
        wait_until(self._is_alive)

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()

    def _is_alive(self) -> bool:
        if not self.process.runs():
            raise RuntimeError(f"{self.process.command} ended: {self.process.last_words()}")
        try:
            return httpx.get(f"{self.url}/health", timeout=5).is_success
        except httpx.HTTPError:
            return False


def python_service(folder: Path, *command: str, **settings: object) -> Service:
    """A service on a free port; ``settings`` by their names, without SHOWOFF_."""
    port = free_port()
    environment = _environment({"port": port, **settings})
    process = Process([sys.executable, *command], folder / f"{command[1]}.log", environment)
    return Service(process, port)


@contextmanager
def running(folder: Path, module: str, **settings: object) -> Iterator[str]:
    """A service that is ready, at the address given; in the end it stops when asked to."""
    service = python_service(folder, "-m", module, **settings)
    try:
        service.start()
        wait_until(lambda: httpx.get(f"{service.url}/ready", timeout=60).is_success)
        yield service.url
        service.process.signal(signal.SIGTERM)
        assert service.process.wait(90) == 0  # more than the grace that the server gives itself
    finally:
        service.kill()


def python_process(folder: Path, *command: str, **settings: object) -> Process:
    """A process without a port of its own."""
    return Process(
        [sys.executable, *command], folder / f"{command[-1]}.log", _environment(settings)
    )


class Refused(Exception):  # noqa: N818 - not a failure of the test
    """show-off-api did not accept a picture.

    Attributes:
        problem: Status, title and Retry-After; 0 and nothing where there was no answer.
    """

    def __init__(self, *problem: object) -> None:
        super().__init__(problem)
        status, title, retry_after = problem
        self.problem = int(str(status)), str(title), str(retry_after)


def post_picture(url: str, data: bytes) -> str:
    """POST /read; the id under which the picture was accepted.

    Raises:
        Refused: It was not.
    """
    try:
        answer = httpx.post(f"{url}/read", files={"image": data}, timeout=60)
    except httpx.HTTPError:
        raise Refused(0, "", "") from None
    details = answer.json()
    if not answer.is_success:
        raise Refused(answer.status_code, details["title"], answer.headers.get("Retry-After"))
    return str(details["id"])


def _environment(settings: Mapping[str, object]) -> dict[str, str]:
    variables = {f"SHOWOFF_{name.upper()}": str(value) for name, value in settings.items()}
    return {**os.environ, "OTEL_SDK_DISABLED": "true", **variables}
