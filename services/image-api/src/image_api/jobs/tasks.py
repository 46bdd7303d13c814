"""Tasks in workers' hands: claimed, settled, given back; each step only by who holds the attempt.

    waiting → queued → running → done | failed        cancelled: from any of the first three
       ↑________|_________|   not fetched, not done in time, or given back

Queueing counts `attempt` up and gives a lease; a claim or a result with another attempt, or from
another state, changes nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, cast

from prometheus_client import Histogram
from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session, undefer

from image_api.database import Database
from image_api.jobs.progress import OPEN_TASKS, PRIORITIES, add_pages, advance, end_document, hold
from image_api.jobs.tables import DocumentRow, JobRow, ResultFileRow, TaskRow
from showoff_common.contracts.jobs import FINISHED
from showoff_common.contracts.pages import PageReading, TaskProblem
from showoff_common.contracts.tasks import (
    LEASE_SECONDS,
    Assembled,
    Backlog,
    Claim,
    DocumentFacts,
    Opened,
    PageRead,
    ReadOptions,
    Step,
)

MOST_LOSSES: Final = 3
"""So often a task may end its worker, or take too long, before it counts as failed."""

_LOST: Final = TaskProblem(
    status=500,
    title="Given up",
    detail=f"Whoever tried it did not come back, {MOST_LOSSES} times.",
)
_SECONDS: Final = Histogram(
    "showoff_task_seconds",
    "Time from the claim of a task to its result.",
    ["step"],
    buckets=(0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300, 600),
)
_WAITED: Final = Histogram(
    "showoff_job_wait_seconds",
    "Time from the POST of a job to the claim of its first task.",
    ["priority"],
    buckets=(0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600, 14400),
)


class NotYours(Exception):  # noqa: N818 - no failure: somebody else has it, or nobody wants it
    """The task is not the caller's, or not any more."""


@dataclass(frozen=True)
class TaskKey:
    """Which task."""

    document: str
    step: Step
    page: int


class Tasks:
    """What workers ask. Every call raises Unavailable where the database is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, key: TaskKey, attempt: int, now: datetime) -> Claim:
        """Take a queued task.

        Raises:
            NotYours: It is not to be had, or not with this attempt.
        """
        lease = LEASE_SECONDS[key.step]
        with self._database.transaction() as session:
            job, document = _held(session, key)
            taken = {"state": "running", "lease_until": now + timedelta(seconds=lease)}
            _change(session, key, attempt, "queued", taken)
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
                options=ReadOptions.model_validate(
                    {name: job.options[name] for name in ReadOptions.model_fields}
                ),
                traceparent=job.traceparent,
            )

    def give_back(self, key: TaskKey, attempt: int) -> None:
        """Let others do a running task; raises as `claim`."""
        with self._database.transaction() as session:
            _held(session, key)
            _change(session, key, attempt, "running", {"state": "waiting", "lease_until": None})

    def open(self, document_id: str, opened: Opened, now: datetime) -> None:
        """Note that a document was opened, and have its pages read; raises as `claim`."""
        key = TaskKey(document_id, "open", 0)
        with self._database.transaction() as session:
            job, document = _held(session, key)
            _settle(session, key, opened.attempt, opened.problem, now)
            if opened.pages is None:
                end_document(document, "failed", _told(opened.problem))
            else:
                document.pages = opened.pages
                document.repaired, document.signature = opened.repaired, opened.signature
                pages = selected(job.options["pages"], opened.pages)
                add_pages(session, job, document, pages)
            advance(session, job, document, now)

    def read(self, document_id: str, page: int, read: PageRead, now: datetime) -> None:
        """Note what a page says; raises as `claim`."""
        key = TaskKey(document_id, "read", page)
        with self._database.transaction() as session:
            job, document = _held(session, key)
            result = None if read.page is None else read.page.model_dump(mode="json")
            _settle(session, key, read.attempt, read.problem, now, result)
            advance(session, job, document, now)

    def put_file(self, document_id: str, attempt: int, file: ResultFileRow) -> None:
        """Note a finished file of a document that is being assembled; raises as `claim`."""
        key = TaskKey(document_id, "assemble", 0)
        with self._database.transaction() as session:
            _held(session, key)
            _change(session, key, attempt, "running", {"state": "running"})
            session.merge(file)

    def assemble(self, document_id: str, assembled: Assembled, now: datetime) -> None:
        """Note that a document's files are all there; raises as `claim`."""
        key = TaskKey(document_id, "assemble", 0)
        with self._database.transaction() as session:
            job, document = _held(session, key)
            _settle(session, key, assembled.attempt, assembled.problem, now)
            document.pdfa = assembled.pdfa if assembled.pdfa == "2b" else assembled.reason
            document.problem = _told(assembled.problem)
            advance(session, job, document, now)

    def lose(self, key: TaskKey, now: datetime) -> None:
        """Take a task from who did not fetch it, or not finish it, in time.

        Raises:
            NotYours: It was settled meanwhile.
        """
        with self._database.transaction() as session:
            job, document = _held(session, key)
            task = session.get_one(TaskRow, (key.document, key.step, key.page))
            if task.lease_until is None or task.lease_until > now:
                raise NotYours
            if task.state == "running":
                task.losses += 1
            task.state, task.lease_until = "waiting", None
            if task.losses >= MOST_LOSSES:
                task.state, task.problem = "failed", _told(_LOST)
                if key.step != "read":
                    document.problem = task.problem
                session.flush()
                advance(session, job, document, now)

    def late(self, now: datetime, most: int) -> Sequence[TaskKey]:
        """Tasks whose lease is over."""
        over = (
            select(TaskRow.document_id, TaskRow.step, TaskRow.page)
            .where(TaskRow.state.in_(("queued", "running")), TaskRow.lease_until < now)
            .order_by(TaskRow.lease_until)
            .limit(most)
        )
        with self._database.transaction() as session:
            rows = session.execute(over).tuples().all()
        return [TaskKey(document, cast("Step", step), page) for document, step, page in rows]

    def backlog(self, now: datetime) -> Backlog:
        """How many tasks are to be done, and how long the oldest of them has waited."""
        open_tasks = TaskRow.state.in_(OPEN_TASKS)
        waiting = select(func.count(), func.min(TaskRow.created)).where(open_tasks)
        with self._database.transaction() as session:
            count, oldest = session.execute(waiting).tuples().one()
        seconds = max(0.0, (now - oldest).total_seconds()) if count else 0.0
        return Backlog(pages=count, oldest_seconds=seconds)

    def document(self, document_id: str) -> DocumentRow | None:
        with self._database.transaction() as session:
            return session.get(DocumentRow, document_id)

    def page(self, document_id: str, page: int) -> PageReading | None:
        """What a page says, or why it does not; None while that isn't known, and of no page."""
        with self._database.transaction() as session:
            task = session.get(
                TaskRow, (document_id, "read", page), options=[undefer(TaskRow.result)]
            )
        return None if task is None else reading_of(task)


def reading_of(task: TaskRow) -> PageReading | None:
    """The reading of a page whose task, with its result, has ended."""
    if task.result is not None:
        return PageReading.model_validate(task.result)
    if task.state != "failed":
        return None
    return PageReading.model_validate(
        {
            "number": task.page,
            "width": 0,
            "height": 0,
            "dpi": 72,
            "source": "failed",
            "lines": [],
            "model": {"detection": None, "recognition": None},
            "problem": task.problem,
        }
    )


def selected(pages: str | None, total: int) -> Sequence[int]:
    """The pages that a selection such as ``1-3,7`` names, of so many."""
    if pages is None:
        return range(1, total + 1)
    chosen: set[int] = set()
    for first, last in re.findall(r"(\d+)(?:-(\d+))?", pages):
        chosen.update(range(int(first), min(int(last or first), total) + 1))
    return sorted(page for page in chosen if 1 <= page <= total)


def _held(session: Session, key: TaskKey) -> tuple[JobRow, DocumentRow]:
    """The job and the document of a task, locked; raises NotYours where they are gone or over."""
    job_id = session.scalar(select(DocumentRow.job_id).where(DocumentRow.id == key.document))
    job = None if job_id is None else hold(session, job_id)
    if job is None or job.state in FINISHED:
        raise NotYours
    return job, session.get_one(DocumentRow, key.document, populate_existing=True)


def _settle(
    session: Session,
    key: TaskKey,
    attempt: int,
    problem: TaskProblem | None,
    now: datetime,
    result: dict[str, Any] | None = None,
) -> None:
    until = session.scalar(select(TaskRow.lease_until).where(_is(key)))
    ended = {
        "state": "done" if problem is None else "failed",
        "lease_until": None,
        "result": result,
        "problem": _told(problem),
    }
    _change(session, key, attempt, "running", ended)
    if until is not None:
        claimed = until - timedelta(seconds=LEASE_SECONDS[key.step])
        _SECONDS.labels(key.step).observe((now - claimed).total_seconds())


def _change(
    session: Session, key: TaskKey, attempt: int, state: str, values: dict[str, Any]
) -> None:
    """Change the task if it is in this state and attempt; raises NotYours where it is not."""
    fence = and_(_is(key), TaskRow.state == state, TaskRow.attempt == attempt)
    changed = update(TaskRow).where(fence).values(values).returning(TaskRow.page)
    if session.scalar(changed, execution_options={"synchronize_session": False}) is None:
        raise NotYours


def _is(key: TaskKey) -> ColumnElement[bool]:
    return and_(
        TaskRow.document_id == key.document, TaskRow.step == key.step, TaskRow.page == key.page
    )


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


def _told(problem: TaskProblem | None) -> dict[str, Any] | None:
    return None if problem is None else problem.model_dump()
