"""The composed stack, started and stopped again and again: nothing it took may be gone."""

# ruff: noqa: T201 - it tells what it sees

import json
import time
from dataclasses import dataclass
from typing import Any

from tests.delivery.composed import LINES, Composed, picture
from tests.delivery.engine import Failed, docker
from tests.faults.jobs_platform import scan
from tests.servers.processes import wait_until

_PAGES = 60


@dataclass(frozen=True)
class Stop:
    """How a container ended: the seconds from being told to its end, and whether by itself."""

    service: str
    seconds: float
    by_itself: bool


def check_restarts(stack: Composed, rounds: int) -> None:
    """Start, read a picture, stop at once; in the end all pictures must be in the history.

    When the stack is stopped, a picture may still be in an outbox or a queue.

    Raises:
        Failed: A start fails, or a container has to be killed.
        TimeoutError: A picture is lost.
    """
    read = []
    try:
        for number in range(1, rounds + 1):
            begin = time.monotonic()
            stack.up()
            ready = time.monotonic() - begin
            read.append(stack.read(picture(LINES))["id"])
            print(f"restarts: round {number}, ready after {ready:.0f} s")
            if number == rounds:
                wait_until(lambda: all(stack.keeps(each) for each in read))
                print(f"restarts: all {len(read)} pictures are in the history")
            stop_times = time.time()
            stack.down(keep=True)
            check_stops("at work", stops(stop_times))
        check_stop_while_starting(stack)
        check_a_job_in_the_middle(stack)
    finally:
        stack.down()


def check_stop_while_starting(stack: Composed) -> None:
    stack.up()
    ours = [it for name, it in stack.containers().items() if name not in ("postgres", "rabbitmq")]
    docker("stop", *ours)
    stop_times = time.time()
    for container in ours:
        docker("start", container)
        docker("stop", container)
    check_stops("while starting", stops(stop_times))


def check_a_job_in_the_middle(stack: Composed) -> None:
    """`docker compose restart` of everything while a job is being worked on."""
    stack.up()
    job = stack.send_job(scan(_PAGES))
    wait_until(lambda: (told := stack.show_job(job)) is not None and told["pages"]["done"] > 0)
    stack.restart()
    told: dict[str, Any] = {}

    def is_finished() -> bool:
        told.update(stack.show_job(job) or {})
        return bool(told.get("finished"))

    wait_until(is_finished, 600)
    print(f"restarts: a job restarted in the middle: {told['state']}, {told['pages']}")
    if told["pages"] != {"total": _PAGES, "done": _PAGES, "failed": 0}:
        raise Failed("a job did not survive a restart of everything")
    if not stack.searchable(job).startswith(b"%PDF-"):
        raise Failed(f"no searchable PDF was made: {told['problem']}")


def check_stops(when: str, ended: list[Stop]) -> None:
    stop_times = (f"{stop.service} {stop.seconds:.1f}" for stop in ended)
    print(f"restarts: seconds to stop {when}: {', '.join(stop_times)}")
    if killed := [stop.service for stop in ended if not stop.by_itself]:
        raise Failed(f"did not end within their grace: {', '.join(killed)}")


def stops(since: float) -> list[Stop]:
    """Those that the engine tells of since a moment, in seconds of the epoch; the slowest first."""
    moments = ("--since", f"{since:.3f}", "--until", f"{time.time():.3f}")
    kinds = ("--filter", "event=kill", "--filter", "event=die", "--format", "{{json .}}")
    stop_times: dict[str, float] = {}
    killed, found = set(), []
    for line in docker("events", *moments, *kinds).splitlines():
        event = json.loads(line)
        attributes = event["Actor"]["Attributes"]
        service, at = attributes.get("com.docker.compose.service", ""), event["timeNano"] / 1e9
        if event["Action"] == "kill":
            stop_times.setdefault(service, at)
            if attributes["signal"] == "9":
                killed.add(service)
        elif service in stop_times:
            found.append(Stop(service, at - stop_times[service], service not in killed))
    return sorted(found, key=lambda stop: -stop.seconds)
