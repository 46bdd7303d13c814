"""What Kubernetes gets, rendered by kubectl itself, and ways to ask about it."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from filelock import FileLock
from tests.conftest import ROOT
from tests.delivery.dockerfiles import TOOLS

K8S, ARGOCD = ROOT / "k8s", ROOT / "argocd"
OVERLAYS = sorted(path.parent for path in K8S.glob("overlays/*/kustomization.yaml"))
MINIKUBE, PRODUCTION = (K8S / "overlays" / name for name in ("minikube", "production"))
PARTS = sorted(path.parent for path in K8S.glob("overlays/*/*/kustomization.yaml"))

_KUBECTL = TOOLS / "kubectl"
_TEMPORARY = ".test-"

Object = dict[str, Any]
_POD_TEMPLATES = {
    "Deployment": ("spec", "template"),
    "StatefulSet": ("spec", "template"),
    "Job": ("spec", "template"),
    "CronJob": ("spec", "jobTemplate", "spec", "template"),
}


@cache
def render(folder: Path) -> list[Object]:
    """`kubectl kustomize`.

    Raises:
        AssertionError: It refuses.
    """
    return list(yaml.load_all(_kustomized(folder), yaml.CSafeLoader))


def _kustomized(folder: Path) -> str:
    """What kubectl makes of it; of files that are as they were, what it made once is kept."""
    if folder.name.startswith(_TEMPORARY):
        return _by_kubectl(folder)
    kept = _of_these_files() / f"{'-'.join(folder.relative_to(ROOT).parts)}.yaml"
    with FileLock(f"{kept.parent}.lock"):
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(_by_kubectl(folder), encoding="utf-8")
        return kept.read_text(encoding="utf-8")


def _by_kubectl(folder: Path) -> str:
    rendered = subprocess.run(
        [_KUBECTL, "kustomize", folder], capture_output=True, text=True, check=False
    )
    assert rendered.returncode == 0, rendered.stderr
    return rendered.stdout


@cache
def _of_these_files() -> Path:
    """A folder for what is made of all of k8s/ and argocd/ as they are, by this kubectl."""
    digest = hashlib.sha256(str(_KUBECTL.stat().st_mtime_ns).encode())
    paths = [path for folder in (K8S, ARGOCD) for path in folder.rglob("*") if path.is_file()]
    for path in sorted(paths):
        name = path.relative_to(ROOT)
        if not any(part.startswith(".") for part in name.parts):
            digest.update(f"{name}\0".encode() + path.read_bytes())
    folder = ROOT / "build" / "rendered" / digest.hexdigest()[:16]
    folder.parent.mkdir(parents=True, exist_ok=True)
    return folder


def composed(base: Path, components: list[Path], request: pytest.FixtureRequest) -> list[Object]:
    """A base with components, as an overlay that is there for as long as the test."""
    # Kustomize takes relative paths only.
    folder = Path(tempfile.mkdtemp(prefix=_TEMPORARY, dir=K8S))
    request.addfinalizer(lambda: shutil.rmtree(folder))
    (folder / "kustomization.yaml").write_text(
        yaml.safe_dump(
            {
                "kind": "Kustomization",
                "resources": [os.path.relpath(base, folder)],
                "components": [os.path.relpath(it, folder) for it in components],
            }
        )
    )
    return render(folder)


@dataclass(frozen=True)
class Pod:
    """A pod template and what it belongs to."""

    owner: Object
    template: Object

    @property
    def name(self) -> str:
        return str(self.owner["metadata"]["name"])

    @property
    def namespace(self) -> str:
        return str(self.owner["metadata"]["namespace"])

    @property
    def labels(self) -> dict[str, str]:
        return dict(self.template["metadata"]["labels"])

    @property
    def spec(self) -> Object:
        return dict(self.template["spec"])

    @property
    def container(self) -> Object:
        """Its only one."""
        (container,) = self.spec["containers"]
        return dict(container)

    @property
    def ports(self) -> dict[str, int]:
        return {port["name"]: port["containerPort"] for port in self.container.get("ports", [])}

    @property
    def serves(self) -> bool:
        """Runs on and on, and is not done at some time."""
        return self.owner["kind"] in {"Deployment", "StatefulSet"}


def pods(objects: list[Object]) -> Iterator[Pod]:
    for it in objects:
        if keys := _POD_TEMPLATES.get(it["kind"]):
            template = it
            for key in keys:
                template = template[key]
            yield Pod(it, template)


def of_kind(objects: list[Object], kind: str) -> list[Object]:
    return [it for it in objects if it["kind"] == kind]
