"""What a cluster does to its pods, and its people to them, while clients read.

A planned restart fails no read. What is removed by force may fail the reads that it was at. Nothing
loses what was accepted.
"""

import time
from collections.abc import Callable
from functools import partial

from tests.cluster.cluster import NAMESPACES, Cluster, Failed, Workload
from tests.cluster.readers import Answers, Readers
from tests.cluster.report import Report

API = Workload("show-off", "statefulset", "show-off-api")
CONSUMERS = Workload("show-off", "deployment", "image-consumers")
BROKER = Workload("show-off-infra", "statefulset", "rabbitmq")
DATABASE = Workload("show-off-infra", "statefulset", "postgres")
_AFTERWARDS = 3
"""Seconds to go on reading when a disturbance is over."""


def during(readers: Readers, disturb: Callable[[], object]) -> Answers:
    """Those that were asked for while it went on, and a little after."""
    begin = readers.now()
    disturb()
    time.sleep(_AFTERWARDS)
    return readers.answers().since(begin)


def planned(readers: Readers, report: Report, what: str, disturb: Callable[[], object]) -> None:
    answers = during(readers, disturb)
    report.hold(what, not answers.failed("read") and bool(answers.all), answers)


def check_restarts(cluster: Cluster, readers: Readers, report: Report) -> None:
    for workload in cluster.workloads():
        restart = partial(cluster.restart, workload)
        planned(readers, report, f"rolling restart of {workload}", restart)


def check_pods(cluster: Cluster, readers: Readers, report: Report) -> None:
    """Each in turn, first told to go, then removed by force."""
    for forced in (False, True):
        how = ("--grace-period=0", "--force") if forced else ()
        for namespace in NAMESPACES:
            for pod in [it["metadata"]["name"] for it in cluster.pods(namespace)]:
                delete = partial(delete_pod, cluster, namespace, pod, *how)
                if forced:
                    report.note(f"{pod} removed by force", during(readers, delete))
                elif alone(cluster, namespace, pod):
                    report.note(f"{pod}, the only one, deleted", during(readers, delete))
                else:
                    planned(readers, report, f"{pod} deleted", delete)


def delete_pod(cluster: Cluster, namespace: str, pod: str, *how: str) -> None:
    cluster.kubectl("--namespace", namespace, "delete", "pod", pod, *how)
    cluster.wait_for_all()


def alone(cluster: Cluster, namespace: str, pod: str) -> bool:
    """Whether it has no other of its kind: unlike a restart, a deletion brings one late."""
    kinds = {
        it["metadata"]["name"]: it["metadata"]["labels"].get("app.kubernetes.io/name")
        for it in cluster.pods(namespace)
    }
    return list(kinds.values()).count(kinds.get(pod)) < 2


def check_outages(cluster: Cluster, readers: Readers, report: Report, seconds: float) -> None:
    """Reads go on without broker, and without database."""

    def without(server: Workload) -> None:
        cluster.scale(server, 0)
        # They must start without it, too.
        cluster.restart(API)
        time.sleep(seconds)
        cluster.scale(server, 1)
        cluster.wait_for_all()

    for server in (BROKER, DATABASE):
        what = f"{server.name} away for {seconds:g} s, show-off-api restarted meanwhile"
        planned(readers, report, what, partial(without, server))


def check_scaling(cluster: Cluster, readers: Readers, report: Report) -> None:
    def scale() -> None:
        for replicas in (3, 2):
            cluster.scale(API, replicas)
            cluster.wait_for(API)
            time.sleep(_AFTERWARDS)

    planned(readers, report, "show-off-api scaled 2 → 3 → 2", scale)
    claims = cluster.json("--namespace", "show-off", "get", "persistentvolumeclaim")["items"]
    kept = any(it["metadata"]["name"] == "outbox-show-off-api-2" for it in claims)
    report.hold("its third outbox is kept", kept, "volume kept" if kept else "volume gone")


def check_drain(cluster: Cluster, readers: Readers, report: Report) -> None:
    """Of a node, then back. With one node only, the last show-off-api holds it, as it must."""
    begun = readers.now()
    nodes = [it["metadata"]["name"] for it in cluster.json("get", "nodes")["items"]]
    node = nodes[-1]
    how = ("--ignore-daemonsets", "--delete-emptydir-data", "--force", "--timeout=180s")
    try:
        cluster.kubectl("drain", node, *how)
        drained = True
    except Failed:
        drained = False
    begin = time.monotonic()
    cluster.kubectl("uncordon", node)
    cluster.wait_for_all()
    seconds = time.monotonic() - begin
    held = drained or len(nodes) == 1
    reported = (
        f"{'empty' if drained else 'held by a budget'}; all ready {seconds:.0f} s after uncordon"
    )
    report.hold(f"drain of {node}, one of {len(nodes)}", held, reported)
    # There is one detection-api, so this is no planned restart but one from node to node.
    report.note("meanwhile", readers.answers().since(begun))
