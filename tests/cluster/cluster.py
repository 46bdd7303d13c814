"""A cluster that bootstrap.sh made, asked by kubectl."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.conftest import ROOT

NAMESPACES = ("show-off", "show-off-infra", "observability")


class Failed(Exception):  # noqa: N818 - what it is called in the table
    """The cluster did not do what was asked of it."""


@dataclass(frozen=True)
class Workload:
    """What is restarted as a whole: a Deployment or a StatefulSet."""

    namespace: str
    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.name}"


@dataclass(frozen=True)
class Cluster:
    """One of kubectl's contexts.

    Attributes:
        context: Its name.
        timeout: Seconds that a rollout may take.
    """

    context: str
    timeout: int = 600

    @classmethod
    def current(cls, context: str = "") -> "Cluster":
        """The one of that name, or the one that kubectl would ask.

        Raises:
            Failed: kubectl has no context.
        """
        if not context:
            asked = subprocess.run(
                ["kubectl", "config", "current-context"],
                capture_output=True,
                text=True,
                check=False,
            )
            context = asked.stdout.strip()
        if not context:
            raise Failed("kubectl has no context: make a cluster with ./bootstrap.sh --local")
        return cls(context)

    @classmethod
    def to_make(cls, context: str = "") -> "Cluster":
        """The one of that name, or the one that bootstrap.sh makes with what is installed.

        Raises:
            Failed: Neither minikube nor kind is.
        """
        for tool, name in (("minikube", "show-off"), ("kind", "kind-show-off")):
            if not context and shutil.which(tool):
                context = name
        if not context:
            raise Failed("a cluster is made by minikube or kind, and neither is here")
        return cls(context)

    def kubectl(self, *arguments: str, sent: str | None = None, seconds: float = 900) -> str:
        """Its output.

        Raises:
            Failed: It ended with an error, or not in time.
        """
        try:
            done = subprocess.run(
                ["kubectl", "--context", self.context, *arguments],
                input=sent,
                stdin=subprocess.DEVNULL if sent is None else None,
                capture_output=True,
                text=True,
                check=False,
                timeout=seconds,
            )
        except subprocess.TimeoutExpired:
            raise Failed(f"kubectl {' '.join(arguments)}: not within {seconds:g} s") from None
        if done.returncode:
            raise Failed(f"kubectl {' '.join(arguments)}: {done.stderr.strip()[-2000:]}")
        return done.stdout.strip()

    def answers(self) -> bool:
        try:
            self.kubectl("get", "--raw", "/readyz", seconds=60)
        except Failed:
            return False
        return True

    def json(self, *arguments: str) -> Any:  # noqa: ANN401 - whatever Kubernetes has
        return json.loads(self.kubectl(*arguments, "--output", "json"))

    def workloads(self) -> list[Workload]:
        """All there are, those behind others first."""
        found = []
        for namespace in reversed(NAMESPACES):
            items = self.json("--namespace", namespace, "get", "statefulset,deployment")["items"]
            found += [
                Workload(namespace, it["kind"].lower(), it["metadata"]["name"]) for it in items
            ]
        return found

    def pods(self, namespace: str) -> list[Any]:
        """Those that run and are not on their way out."""
        items = self.json("--namespace", namespace, "get", "pods")["items"]
        return [
            it
            for it in items
            if it["status"].get("phase") == "Running" and "deletionTimestamp" not in it["metadata"]
        ]

    def restart(self, workload: Workload) -> None:
        """Rolling, and wait for its end."""
        self.kubectl("--namespace", workload.namespace, "rollout", "restart", str(workload))
        self.wait_for(workload)

    def scale(self, workload: Workload, replicas: int) -> None:
        how = ("--replicas", str(replicas))
        self.kubectl("--namespace", workload.namespace, "scale", str(workload), *how)

    def wait_for(self, workload: Workload) -> None:
        self.kubectl(
            *("--namespace", workload.namespace, "rollout", "status", str(workload)),
            *("--timeout", f"{self.timeout}s"),
        )

    def wait_for_all(self) -> None:
        for workload in self.workloads():
            self.wait_for(workload)

    def query(self, sql: str) -> str:
        """Asks the database of the minikube overlay, as its own user."""
        return self.kubectl(
            *("--namespace", "show-off-infra", "exec", "statefulset/postgres", "--"),
            *("psql", "--username=show-off", "--tuples-only", "--no-align", "--command", sql),
        )

    @contextmanager
    def forwarded(self, namespace: str, service: str, port: int) -> Iterator[str]:
        """Its address on a port of this machine that is not the service's own.

        Raises:
            Failed: It cannot be forwarded.
        """
        command = ["kubectl", "--context", self.context, "--namespace", namespace]
        with subprocess.Popen(
            [*command, "port-forward", f"service/{service}", f":{port}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as forward:
            try:
                assert forward.stdout
                line = forward.stdout.readline()
                found = re.search(r"127\.0\.0\.1:(\d+)", line)
                if not found:
                    raise Failed(f"port-forward of {service}: {line.strip()}")
                yield f"http://127.0.0.1:{found[1]}"
            finally:
                forward.terminate()

    def bootstrap(self, *arguments: str, folder: os.PathLike[str] = ROOT) -> str:
        """Runs bootstrap.sh of a clone for this cluster; its output.

        Raises:
            Failed: It failed.
        """
        kind: Sequence[str] = ["--kind"] if self.context.startswith("kind-") else []
        done = subprocess.run(
            ["./bootstrap.sh", *kind, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Failed(f"bootstrap.sh {' '.join(arguments)}: {done.stderr.strip()[-2000:]}")
        return done.stdout
