"""What ArgoCD would get: the served repository, its images, a commit and its revert."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from tests.cluster.git_server import served
from tests.cluster.gitops import Repository
from tests.conftest import ROOT

IMAGE = "ghcr.io/show-off/show-off/show-off-ui:0123456789ab"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Copied from a shallow clone without a branch, as a workflow has it."""
    source, folder = tmp_path / "source", tmp_path / "served"
    folder.mkdir()
    git("clone", "--quiet", "--depth=1", f"file://{ROOT}", str(source))
    git("-C", str(source), "checkout", "--quiet", "--detach")
    monkeypatch.setattr("tests.cluster.gitops.ROOT", source)
    return Repository(folder)


@pytest.fixture
def url(repository: Repository) -> Iterator[str]:
    with served(repository.root, "127.0.0.1") as address:
        yield f"{address}/show-off.git"


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
    git("clone", "--quiet", "--branch=main", url, str(tmp_path / "clone"))

    with pytest.raises(subprocess.CalledProcessError):
        git("-C", str(tmp_path / "clone"), "push", "origin", "main:other")
