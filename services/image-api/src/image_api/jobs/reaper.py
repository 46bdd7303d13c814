"""Tasks whose time is over go to somebody else: their worker, or their message, was lost."""

from contextlib import suppress
from datetime import datetime
from typing import Final

from prometheus_client import Counter

from image_api.jobs.tasks import NotYours, Tasks

_BATCH: Final = 100
_LOST: Final = Counter("showoff_tasks_lost", "Tasks taken from who did not end them.", ["step"])


def reap(tasks: Tasks, now: datetime) -> int:
    """Take them back; returns how many. Raises Unavailable where the database is gone."""
    late = tasks.late(now, _BATCH)
    for key in late:
        with suppress(NotYours):
            tasks.lose(key, now)
            _LOST.labels(key.step).inc()
    return len(late)
