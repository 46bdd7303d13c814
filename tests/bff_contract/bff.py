"""A show-off-api as a process, known by the command that starts it."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx
from tests.bff_contract.stand_ins import PICTURE
from tests.servers.platform import Service
from tests.servers.processes import Process, free_port
from tests.telemetry.platform import environment
from tools import go

Command = Callable[[], Sequence[str]]

COMMANDS: Final[Mapping[str, Command]] = {
    "python": lambda: [sys.executable, "-m", "show_off_api"],
    "go": lambda: [str(go.build())],
}
"""By the language; what is to be built is built."""


@dataclass
class Bff:
    """One that runs, and the client of its tests."""

    service: Service
    client: httpx.Client

    @property
    def log(self) -> str:
        return self.service.process.log.read_text("utf-8")

    def read(
        self,
        accept: str = "application/json",
        headers: Mapping[str, str] | None = None,
        **form: str,
    ) -> httpx.Response:
        """POST a picture to /read."""
        files = {"image": ("picture", PICTURE)}
        asked = {"Accept": accept, **(headers or {})}
        return self.client.post("/read", files=files, data=form, headers=asked)

    def correct(self, **correction: object) -> httpx.Response:
        return self.client.post("/correct-text", json=correction)

    def stop(self) -> None:
        self.client.close()
        if self.service.process.runs():
            self.service.kill()


def start(
    command: Sequence[str], folder: Path, telemetry: Mapping[str, str], **settings: object
) -> Bff:
    """Start one, and wait until it is alive; settings by their names, without SHOWOFF_."""
    port = free_port()
    variables = {f"SHOWOFF_{name.upper()}": str(value) for name, value in settings.items()}
    variables["SHOWOFF_PORT"] = str(port)
    process = Process(command, folder / f"{port}.log", {**environment(telemetry), **variables})
    service = Service(process, port)
    service.start()
    return Bff(service, httpx.Client(base_url=service.url, timeout=60))
