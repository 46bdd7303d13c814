"""Stands in for kubectl where the cluster's test itself is tested: a cluster that obeys at once."""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.cluster.cluster import Failed
from tests.conftest import ROOT
from tests.delivery.manifests import Object, Pod, of_kind, pods
from tests.delivery.policies import End, allowed

_ROUTES = "services/show-off-api-lb/templates/routes.conf.template"


@dataclass
class StandIn:
    """Runs what it is given. Somebody reads a picture and sends a job at each call.

    Attributes:
        fault: At each call that holds it, a read fails.
        opened: "SOURCE TARGET", which its network lets pass though no policy does.
        lost: The number of the answer whose picture or job is gone in the end.
        outside: Which pods get out to the internet.
        there: Whether it answers.
        calls: All that it was told.
    """

    objects: list[Object]
    fault: str = "never"
    opened: str = ""
    lost: int = -1
    outside: frozenset[str] = frozenset({"stranger", "image-notify"})
    there: bool = True
    calls: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    routes: str = (ROOT / _ROUTES).read_text(encoding="utf-8")
    made: int = 0

    def kubectl(self, *words: str, sent: str | None = None, seconds: float = 0) -> str:
        """In the place of `Cluster.kubectl`."""
        del sent, seconds
        if not self.there:
            raise Failed("no such context")
        call = " ".join(words)
        self.calls.append(call)
        self._read(failed=self.fault in call)
        known: dict[str, Callable[[re.Match[str]], object]] = {
            r"logs cluster-test": lambda _: "\n".join(self.answers),
            r"exec cluster-test -- python": lambda _: time.time(),
            r"get pod cluster-test": lambda _: json.dumps({"status": {"phase": "Succeeded"}}),
            r"SELECT id (.*)": lambda it: self._kept(it[1]),
            r"exec probe-([a-z-]+) --": lambda it: self._probe(it[1], json.loads(words[-1])),
            r"namespace (\S+) get pods": lambda it: self._items(self._running(it[1])),
            r"get statefulset (show-off-api) ": lambda it: self._named("StatefulSet", it[1]),
            r"get job (image-migrations) ": lambda it: self._named("Job", it[1]),
            r"get persistentvolumeclaim": lambda _: self._items(_meta("outbox-show-off-api-2")),
            r"get nodes": lambda _: self._items(_meta("node")),
            r"get service kubernetes": lambda _: '{"spec": {"clusterIP": "kubernetes"}}',
            r"namespace (\S+) get (\S+)": lambda it: self._items(self._listed(it[1], it[2])),
        }
        for pattern, answer in known.items():
            if found := re.search(pattern, call):
                return str(answer(found))
        return ""

    def bootstrap(self, *words: str, folder: Path = ROOT) -> str:
        """In the place of `Cluster.bootstrap`: the pods of whose folder changed are made anew."""
        made_of = (folder / _ROUTES).read_text(encoding="utf-8")
        if made_of != self.routes:
            self.routes, self.made = made_of, self.made + 1
        call = " ".join(("bootstrap.sh", *words))
        self.calls.append(call)
        self._read(failed=self.fault in call)
        self.there = "--destroy" not in words
        return ""

    def _read(self, *, failed: bool) -> None:
        """The even answers are to reads, the odd ones to jobs."""
        for what, status in (("read", "200"), ("job", "202")):
            made = None if failed else f"{len(self.answers):032x}"
            told = {"what": what, "status": "502" if failed else status, "id": made}
            self.answers.append(json.dumps({**told, "at": time.time(), "seconds": 0.1}))

    def _kept(self, asked: str) -> str:
        """All that is asked for is there, but for what is lost."""
        ids = re.findall(r"'([0-9a-f]{32})'", asked)
        return "\n".join(it for it in ids if int(it, 16) != self.lost)

    def _items(self, items: list[Any]) -> str:
        return json.dumps({"items": items})

    def _named(self, kind: str, name: str) -> str:
        (found,) = (it for it in of_kind(self.objects, kind) if it["metadata"]["name"] == name)
        return json.dumps(found)

    def _listed(self, namespace: str, kinds: str) -> list[Object]:
        wanted = set(kinds.split(","))
        return [
            it
            for it in self.objects
            if it["kind"].lower() in wanted and it["metadata"].get("namespace") == namespace
        ]

    def _running(self, namespace: str) -> list[Any]:
        """As many of each kind as it is to have."""
        return [
            {
                "metadata": self._metadata(pod, n),
                "status": {"phase": "Running", "podIP": pod.name},
            }
            for pod in pods(self.objects)
            if pod.serves and pod.namespace == namespace
            for n in range(pod.owner["spec"].get("replicas", 1))
        ]

    def _metadata(self, pod: Pod, number: int) -> Object:
        generation = self.made if pod.name == "show-off-api-lb" else 0
        uid = f"{pod.name} {number} {generation}"
        return {"name": f"{pod.name}-{number}", "uid": uid, "labels": pod.labels}

    def _probe(self, name: str, targets: list[tuple[str, str, int]]) -> str:
        """What a pod with the labels of another reaches, by the policies there are."""
        kinds = {pod.name: End.of(pod) for pod in pods(self.objects)}
        kinds["kubernetes"] = End("kubernetes", "default", {})
        caller = kinds.get(name, End(name, "default", {}))
        policies = of_kind(self.objects, "NetworkPolicy")
        return json.dumps(
            [
                name in self.outside
                if target == "the internet"
                else allowed(policies, caller, kinds[target], port)
                or f"{name} {target}" == self.opened
                for target, _, port in targets
            ]
        )


def _meta(name: str) -> list[Any]:
    return [{"metadata": {"name": name}}]
