"""The states of jobs, documents and tasks, as their rows have them.

a job, a document   waiting → running → succeeded | failed
a task              waiting → queued → running → done | failed
                       ↑________|_________|   not fetched, not done in time, or given back
each of them        cancelled, from any state before its last
an assembly         from its last state to waiting, where pages were corrected since
"""

from datetime import datetime
from typing import Any, Final, Literal

TaskState = Literal["waiting", "queued", "running", "done", "failed", "cancelled"]
"""Those of jobs and documents are `contracts.jobs.State`."""

OPEN: Final[tuple[TaskState, ...]] = ("waiting", "queued", "running")
IN_FLIGHT: Final[tuple[TaskState, ...]] = ("queued", "running")
"""In a queue, or in a worker's hands: with a lease."""


def becomes(
    state: TaskState, lease_until: datetime | None = None, **more: object
) -> dict[str, Any]:
    """The values of a task that comes into a state; one that is not in flight has no lease."""
    return {"state": state, "lease_until": lease_until, **more}
