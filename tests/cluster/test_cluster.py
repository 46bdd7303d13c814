"""The cluster's test against a stand-in for kubectl, and its clients against the real platform."""

import json
import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing, nullcontext, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx
import pytest
from rich.console import Console
from tests.cluster import door, losses
from tests.cluster.__main__ import main
from tests.cluster.cluster import Cluster, Failed
from tests.cluster.readers import PICTURE, Answer, Answers
from tests.cluster.report import Report
from tests.cluster.stand_in import StandIn
from tests.cluster.upkeep import anew, check_dead_letters
from tests.conftest import ROOT
from tests.delivery.manifests import MINIKUBE, of_kind, render
from tests.servers.platform import python_process
from tests.servers.processes import wait_until
from tests.servers.rabbitmq import RabbitMq
from tests.servers.show_off import ShowOff

from image_api import commands

QUICK = [
    "--context",
    "stand-in",
    "--only",
    *("policies", "restarts", "pods", "outages", "scaling", "drain", "passwords", "migrations"),
    *("--away", "0", "--late", "0"),
]


@pytest.fixture
def kubectl(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """A cluster with the minikube overlay, which wastes no time."""
    stand_in = StandIn(render(MINIKUBE))
    monkeypatch.setattr(
        Cluster, "kubectl", lambda _, *words, **how: stand_in.kubectl(*words, **how)
    )
    monkeypatch.setattr(
        Cluster, "bootstrap", lambda _, *words, **how: stand_in.bootstrap(*words, **how)
    )
    monkeypatch.setattr("tests.cluster.disturbances._AFTERWARDS", 0)
    monkeypatch.setattr("tests.cluster.losses._SECONDS", {"read": 0, "job": 0})
    return stand_in


def test_a_cluster_that_bears_it_all_passes(
    kubectl: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(QUICK) == 0

    printed = capsys.readouterr().out
    assert "FAILED" not in printed
    assert printed.count("rolling restart of ") == 2 * 15  # told at once, and in the table
    assert printed.count("removed by force") == 2 * 16  # show-off-api is there twice
    assert "as documented" in printed
    assert "lost of all accepted reads" in printed
    scaled = [it for it in kubectl.calls if " scale " in it]
    assert [it.rpartition(" ")[2] for it in scaled] == ["0", "1", "0", "1", "3", "2", "0", "1"]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ({"fault": "rollout restart deployment/detection-api"}, "detection-api: read:"),
        ({"fault": "delete pod show-off-api-1"}, "show-off-api-1 deleted"),
        ({"fault": "bootstrap.sh --local"}, "both passwords changed"),
        ({"fault": "create --filename"}, "migrations with a database"),
        ({"lost": 0}, "lost of all accepted reads: 1 of"),
        ({"lost": 1}, "lost of all accepted jobs: 1 of"),
        ({"opened": "detection-api postgres"}, "('detection-api', 'postgres', 5432)"),
        ({"opened": "image-notify kubernetes"}, "('image-notify', 'kubernetes', 443)"),
        ({"outside": frozenset({"stranger"})}, "('image-notify', 'the internet', 443)"),
    ],
)
def test_it_fails_and_says_what(
    kubectl: StandIn, capsys: pytest.CaptureFixture[str], state: dict[str, Any], said: str
) -> None:
    for name, value in state.items():
        setattr(kubectl, name, value)

    assert main(QUICK) == 1
    (failed,) = [it for it in capsys.readouterr().out.splitlines() if it.startswith("FAILED: ")]
    assert said in failed


def test_says_so_where_there_is_no_way_to_the_internet(
    kubectl: StandIn, capsys: pytest.CaptureFixture[str]
) -> None:
    kubectl.outside = frozenset()

    assert main(["--context", "stand-in", "--only", "policies"]) == 0
    assert "there is no way to it" in capsys.readouterr().out


def test_without_a_cluster_it_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "kubectl").write_text("#!/bin/bash\nexit 1\n")
    (tmp_path / "kubectl").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    assert main([]) == 1
    assert "./bootstrap.sh --local" in capsys.readouterr().out


@pytest.mark.parametrize("tool", ["minikube", "kind"])
def test_makes_its_own_with_what_is_installed_and_deletes_it(
    kubectl: StandIn, tool: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / tool).touch(0o755)

    assert Cluster.to_make().context == {"minikube": "show-off", "kind": "kind-show-off"}[tool]
    assert main(["--bootstrap", "--destroy", "--only", "scaling"]) == 0
    assert [it for it in kubectl.calls if "bootstrap.sh" in it] == [
        "bootstrap.sh --local",
        "bootstrap.sh --destroy",
    ]


def test_what_failed_is_kept_to_be_looked_at(kubectl: StandIn) -> None:
    kubectl.lost = 0

    assert main(["--context", "stand-in", "--destroy", "--only", "scaling"]) == 1
    assert not any("bootstrap.sh" in it for it in kubectl.calls)


def test_makes_none_where_nothing_makes_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert main(["--bootstrap"]) == 1
    assert "minikube or kind" in capsys.readouterr().out


def test_a_picture_and_a_job_go_their_whole_way(show_off: ShowOff) -> None:
    report = Report(Console(quiet=True))

    with httpx.Client(base_url=show_off.url, timeout=60) as client:
        door.check_read(client, report)
        door.check_job(client, report)

    assert [row.good for row in report.rows] == [True] * 6


def test_a_dead_letter_goes_round(
    broker: RabbitMq, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is run in the pod of image-consumers, run beside them."""
    told = {
        "amqp_url": broker.url,
        "database_url": sqlite_url,
        "files_dir": tmp_path / "pictures",
        "metrics_port": 0,
    }
    consume = python_process(tmp_path, "-m", "image_api", "consume", **told)
    for name, value in told.items():
        monkeypatch.setenv(f"SHOWOFF_{name.upper()}", str(value))
    monkeypatch.setattr(Cluster, "kubectl", lambda _, *words: executed(words))
    report = Report(Console(quiet=True))
    consume.start()
    try:
        check_dead_letters(Cluster("any"), report)
    finally:
        consume.kill()

    assert [row.result for row in report.rows] == ["0", "[1, 1, 0]"]
    assert not report.failed


def executed(words: Sequence[str]) -> str:
    """What `kubectl exec` would print: -c SCRIPT or -m MODULE ARGUMENTS, in this process."""
    option, what, *arguments = words[words.index("python") + 1 :]
    with redirect_stdout(StringIO()) as printed, patch("sys.argv", [what, *arguments]):
        if option == "-c":
            exec(what, {})  # noqa: S102 - a script of ours
        else:
            with pytest.raises(SystemExit):
                commands.run()
    return printed.getvalue()


def test_clients_tell_each_answer_and_none_of_it_is_lost(
    show_off: ShowOff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, said = tmp_path / "stop", tmp_path / "said"
    script = ROOT / "tests" / "cluster" / "reader.py"
    begin = time.time()
    with (
        said.open("w") as output,
        subprocess.Popen(
            [sys.executable, script, show_off.url, PICTURE, "2", stop], stdout=output
        ) as reader,
    ):
        wait_until(lambda: said.read_text().count('"read"') >= 4)
        stop.touch()
        assert reader.wait(60) == 0

    answers = [json.loads(line) for line in said.read_text().splitlines()]
    told = Answers([Answer(**it) for it in answers])
    assert not any(told.failed(what) for what in ("read", "history", "job"))
    assert len(told.accepted("read")) == sum(it.what == "read" for it in told.all)
    assert all(begin <= it.at <= time.time() for it in told.all)
    # What is asked of the cluster's database, asked of this one.
    monkeypatch.setattr(Cluster, "query", lambda _, sql: rows(show_off, sql))
    wait_until(lambda: all(are_whole(what, told.accepted(what)) for what in ("read", "job")))


def are_whole(what: str, ids: set[str]) -> bool:
    return losses.whole(Cluster("any"), what, {*ids, "0" * 32}) == ids


def rows(show_off: ShowOff, sql: str) -> str:
    with closing(sqlite3.connect(show_off.folder / "data" / "storage" / "show-off.db")) as database:
        return "\n".join(str(row[0]) for row in database.execute(sql))


def test_a_job_is_made_anew_as_it_was_given() -> None:
    (job,) = of_kind(render(MINIKUBE), "Job")
    own = {"controller-uid": "x", "job-name": "image-migrations"}
    template = job["spec"]["template"]
    made = {
        **job,
        "metadata": {**job["metadata"], "uid": "x", "resourceVersion": "1"},
        "status": {"succeeded": 1},
        "spec": {
            **job["spec"],
            "selector": {"matchLabels": own},
            "template": {
                **template,
                "metadata": {"labels": {**template["metadata"]["labels"], **own}},
            },
        },
    }

    assert anew(made) == job


@pytest.fixture
def gateway(kubectl: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    """The load balancer answers with the headers that it is made with."""

    def get(_: str, **__: object) -> httpx.Response:
        headers = re.findall(r"^add_header (\S+) (\S+) always;$", kubectl.routes, re.MULTILINE)
        return httpx.Response(200, headers=headers)

    monkeypatch.setattr(Cluster, "forwarded", lambda *_: nullcontext("http://gateway"))
    monkeypatch.setattr("tests.cluster.upkeep.httpx.get", get)


@pytest.mark.usefixtures("gateway")
def test_a_change_that_arrives_is_seen(kubectl: StandIn) -> None:
    assert main(["--context", "stand-in", "--only", "change"]) == 0
    assert [it for it in kubectl.calls if "bootstrap.sh" in it] == ["bootstrap.sh --local"] * 2
    assert kubectl.made == 2  # changed, and changed back


@pytest.mark.usefixtures("kubectl", "gateway")
def test_a_change_that_does_not_arrive_is_seen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Cluster, "bootstrap", lambda *_, **__: "")

    assert main(["--context", "stand-in", "--only", "change"]) == 1
    failed = [it for it in capsys.readouterr().out.splitlines() if it.startswith("FAILED: ")]
    assert failed == [
        "FAILED: the change is there: no such header",
        "FAILED: what was restarted for it: nothing",
    ]


@pytest.fixture
def says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Lets kubectl say a line, and end."""
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (tmp_path / "kubectl").touch(0o755)

    def say(line: str) -> None:
        (tmp_path / "kubectl").write_text(f"#!/bin/sh\necho '{line}'\n")

    return say


def test_a_port_is_forwarded_to_one_of_this_machine(says: Callable[[str], None]) -> None:
    says("Forwarding from 127.0.0.1:43211 -> 8080")

    with Cluster("any").forwarded("default", "any", 80) as url:
        assert url == "http://127.0.0.1:43211"


def test_says_why_a_port_is_not_forwarded(says: Callable[[str], None]) -> None:
    says("error: no such service")

    with (
        pytest.raises(Failed, match="port-forward of any: error: no such service"),
        Cluster("any").forwarded("default", "any", 80),
    ):
        pass
