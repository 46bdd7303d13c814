"""A job's changes as server-sent events (WHATWG HTML, 9.2), for as long as a proxy lets them last.

After a minute the stream ends, so that no connection outlives a restart; whoever listens asks again
with `Last-Event-ID` and misses nothing: each event tells the whole state.
"""

import time
from collections.abc import Callable, Iterator
from typing import Final

from image_api.jobs.following.waiting import wait_for_change
from showoff_common.contracts.jobs import FINISHED, Job
from showoff_common.errors import Problem
from showoff_common.messaging.events import Unavailable

LASTS_SECONDS: Final = 60.0
_COMMENT_SECONDS: Final = 15.0
"""So often something is sent, for proxies that cut what is silent."""


def events(
    show: Callable[[], Job],
    version: Callable[[], int],
    known: int | None,
    over: Callable[[], bool],
) -> Iterator[str]:
    """The state whenever it changes, from now on, until the job is finished.

    Args:
        show: Asks for the job.
        version: Asks for its version alone.
        known: The version that the listener has; None: none.
        over: Whether the server is to stop.
    """
    ends = time.monotonic() + LASTS_SECONDS
    yield "retry: 1000\n\n"
    try:
        yield from _until(ends, show, version, known, over)
    except (Problem, Unavailable):
        return  # who asks again is told what it is


def _until(
    ends: float,
    show: Callable[[], Job],
    version: Callable[[], int],
    known: int | None,
    over: Callable[[], bool],
) -> Iterator[str]:
    job = show()
    while True:
        if job.version != known:
            known = job.version
            yield _event(job)
        if job.state in FINISHED or over() or (left := ends - time.monotonic()) <= 0:
            return
        if wait_for_change(version, known, min(left, _COMMENT_SECONDS), over) == known:
            yield ": still there\n\n"
        job = show()


def _event(job: Job) -> str:
    kind = "finished" if job.state in FINISHED else "progress"
    return f"id: {job.version}\nevent: {kind}\ndata: {job.model_dump_json()}\n\n"
