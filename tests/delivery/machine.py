"""A machine to bootstrap: nothing installed but stand-ins that remember what they were told."""

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT
from tests.delivery.dockerfiles import TOOLS

SCRIPT = ROOT / "bootstrap.sh"
OWN_REPOSITORY = re.findall(r"repoURL: *(\S+)", (ROOT / "argocd/root.yaml").read_text())[0]
_STAND_IN = ROOT / "tests" / "delivery" / "stand_in.sh"
_STOOD_IN_FOR = ("minikube", "kubectl", "docker", "git", "uname")
# All else that it may use: what every Linux has.
_SYSTEM = (
    *("bash", "base64", "cat", "dirname", "grep", "mkdir", "od", "rm", "sed", "sleep", "sort"),
    *("touch", "tr", "wc"),
)


@dataclass
class Machine:
    """A machine on which only the named programs are installed.

    Attributes:
        folder: Takes the programs and what the stand-ins remember.
        told: What the stand-ins and the script are told by the environment.
    """

    folder: Path
    told: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for part in ("bin", "state"):
            (self.folder / part).mkdir()
        for name in _SYSTEM:
            found = shutil.which(name)
            assert found, name
            (self.folder / "bin" / name).symlink_to(found)
        for name in _STOOD_IN_FOR:
            (self.folder / "bin" / name).symlink_to(_STAND_IN)

    def without(self, *names: str) -> "Machine":
        for name in names:
            (self.folder / "bin" / name).unlink()
        return self

    def bootstrap(self, *arguments: str, **told: str) -> subprocess.CompletedProcess[str]:
        """Run it; ``told`` is for this run only."""
        (self.folder / "state" / "calls").write_text("")
        environment = {
            "PATH": str(self.folder / "bin"),
            "STATE": str(self.folder / "state"),
            "KUBECTL": str(TOOLS / "kubectl"),
            "ORIGIN": OWN_REPOSITORY,
            "MACHINE": "aarch64",
            "HEALTHY": "2",
            "SHOWOFF_INTERVAL": "0",
            **self.told,
            **told,
        }
        return subprocess.run(
            [self.folder / "bin" / "bash", SCRIPT, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    @property
    def calls(self) -> list[str]:
        """Of the last run, without what only asks."""
        calls = (self.folder / "state" / "calls").read_text().splitlines()
        asking = re.compile(
            r"uname|git|docker info|minikube status|kubectl kustomize|kubectl .*\bget "
        )
        return [call for call in calls if not asking.match(call)]

    def position(self, part: str) -> int:
        """Of the one call that holds ``part``, which may go up to its end."""
        (found,) = [n for n, call in enumerate(self.calls) if part in f"{call}\n"]
        return found

    @property
    def secrets(self) -> dict[str, str]:
        kept = self.folder / "state" / "secrets"
        return {str(path.relative_to(kept)): path.read_text() for path in sorted(kept.glob("*/*"))}
