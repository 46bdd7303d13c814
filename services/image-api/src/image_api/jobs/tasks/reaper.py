"""Tasks whose time is over go to somebody else: their worker, or their message, was lost."""

from contextlib import suppress
from datetime import datetime
from typing import Final

from prometheus_client import Counter

from image_api.jobs.tasks.fence import NotYours
from image_api.jobs.tasks.leases import Leases

_BATCH: Final = 100
_LOST: Final = Counter("showoff_tasks_lost", "Tasks taken from who did not end them.", ["step"])


def reap(leases: Leases, now: datetime) -> int:
    """Take them back; returns how many. Raises Unavailable where the database is gone."""
    late = leases.late(now, _BATCH)
    for key in late:
        with suppress(NotYours):
            leases.lose(key, now)
            _LOST.labels(key.step).inc()
    return len(late)
