"""A machine to bootstrap: nothing installed but stand-ins that remember what they were told."""

import re
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from tests.conftest import ROOT
from tests.delivery.dockerfiles import DOCKERFILES, TOOLS

SCRIPT = ROOT / "bootstrap.sh"
OVERLAY = "k8s/overlays/minikube"
OWN_REPOSITORY = re.findall(r"repoURL: *(\S+)", (ROOT / "argocd/root.yaml").read_text())[0]
_STAND_IN = ROOT / "tests" / "delivery" / "stand_in.sh"
_STOOD_IN_FOR = ("minikube", "kind", "kubectl", "docker", "git", "uname")
# All else that it may use: what every Linux has.
_SYSTEM = (
    *(
        "bash",
        "base64",
        "cat",
        "dirname",
        "grep",
        "mkdir",
        "mktemp",
        "od",
        "rm",
        "sed",
        "sha256sum",
    ),
    *("sleep", "sort", "touch", "tr", "wc"),
)


@dataclass
class Machine:
    """A machine on which only the named programs are installed, and a clone to bootstrap from.

    Attributes:
        folder: Takes the programs, the clone, and what the stand-ins remember.
        variables: What the stand-ins and the script find in the environment.
    """

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    _rendered: ClassVar[dict[str, bytes]] = {}  # the overlay by its tag: kubectl takes a while

    def __post_init__(self) -> None:
        for part in ("bin", "state", "clone"):
            (self.folder / part).mkdir()
        shutil.copy(SCRIPT, self.clone)
        for part in ("argocd", "k8s"):
            shutil.copytree(
                ROOT / part, self.clone / part, ignore=shutil.ignore_patterns(".local*", ".test*")
            )
        for dockerfile in {it.path for it in DOCKERFILES}:
            target = self.clone / dockerfile.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(dockerfile, target)
        self.publish("0123456789" * 4)
        for name in _SYSTEM:
            found = shutil.which(name)
            assert found, name
            (self.folder / "bin" / name).symlink_to(found)
        for name in _STOOD_IN_FOR:
            (self.folder / "bin" / name).symlink_to(_STAND_IN)

    @property
    def clone(self) -> Path:
        return self.folder / "clone"

    def publish(self, tag: str) -> None:
        """Let the overlays name images of this tag, as CI does."""
        for file in self.clone.glob("k8s/overlays/*/*/kustomization.yaml"):
            text = file.read_text(encoding="utf-8")
            file.write_text(re.sub(r"newTag: .*", f'newTag: "{tag}"', text), encoding="utf-8")
        if tag not in self._rendered:
            self._rendered[tag] = subprocess.check_output(
                [TOOLS / "kubectl", "kustomize", self.clone / OVERLAY]
            )
        (self.folder / "rendered.yaml").write_bytes(self._rendered[tag])

    def without(self, *names: str) -> "Machine":
        for name in names:
            (self.folder / "bin" / name).unlink()
        return self

    def bootstrap(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run it; ``variables`` are for this run only."""
        (self.folder / "state" / "calls").write_text("")
        environment = {
            "PATH": str(self.folder / "bin"),
            "STATE": str(self.folder / "state"),
            "KUBECTL": str(TOOLS / "kubectl"),
            "RENDERED_FROM": OVERLAY,
            "RENDERED": str(self.folder / "rendered.yaml"),
            "ORIGIN": OWN_REPOSITORY,
            "MACHINE": "aarch64",
            "HEALTHY": "2",
            "MIGRATIONS": "SuccessCriteriaMet Complete ",
            "SHOWOFF_INTERVAL": "0",
            **self.variables,
            **variables,
        }
        return subprocess.run(
            [self.folder / "bin" / "bash", self.clone / SCRIPT.name, *arguments],
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
            r"uname|git|docker (info|image inspect)|minikube status|kind get|kubectl kustomize"
            r"|kubectl .*\b(get|logs) "
        )
        return [call for call in calls if not asking.match(call)]

    @property
    def everything(self) -> str:
        """All calls of the last run, what only asks among them."""
        return (self.folder / "state" / "calls").read_text(encoding="utf-8")

    def position(self, part: str) -> int:
        """Of the one call that holds ``part``, which may go up to its end."""
        (found,) = [n for n, call in enumerate(self.calls) if part in f"{call}\n"]
        return found

    @property
    def applied_images(self) -> set[str]:
        """Those of ours in what `--local` applied."""
        applied = (self.folder / "state" / "applied").read_text(encoding="utf-8")
        return set(re.findall(r"^ *(?:- )?image: (ghcr\.io/show-off/\S+)$", applied, re.MULTILINE))

    @property
    def secrets(self) -> dict[str, str]:
        kept = self.folder / "state" / "secrets"
        return {str(path.relative_to(kept)): path.read_text() for path in sorted(kept.glob("*/*"))}
