"""ArgoCD keeps a cluster of kind's as Git has it: `make gitops-test`.

Makes the cluster and the images (`bootstrap.sh --kind --local`), serves a copy of this repository
from inside it, whose overlay names those images, and lets `bootstrap.sh --kind` install ArgoCD and
bring all from there. Then a commit changes a tag, and its revert changes it back: both must be
rolled out.
"""

# ruff: noqa: T201 - it tells what it sees

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.cluster.cluster import Cluster, Failed
from tests.cluster.git_pod import GitPod
from tests.conftest import ROOT

_SERVICE = "show-off-ui"
"""Whose tag is changed: it starts fastest."""
_IDENTITY = ("-c", "user.name=gitops-test", "-c", "user.email=gitops-test@example.org")


class Repository:
    """A copy of this one, whose main goes to a server.

    Args:
        folder: Takes the copy.
        send: Gives the server a bundle of main.
    """

    def __init__(self, folder: Path, send: Callable[[bytes], None]) -> None:
        self.clone = folder / "clone"
        self._send = send
        self._run("git", "clone", "--quiet", str(ROOT), str(self.clone))
        # Without what came before: of a workflow's shallow clone, only the last commit is there.
        self.git("checkout", "--quiet", "--orphan", "copy")
        self.git("commit", "--quiet", "--message", "Copy it")
        self.git("branch", "--move", "--force", "main")

    def git(self, *arguments: str) -> bytes:
        return self._run("git", *_IDENTITY, "-C", str(self.clone), *arguments)

    def name(self, address: str, images: Iterable[str]) -> None:
        """Let `argocd/` name where this is served, and the overlay these images; push it."""
        named = re.findall(r"repoURL: *(\S+)", (self.clone / "argocd/root.yaml").read_text())[0]
        for file in (self.clone / "argocd").rglob("*.yaml"):
            file.write_text(file.read_text().replace(named, address))
        for image in images:
            name, _, tag = image.rpartition(":")
            self._tag(name.rpartition("/")[2], tag)
        self.git("remote", "set-url", "origin", address)
        self._push("Name these images and this repository")

    def deploy(self, tag: str) -> None:
        self._tag(_SERVICE, tag)
        self._push(f"Deploy {tag}")

    def revert(self) -> None:
        self.git("revert", "--no-edit", "HEAD")
        self._push()

    def _tag(self, service: str, tag: str) -> None:
        file = self.clone / "k8s/overlays/minikube" / service / "kustomization.yaml"
        file.write_text(re.sub("newTag: .*", f'newTag: "{tag}"', file.read_text()))

    def _push(self, message: str = "") -> None:
        if message:
            self.git("commit", "--quiet", "--all", "--message", message)
        self._send(self.git("bundle", "create", "--quiet", "-", "main"))

    def _run(self, *command: str) -> bytes:
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            raise Failed(f"{' '.join(command)}: {done.stderr.decode().strip()}")
        return done.stdout


def images_of(cluster: Cluster) -> set[str]:
    """Ours, as they run in it."""
    kinds = "deployment,statefulset,cronjob"
    listed = cluster.kubectl("--namespace", "show-off", "get", kinds, "--output", "yaml")
    return set(re.findall(r"image: (ghcr\.io/\S+)", listed))


def wait_for_tag(cluster: Cluster, tag: str) -> float:
    """Seconds until it is rolled out and all is as Git has it, asking ArgoCD to look at once."""
    begin = time.monotonic()
    argocd = ("--namespace", "argocd")
    shown = "jsonpath={range .items[*]}{.status.sync.status} {.status.health.status}{'\\n'}{end}"
    while time.monotonic() - begin < cluster.timeout:
        look = ("annotate", "applications", "--all", "--overwrite")
        cluster.kubectl(*argocd, *look, "argocd.argoproj.io/refresh=normal")
        states = cluster.kubectl(*argocd, "get", "applications", "--output", shown)
        runs = any(it.endswith(f"/{_SERVICE}:{tag}") for it in images_of(cluster))
        if runs and set(states.splitlines()) == {"Synced Healthy"}:
            cluster.kubectl(
                "--namespace", "show-off", "rollout", "status", f"deployment/{_SERVICE}"
            )
            return time.monotonic() - begin
        time.sleep(5)
    raise Failed(f"{tag} was not rolled out within {cluster.timeout} seconds:\n{states}")


def run(cluster: Cluster, folder: Path) -> None:
    server = GitPod(cluster)
    server.start()
    repository = Repository(folder, server.take)
    images = images_of(cluster)
    repository.name(server.url, images)
    begin = time.monotonic()
    cluster.bootstrap(folder=repository.clone)
    print(f"ArgoCD and all applications synced and healthy: {time.monotonic() - begin:.0f} s")
    (image,) = (it for it in images if f"/{_SERVICE}:" in it)
    name, _, old = image.rpartition(":")
    new = f"{old}-again"
    subprocess.run(["docker", "tag", image, f"{name}:{new}"], check=True)
    loaded = ["kind", "load", "docker-image", "--name", "show-off", f"{name}:{new}"]
    subprocess.run(loaded, check=True)
    repository.deploy(new)
    print(f"a commit rolled out: {wait_for_tag(cluster, new):.0f} s")
    repository.revert()
    print(f"its revert rolled out: {wait_for_tag(cluster, old):.0f} s")


def main() -> None:
    cluster = Cluster("kind-show-off")
    try:
        cluster.bootstrap("--local")
        with tempfile.TemporaryDirectory() as folder:
            run(cluster, Path(folder))
    except Failed as failure:
        sys.exit(f"gitops-test: {failure}")


if __name__ == "__main__":
    main()
