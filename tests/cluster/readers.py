"""Clients that read pictures and send jobs inside the cluster, and what they were answered."""

import base64
import json
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.cluster.cluster import Cluster, Failed
from tests.conftest import ROOT

PICTURE = ROOT / "samples" / "images" / "receipt.png"
_NAME = "cluster-test"
_URL = "http://show-off-api-lb.show-off.svc.cluster.local"
_NAMESPACE = "default"  # any pod of the cluster may come to the door
_STOP = "/tmp/stop"  # noqa: S108 - in a container of its own


@dataclass(frozen=True)
class Answer:
    """One answer, or what kept it from coming.

    Attributes:
        what: "read", "history" or "job".
        status: Of HTTP, or the name of the error.
        id: The picture's, where it was read; the job's, where it was accepted.
        at: When it was asked for, by the cluster's clock, in seconds of the epoch.
    """

    what: str
    status: str
    id: str | None
    at: float
    seconds: float


@dataclass
class Answers:
    """Of all clients."""

    all: list[Answer] = field(default_factory=list)

    def since(self, moment: float) -> "Answers":
        return Answers([it for it in self.all if it.at >= moment])

    def failed(self, what: str) -> Counter[str]:
        return Counter(it.status for it in self.all if it.what == what and it.status[0] != "2")

    def accepted(self, what: str) -> set[str]:
        """The ids of all that was promised to be kept, or to be done."""
        return {it.id for it in self.all if it.what == what and it.id}

    def __str__(self) -> str:
        reported = []
        for what in ("read", "history", "job"):
            count = sum(it.what == what for it in self.all)
            failed = ", ".join(f"{n} × {status}" for status, n in self.failed(what).items())
            reported.append(f"{what}: {count}, {failed or '0'} failed")
        slowest = max((it.seconds for it in self.all if it.what == "read"), default=0)
        return f"{'; '.join(reported)}; slowest read {slowest:.1f} s"


class Readers:
    """A pod that reads until it is told to stop."""

    def __init__(self, cluster: Cluster, clients: int) -> None:
        self._cluster = cluster
        self._clients = clients

    def answers(self) -> Answers:
        """What has been answered up to now."""
        lines = self._cluster.kubectl("--namespace", _NAMESPACE, "logs", _NAME, "--tail=-1")
        return Answers([Answer(**json.loads(it)) for it in lines.splitlines() if it[:1] == "{"])

    def now(self) -> float:
        """By the cluster's clock, which need not be ours."""
        return float(self._exec("python", "-c", "import time; print(time.time())"))

    def stop(self) -> Answers:
        """All that was answered, what was still on its way included."""
        self._exec("touch", _STOP)
        deadline = time.monotonic() + 120
        asked = ("--namespace", _NAMESPACE, "get", "pod", _NAME)
        while self._cluster.json(*asked)["status"]["phase"] == "Running":
            if time.monotonic() > deadline:
                raise Failed("the clients did not end within 120 seconds")
            time.sleep(1)
        return self.answers()

    def start(self) -> None:
        self.remove()
        picture = base64.b64encode(PICTURE.read_bytes()).decode()
        script = (Path(__file__).parent / "reader.py").read_text(encoding="utf-8")
        files = {
            "kind": "ConfigMap",
            "apiVersion": "v1",
            "metadata": {"name": _NAME, "namespace": _NAMESPACE},
            "data": {"reader.py": script},
            "binaryData": {"picture.png": picture},
        }
        command = ["python", "/files/reader.py", _URL, "/files/picture.png"]
        pod = {
            "kind": "Pod",
            "apiVersion": "v1",
            "metadata": {"name": _NAME, "namespace": _NAMESPACE},
            "spec": {
                "restartPolicy": "Never",
                "containers": [
                    {
                        "name": "reader",
                        "image": image_of_show_off_api(self._cluster),
                        "command": [*command, str(self._clients), _STOP],
                        "volumeMounts": [{"name": "files", "mountPath": "/files"}],
                    }
                ],
                "volumes": [{"name": "files", "configMap": {"name": _NAME}}],
            },
        }
        for it in (files, pod):
            self._cluster.kubectl("create", "--filename", "-", sent=json.dumps(it))
        self._cluster.kubectl(
            *("--namespace", _NAMESPACE, "wait", "--for=condition=Ready", f"pod/{_NAME}"),
            "--timeout=120s",
        )

    def remove(self) -> None:
        what = ("pod,configmap", _NAME, "--ignore-not-found", "--grace-period=1")
        self._cluster.kubectl("--namespace", _NAMESPACE, "delete", *what)

    def _exec(self, *command: str) -> str:
        return self._cluster.kubectl("--namespace", _NAMESPACE, "exec", _NAME, "--", *command)


def image_of_show_off_api(cluster: Cluster) -> str:
    """What the cluster has already, and what has Python and httpx in it."""
    found = cluster.json("--namespace", "show-off", "get", "statefulset", "show-off-api")
    return str(found["spec"]["template"]["spec"]["containers"][0]["image"])


@contextmanager
def reading(cluster: Cluster, clients: int) -> Iterator[Readers]:
    readers = Readers(cluster, clients)
    readers.start()
    try:
        yield readers
    finally:
        readers.remove()
