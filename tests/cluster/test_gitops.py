"""What ArgoCD would get: the served repository, its images, a commit and its revert."""

import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from kubernetes_validate import validate
from tests.cluster import git_server
from tests.cluster.git_pod import TAKE, manifest
from tests.cluster.gitops import Repository
from tests.conftest import ROOT
from tests.servers.processes import Process, free_port, listens, wait_until

IMAGE = "ghcr.io/show-off/show-off/show-off-ui:0123456789ab"


@pytest.fixture
def repositories(tmp_path: Path) -> Path:
    """The folder that is served."""
    folder = tmp_path / "served"
    folder.mkdir()
    return folder


@pytest.fixture
def repository(tmp_path: Path, repositories: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Copied from a shallow clone without a branch, as a workflow has it."""
    source = tmp_path / "source"
    git("clone", "--quiet", "--depth=1", f"file://{ROOT}", str(source))
    git("-C", str(source), "checkout", "--quiet", "--detach")
    monkeypatch.setattr("tests.cluster.gitops.ROOT", source)

    def take(bundle: bytes) -> None:
        command = ["sh", "-c", TAKE, "sh", str(repositories / "show-off.git")]
        subprocess.run(command, input=b64encode(bundle), check=True, timeout=60)

    return Repository(tmp_path, take)


@pytest.fixture
def url(repositories: Path, tmp_path: Path) -> Iterator[str]:
    """By the command that the pod runs."""
    (container,) = pods()[0]["spec"]["containers"]
    assert container["command"][:2] == ["python", "/etc/git/git_server.py"]
    port = free_port()
    command = [sys.executable, git_server.__file__, str(repositories), str(port)]
    server = Process(command, tmp_path / "server.log")
    server.start()
    wait_until(lambda: listens(port))
    yield f"http://127.0.0.1:{port}/show-off.git"
    server.kill()


def pods() -> list[Any]:
    return [it for it in yaml.safe_load_all(manifest()) if it["kind"] == "Pod"]


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True, timeout=60)


def tag_at(url: str, folder: Path) -> str:
    """What the overlay of main runs, by whoever follows the address."""
    git("clone", "--quiet", "--branch=main", url, str(folder))
    file = folder / "k8s/overlays/minikube/show-off-ui/kustomization.yaml"
    (image,) = yaml.safe_load(file.read_text(encoding="utf-8"))["images"]
    return str(image["newTag"])


def test_a_commit_and_its_revert_arrive_at_who_follows(
    repository: Repository, url: str, tmp_path: Path
) -> None:
    repository.name(url, [IMAGE])
    assert tag_at(url, tmp_path / "first") == "0123456789ab"

    repository.deploy("0123456789ab-again")
    assert tag_at(url, tmp_path / "second") == "0123456789ab-again"

    repository.revert()
    assert tag_at(url, tmp_path / "third") == "0123456789ab"


def test_argocd_is_told_to_follow_what_is_served(
    repository: Repository, url: str, tmp_path: Path
) -> None:
    repository.name(url, [IMAGE])
    git("clone", "--quiet", "--branch=main", url, str(tmp_path / "followed"))

    for file in (tmp_path / "followed" / "argocd").rglob("*.yaml"):
        assert "github.com" not in file.read_text(encoding="utf-8").replace("argoproj", "")
    assert url in (tmp_path / "followed" / "argocd" / "root.yaml").read_text(encoding="utf-8")


def test_who_follows_cannot_push(repository: Repository, url: str, tmp_path: Path) -> None:
    repository.name(url, [IMAGE])
    git("clone", "--quiet", "--branch=main", url, str(tmp_path / "followed"))

    with pytest.raises(subprocess.CalledProcessError):
        git("-C", str(tmp_path / "followed"), "push", "origin", "main:other")


def test_its_server_is_as_kubernetes_takes_it() -> None:
    kinds = list(yaml.safe_load_all(manifest()))

    for one in kinds:
        validate(one, "1.35", strict=True)
    script = next(it["data"]["git_server.py"] for it in kinds if it["kind"] == "ConfigMap")
    assert script == Path(git_server.__file__).read_text(encoding="utf-8")
