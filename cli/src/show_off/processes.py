"""Services as child processes: started, watched, stopped; what they say goes to a file each."""

import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_GRACE_SECONDS = 15


def free_port() -> int:
    """A loopback port that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def module(name: str) -> Sequence[str]:
    """The command that runs a module of this environment."""
    return [sys.executable, "-m", name]


@dataclass
class Child:
    """One service.

    Attributes:
        name: As users know it.
        command: What is run.
        settings: Its environment variables, beside those of this process.
        logs: Folder for the file that takes what it says, begun anew at each start.
    """

    name: str
    command: Sequence[str]
    settings: Mapping[str, str]
    logs: Path
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def log(self) -> Path:
        return self.logs / f"{self.name}.log"

    def start(self) -> None:
        self.logs.mkdir(parents=True, exist_ok=True)
        with self.log.open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own
                self.command,
                env={**os.environ, **self.settings},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for us alone; we stop it in order
            )

    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def status(self) -> int | None:
        """What it ended with; None while it runs, or before it was started."""
        return None if self._process is None else self._process.poll()

    def ask_to_stop(self) -> None:
        if self._process is not None and self.runs():
            self._process.terminate()

    def wait(self) -> None:
        """Wait until it has stopped; after a grace it is killed."""
        if self._process is None:
            return
        try:
            self._process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def last_words(self, lines: int = 20) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])
