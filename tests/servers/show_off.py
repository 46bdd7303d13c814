"""The platform as `make up` starts it, on a port and in a folder of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from tests.servers.platform import Service, python_service
from tests.servers.processes import Process, free_port, wait_until

_DOOR = "show_off.front"


class ShowOff:
    """`show-off up`, started and stopped.

    Args:
        folder: Takes what it keeps, and its log.
        port: Where it answers; a free one by default.
        environment: Its variables; by default ours.
    """

    def __init__(
        self, folder: Path, port: int | None = None, environment: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "show_off", "up", "--port", str(self.port)]
        command += ["--data", str(folder / "data")]
        self.process = Process(command, folder / "up.log", environment)

    def start(self) -> None:
        self.process.start()
        wait_until(lambda: self.ready() or not self.process.runs())
        if not self.process.runs():
            raise RuntimeError(self.process.last_words())

    def ready(self) -> bool:
        try:
            # What was kept comes from a service of its own, which reads can do without.
            answers = [httpx.get(f"{self.url}/api/{it}", timeout=5) for it in ("ready", "images")]
            return answers[0].is_success and not answers[1].is_server_error
        except httpx.HTTPError:
            return False

    def interrupt(self) -> int:
        """Press Ctrl-C; returns the exit status."""
        self.process.signal(signal.SIGINT)
        return self.process.wait()

    @contextmanager
    def paused(self, module: str) -> Iterator[None]:
        """One of its services, by its package, stands still: it takes requests, answers none."""
        pids = self.of_module(module)
        if not pids:
            raise ProcessLookupError(module)
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in pids:
                os.kill(pid, signal.SIGCONT)

    @contextmanager
    def another_door(self, folder: Path, **settings: object) -> Iterator[Service]:
        """One more show-off-api before the same services, with its log and outbox in a folder.

        Args:
            folder: It.
            settings: That differ from the first one's; by their names, without SHOWOFF_.
        """
        told = Path(f"/proc/{min(self.of_module(_DOOR))}/environ").read_text("utf-8").split("\0")
        own = {**settings, "outbox": folder / "outbox.db"}
        door = python_service(folder, "-m", _DOOR, **own)
        changed = {f"SHOWOFF_{name.upper()}": str(value) for name, value in own.items()}
        changed["SHOWOFF_PORT"] = str(door.port)
        door.process.environment = {
            **dict(variable.split("=", 1) for variable in told if variable),
            **changed,
        }
        door.process.start()
        try:
            wait_until(lambda: _answers(f"{door.url}/api/ready") or not door.process.runs())
            if not door.process.runs():
                raise RuntimeError(door.process.last_words())
            yield door
        finally:
            door.kill()

    def of_module(self, module: str) -> list[int]:
        """Those of its processes that run a module."""
        return [
            pid
            for pid in self.processes()
            if module in Path(f"/proc/{pid}/cmdline").read_text("utf-8").split("\0")
        ]

    def processes(self, depth: int = 2) -> set[int]:
        """Its services; by default with their workers."""
        return _descendants(self.process.pid, depth)

    def send(self, data: bytes, **form: str) -> httpx.Response:
        """POST a picture to /read."""
        return httpx.post(
            f"{self.url}/api/read",
            files={"image": ("picture", data)},
            data=form,
            timeout=120,
        )

    def read(self, data: bytes, **form: str) -> dict[str, Any]:
        """Read a picture.

        Raises:
            httpx.HTTPStatusError: It was refused.
        """
        return dict(self.send(data, **form).raise_for_status().json())


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).is_success
    except httpx.HTTPError:
        return False


def _descendants(pid: int, depth: int) -> set[int]:
    """Children of a process, and theirs, so many generations down."""
    listed = subprocess.run(
        ["pgrep", "--parent", str(pid)], stdout=subprocess.PIPE, text=True, check=False
    )
    own = {int(child) for child in listed.stdout.split()}
    return own.union(*(_descendants(child, depth - 1) for child in own)) if depth > 1 else own
