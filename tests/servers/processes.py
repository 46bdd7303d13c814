"""Server processes that a test starts, kills and starts again."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import BaseServer
from threading import Thread

START_SECONDS = 120.0


def free_port() -> int:
    """A loopback port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def serve_in_thread(server: BaseServer) -> None:
    """Until it is shut down, which it notices soon: every test waits for that."""
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()


def wait_until(condition: Callable[[], object], seconds: float = START_SECONDS) -> None:
    """Wait until ``condition`` holds.

    Raises:
        TimeoutError: It does not in time.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds:g} seconds: {condition}")
        time.sleep(0.05)


@dataclass
class Process:
    """A process group of its own, so that a kill takes its children too."""

    command: Sequence[str]
    log: Path
    environment: Mapping[str, str] | None = None
    user: int | None = None
    folder: Path | None = None  # it works in; None: ours
    _popen: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        with self.log.open("ab") as output:
            self._popen = subprocess.Popen(
                self.command,
                env=self.environment,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                user=self.user,
                group=self.user and 65534,
                extra_groups=[] if self.user else None,
            )

    @property
    def pid(self) -> int:
        """Its process id.

        Raises:
            RuntimeError: It was never started.
        """
        if self._popen is None:
            raise RuntimeError("not started")
        return self._popen.pid

    def runs(self) -> bool:
        return self._popen is not None and self._popen.poll() is None

    def kill(self) -> None:
        """kill -9, of the whole group."""
        self.signal(signal.SIGKILL)
        self.wait()

    def signal(self, number: signal.Signals) -> None:
        if self._popen is not None:
            try:
                os.killpg(self._popen.pid, number)
            except ProcessLookupError:
                return

    def wait(self, seconds: float = 60) -> int:
        if self._popen is None:
            raise RuntimeError("not started")
        return self._popen.wait(seconds)

    def last_words(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]
