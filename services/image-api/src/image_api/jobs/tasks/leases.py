"""Tasks in workers' hands: claimed, given back, or taken from who did not end them in time."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, cast

from prometheus_client import Histogram
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.jobs.corrections.pdf import taken_into_pdf
from image_api.jobs.progress import PRIORITIES, advance
from image_api.jobs.states import IN_FLIGHT, OPEN
from image_api.jobs.tables import DocumentRow, JobRow, TaskRow
from image_api.jobs.tasks.fence import NotYours, TaskKey, change, held, is_task
from showoff_common.contracts.pages import TaskProblem
from showoff_common.contracts.tasks import (
    LEASE_SECONDS,
    Backlog,
    Claim,
    DocumentFacts,
    ReadOptions,
    Step,
)

PAUSES: Final = (timedelta(minutes=1), timedelta(minutes=4))
"""So long at most a task waits that ended its worker, took too long or was given back with a
problem: each for another part of it, so that those which one of them took with it are not handed
out beside it again."""
MOST_LOSSES: Final = len(PAUSES) + 1
"""So often that may happen to a task: then it counts as failed."""

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

    def claim(self, key: TaskKey, attempt: int, now: datetime, claimer: str | None = None) -> Claim:
        """Take a queued task; whoever has taken it as this claimer gets a new lease of it.

        Raises:
            NotYours: It is not to be had, or not with this attempt.
        """
        until = now + timedelta(seconds=LEASE_SECONDS[key.step])
        with self._database.transaction() as session:
            job, document = held(session, key)
            if claimer is not None and _claimer(session, key) == claimer:
                change(session, key, attempt, "running", "running", until)
            else:
                taken = {"claimer": claimer, "claimed": now}
                change(session, key, attempt, "queued", "running", until, **taken)
                _begin(job, document, now)
                if key.step == "assemble":
                    taken_into_pdf(session, key.document)
            return Claim(
                lease_seconds=LEASE_SECONDS[key.step],
                document=_facts(document),
                options=ReadOptions.model_validate(job.options),
                traceparent=job.traceparent,
            )

    def give_back(
        self, key: TaskKey, attempt: int, now: datetime, problem: TaskProblem | None = None
    ) -> None:
        """Let others do a running task; with a problem it counts as lost.

        Raises:
            NotYours: It is not to be had, or not with this attempt.
        """
        with self._database.transaction() as session:
            job, document = held(session, key)
            change(session, key, attempt, "running", "waiting")
            if problem is not None:
                task = session.get_one(TaskRow, (key.document, key.step, key.page))
                _count_loss(task, document, problem, now)
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
                _count_loss(task, document, _LOST, now)
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


def _claimer(session: Session, key: TaskKey) -> str | None:
    return session.scalar(select(TaskRow.claimer).where(is_task(key)))


def _begin(job: JobRow, document: DocumentRow, now: datetime) -> None:
    """The first task of a job, or of a document, was claimed."""
    if job.state == "waiting":
        job.state, job.started = "running", now
        waited = (now - job.created).total_seconds()
        _WAITED.labels(PRIORITIES[job.priority]).observe(waited)
    if document.state == "waiting":
        document.state = "running"


def _count_loss(task: TaskRow, document: DocumentRow, problem: TaskProblem, now: datetime) -> None:
    """A task that waits again could not be done once more; the last time, it has failed."""
    task.losses += 1
    if task.losses < MOST_LOSSES:
        task.not_before = now + random.random() * PAUSES[task.losses - 1]
        return
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
