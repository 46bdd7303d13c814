"""The platform as `make up` starts it, on a port and in a folder of its own."""

import signal
import sys
from pathlib import Path
from typing import Any

import httpx
from tests.servers.processes import Process, free_port, wait_until


class ShowOff:
    """`show-off up`, started and stopped.

    Args:
        folder: Takes what it keeps, and its log.
        port: Where it answers; a free one by default.
    """

    def __init__(self, folder: Path, port: int | None = None) -> None:
        self.folder = folder
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "showoff_cli", "up", "--port", str(self.port)]
        self.process = Process([*command, "--data", str(folder / "data")], folder / "up.log")

    def start(self) -> None:
        self.process.start()
        wait_until(lambda: self.ready() or not self.process.runs())
        if not self.process.runs():
            raise RuntimeError(self.process.last_words())

    def ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/api/ready", timeout=5).is_success
        except httpx.HTTPError:
            return False

    def interrupt(self) -> int:
        """Press Ctrl-C; returns the exit status."""
        self.process.signal(signal.SIGINT)
        return self.process.wait()

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
