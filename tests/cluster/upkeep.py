"""What docs/operations.md has people do: passwords, dead letters, upgrades, while clients read."""

import json
import secrets
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx
from tests.cluster.cluster import Cluster
from tests.cluster.disturbances import CONSUMERS, DATABASE, planned
from tests.cluster.readers import Readers
from tests.cluster.report import Report
from tests.conftest import ROOT

_DEAD_LETTERS = ("python", "-m", "image_api", "dead-letters")
_BREAK = """
import os, pika
connection = pika.BlockingConnection(pika.URLParameters(os.environ["SHOWOFF_AMQP_URL"]))
connection.channel().basic_publish("", "imageQueue", b"this is no message of ours")
connection.close()
"""
_LATE = "image-migrations"


def check_passwords(cluster: Cluster, readers: Readers, report: Report) -> None:
    def rotate() -> None:
        database, broker = secrets.token_hex(24), secrets.token_hex(24)
        infra = ("--namespace", "show-off-infra")
        alter = f"ALTER USER \"show-off\" PASSWORD '{database}'"
        cluster.query(alter)
        cluster.kubectl(
            *(*infra, "exec", "statefulset/rabbitmq", "--"),
            *("rabbitmqctl", "change_password", "show-off", broker),
        )
        for name, password in (("postgres", database), ("rabbitmq", broker)):
            patch = json.dumps({"stringData": {"password": password}})
            cluster.kubectl(*infra, "patch", "secret", name, "--patch", patch)
        cluster.kubectl("--namespace", "show-off", "delete", "secret", "database", "broker")
        cluster.bootstrap("--local")
        cluster.kubectl("--namespace", "show-off", "rollout", "restart", "deployment,statefulset")
        cluster.wait_for_all()

    planned(readers, report, "both passwords changed, all of show-off restarted", rotate)


def check_dead_letters(cluster: Cluster, report: Report) -> None:
    """A broken message: listed, replayed, back again, dropped."""
    before = letters(cluster, 0)
    report.hold("dead letters of what was before", not before, len(before))
    in_consumers(cluster, "python", "-c", _BREAK)
    new = letters(cluster, len(before) + 1) - before
    counts = [len(new)]
    for done, expected in (("replay", 1), ("drop", 0)):
        in_consumers(cluster, *_DEAD_LETTERS, done, *new)
        counts.append(len(letters(cluster, len(before) + expected) - before))
    report.hold("a dead letter listed, replayed, dropped", counts == [1, 1, 0], counts)


def letters(cluster: Cluster, expected: int) -> set[str]:
    """The keys of all, as soon as there are as many as expected, or after 90 s."""
    deadline = time.monotonic() + 90
    while True:
        listed = in_consumers(cluster, *_DEAD_LETTERS, "list").splitlines()
        found = {line.partition("\t")[0] for line in listed}
        if len(found) == expected or time.monotonic() > deadline:
            return found
        time.sleep(1)


def in_consumers(cluster: Cluster, *command: str) -> str:
    return cluster.kubectl("--namespace", "show-off", "exec", str(CONSUMERS), "--", *command)


def check_late_database(cluster: Cluster, readers: Readers, report: Report, seconds: float) -> None:
    """The migrations, made anew, outlast a database that is being fetched."""

    def migrate() -> None:
        own = ("--namespace", "show-off")
        cluster.scale(DATABASE, 0)
        job = anew(cluster.json(*own, "get", "job", _LATE))
        cluster.kubectl(*own, "delete", "job", _LATE)
        cluster.kubectl("create", "--filename", "-", sent=json.dumps(job))
        time.sleep(seconds)
        cluster.scale(DATABASE, 1)
        done = "--for=condition=complete"
        cluster.kubectl(*own, "wait", done, f"job/{_LATE}", f"--timeout={cluster.timeout}s")
        cluster.wait_for_all()

    planned(readers, report, f"migrations with a database {seconds:g} s late", migrate)


def anew(job: dict[str, Any]) -> dict[str, Any]:
    """A job as it was given, without what the cluster has put in."""
    given = dict(job["spec"])
    given.pop("selector", None)
    given["template"]["metadata"].pop("creationTimestamp", None)
    labels = given["template"]["metadata"]["labels"]
    own = {name: value for name, value in labels.items() if "app.kubernetes.io" in name}
    given["template"]["metadata"]["labels"] = own
    kept = ("name", "namespace", "labels", "annotations")
    return {
        **{name: job[name] for name in ("apiVersion", "kind")},
        "metadata": {name: job["metadata"][name] for name in kept if name in job["metadata"]},
        "spec": given,
    }


def check_change(cluster: Cluster, readers: Readers, report: Report) -> None:
    """`--local` after a change brings that change, and restarts what changed and nothing else."""
    before = pods_of(cluster)
    with tempfile.TemporaryDirectory() as folder:
        clone = changed(Path(folder) / "clone")
        planned(
            readers,
            report,
            "bootstrap.sh --local after a change of show-off-api-lb",
            lambda: cluster.bootstrap("--local", folder=clone),
        )
    with cluster.forwarded("show-off", "show-off-api-lb", 80) as url:
        header = httpx.get(f"{url}/health", timeout=30).headers.get("X-Cluster-Test", "")
    report.hold("the change is there", header == "changed", header or "no such header")
    restarted = {name for name, ids in pods_of(cluster).items() if ids != before.get(name)}
    good = restarted - {_LATE} == {"show-off-api-lb"}
    report.hold("what was restarted for it", good, ", ".join(sorted(restarted)) or "nothing")
    cluster.bootstrap("--local")


def changed(clone: Path) -> Path:
    """This clone, its load balancer with one more header."""
    unneeded = shutil.ignore_patterns(
        ".venv", "node_modules", ".git", ".*_cache", "var", ".local.*"
    )
    shutil.copytree(ROOT, clone, ignore=unneeded)
    routes = clone / "services/show-off-api-lb/templates/routes.conf.template"
    text = routes.read_text(encoding="utf-8")
    header = "add_header X-Frame-Options DENY always;\n"
    routes.write_text(text.replace(header, f"{header}add_header X-Cluster-Test changed always;\n"))
    return clone


def pods_of(cluster: Cluster) -> dict[str, set[str]]:
    """The ids of the pods of each name in show-off."""
    found: dict[str, set[str]] = {}
    for pod in cluster.pods("show-off"):
        name = pod["metadata"]["labels"].get("app.kubernetes.io/name", "")
        found.setdefault(name, set()).add(pod["metadata"]["uid"])
    return found
