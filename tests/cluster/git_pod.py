"""Repositories of Git inside a cluster: a pod that takes them as bundles, and serves them."""

from base64 import b64encode
from pathlib import Path

import yaml
from tests.cluster import git_server
from tests.cluster.cluster import Cluster

ADDRESS = "http://git.git.svc.cluster.local:8080"
_IMAGE = "docker.io/library/python:3.11.15-bookworm"  # which has Git, too
_FOLDER = "/srv"
_LABELS = {"app": "git"}
TAKE = (
    'git init --quiet --bare --initial-branch=main "$1" && base64 --decode > "$1/bundle"'
    ' && git -C "$1" fetch --quiet --force "$1/bundle" "refs/heads/*:refs/heads/*"'
)
"""For `sh -c`: takes a bundle from standard input into the repository that is named next."""


class GitPod:
    """Serves one repository of the cluster's own."""

    url = f"{ADDRESS}/show-off.git"

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def start(self) -> None:
        self._cluster.kubectl("apply", "--filename=-", sent=manifest())
        ready = ("wait", "--for=condition=Ready", "pod/git", f"--timeout={self._cluster.timeout}s")
        self._cluster.kubectl("--namespace=git", *ready)

    def take(self, bundle: bytes) -> None:
        """Let its branches be those of a bundle."""
        command = ("sh", "-c", TAKE, "sh", f"{_FOLDER}/show-off.git")
        self._cluster.kubectl(
            *("--namespace=git", "exec", "--stdin", "pod/git", "--", *command),
            sent=b64encode(bundle).decode(),
        )


def manifest() -> str:
    """What `kubectl apply` makes: namespace, server, pod and its name."""
    script = Path(git_server.__file__).read_text(encoding="utf-8")
    named = {"namespace": "git", "name": "git", "labels": _LABELS}
    pod = {
        "containers": [
            {
                "name": "git",
                "image": _IMAGE,
                "command": ["python", "/etc/git/git_server.py", _FOLDER, "8080"],
                "readinessProbe": {"tcpSocket": {"port": 8080}},
                "volumeMounts": [
                    {"name": "script", "mountPath": "/etc/git"},
                    {"name": "repositories", "mountPath": _FOLDER},
                ],
            }
        ],
        "volumes": [
            {"name": "script", "configMap": {"name": "git"}},
            {"name": "repositories", "emptyDir": {}},
        ],
    }
    return yaml.safe_dump_all(
        [
            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "git"}},
            {
                "apiVersion": "v1",
                "kind": "ConfigMap",
                "metadata": named,
                "data": {"git_server.py": script},
            },
            {"apiVersion": "v1", "kind": "Pod", "metadata": named, "spec": pod},
            {
                "apiVersion": "v1",
                "kind": "Service",
                "metadata": named,
                "spec": {"selector": _LABELS, "ports": [{"port": 8080}]},
            },
        ]
    )
