"""Tasks in workers' hands: claimed, given back, or taken from who did not end them in time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, cast

from prometheus_client import Histogram
from sqlalchemy import func, select

from image_api.database import Database
from image_api.jobs.progress import PRIORITIES, advance
from image_api.jobs.states import IN_FLIGHT, OPEN
from image_api.jobs.tables import DocumentRow, TaskRow
from image_api.jobs.tasks.fence import NotYours, TaskKey, change, held
from showoff_common.contracts.pages import TaskProblem
from showoff_common.contracts.tasks import (
    LEASE_SECONDS,
    Backlog,
    Claim,
    DocumentFacts,
    ReadOptions,
    Step,
)

MOST_LOSSES: Final = 3
"""So often a task may end its worker, take too long or be given back with a problem: then it counts
as failed."""

_LOST: Final = TaskProblem(
    status=500,
    title="Given up",
    detail=f"Whoever tried it did not come back, {MOST_LOSSES} times.",
)
_WAITED: Final = Histogram(
    "showoff_job_wait_seconds",
    "Time from the POST of a job to the claim of its first task.",
    ["priority"],
    buckets=(0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 14400),
)


class Leases:
    """Who has what in hand. Every call raises Unavailable where the database is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, key: TaskKey, attempt: int, now: datetime) -> Claim:
        """Take a queued task.

        Raises:
            NotYours: It is not to be had, or not with this attempt.
        """
        lease = LEASE_SECONDS[key.step]
        with self._database.transaction() as session:
            job, document = held(session, key)
            change(session, key, attempt, "queued", "running", now + timedelta(seconds=lease))
            if job.state == "waiting":
                job.state, job.started = "running", now
                _WAITED.labels(PRIORITIES[job.priority]).observe(
                    (now - job.created).total_seconds()
                )
            if document.state == "waiting":
                document.state = "running"
            return Claim(
                lease_seconds=lease,
                document=_facts(document),
                options=ReadOptions.model_validate(job.options),
                traceparent=job.traceparent,
            )

    def give_back(
        self, key: TaskKey, attempt: int, now: datetime, problem: TaskProblem | None = None
    ) -> None:
        """Let others do a running task; with a problem it counts as lost. Raises as `claim`."""
        with self._database.transaction() as session:
            job, document = held(session, key)
            change(session, key, attempt, "running", "waiting")
            if problem is not None:
                task = session.get_one(TaskRow, (key.document, key.step, key.page))
                _count_loss(task, document, problem)
                advance(session, job, document, now)

    def lose(self, key: TaskKey, now: datetime) -> None:
        """Take a task from who did not fetch it, or not finish it, in time.

        Raises:
            NotYours: It was settled meanwhile.
        """
        with self._database.transaction() as session:
            job, document = held(session, key)
            task = session.get_one(TaskRow, (key.document, key.step, key.page))
            if task.lease_until is None or task.lease_until > now:
                raise NotYours
            was_running = task.state == "running"
            task.state, task.lease_until = "waiting", None
            if was_running:
                _count_loss(task, document, _LOST)
                advance(session, job, document, now)

    def late(self, now: datetime, most: int) -> Sequence[TaskKey]:
        """Tasks whose lease is over."""
        over = (
            select(TaskRow.document_id, TaskRow.step, TaskRow.page)
            .where(TaskRow.is_in(*IN_FLIGHT), TaskRow.lease_until < now)
            .order_by(TaskRow.lease_until)
            .limit(most)
        )
        with self._database.transaction() as session:
            rows = session.execute(over).tuples().all()
        return [TaskKey(document, cast("Step", step), page) for document, step, page in rows]

    def backlog(self, now: datetime) -> Backlog:
        """How many tasks are to be done, and how long the oldest of them has waited."""
        waiting = select(func.count(), func.min(TaskRow.created)).where(TaskRow.is_in(*OPEN))
        with self._database.transaction() as session:
            count, oldest = session.execute(waiting).tuples().one()
        seconds = max(0.0, (now - oldest).total_seconds()) if count else 0.0
        return Backlog(pages=count, oldest_seconds=seconds)


def _count_loss(task: TaskRow, document: DocumentRow, problem: TaskProblem) -> None:
    """A task that waits again could not be done once more; the last time, it has failed."""
    task.losses += 1
    if task.losses >= MOST_LOSSES:
        task.state, task.problem = "failed", problem.model_dump()
        if task.step != "read":
            document.problem = task.problem


def _facts(document: DocumentRow) -> DocumentFacts:
    return DocumentFacts(
        id=document.id,
        job=document.job_id,
        number=document.number,
        name=document.name,
        media_type=document.media_type,
        bytes=document.bytes,
        sha256=document.sha256,
        pages=document.pages,
    )
