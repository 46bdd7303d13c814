"""Jobs as their senders see them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Final

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.history import Cursor
from image_api.jobs.progress import PRIORITIES
from image_api.jobs.states import TaskState
from image_api.jobs.tables import DocumentRow, ExpiredJobRow, JobRow, ResultFileRow, TaskRow
from showoff_common.contracts.jobs import FINISHED, Job, JobDocument, PageCounts, State
from showoff_common.contracts.pages import TaskProblem
from showoff_common.errors import Problem

_FILES: Final = frozenset({"pdf"})
"""The formats that workers make; all others are made of what the pages say, when asked for."""


class Overview:
    """What the routes ask of the database. Every call raises Unavailable where it is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def version(self, job_id: str, owner: str, now: datetime) -> int:
        """How often the job has changed.

        Raises:
            Problem: 404, they have no such job; 410, it has expired. So all below.
        """
        with self._database.transaction() as session:
            return find(session, job_id, owner, now).version

    def show(self, job_id: str, owner: str, now: datetime) -> Job:
        with self._database.transaction() as session:
            return describe(session, [find(session, job_id, owner, now)])[0]

    def page(
        self, owner: str, limit: int, before: Cursor | None, state: State | None, now: datetime
    ) -> list[Job]:
        """Their newest jobs, at most ``limit``, of those older than ``before``."""
        query = select(JobRow).where(JobRow.owner == owner, JobRow.expires > now)
        if state is not None:
            query = query.where(JobRow.state == state)
        if before is not None:
            same = and_(JobRow.created == before.created, JobRow.id < before.image_id)
            query = query.where(or_(JobRow.created < before.created, same))
        query = query.order_by(JobRow.created.desc(), JobRow.id.desc()).limit(limit)
        with self._database.transaction() as session:
            return describe(session, session.scalars(query).all())


def find(session: Session, job_id: str, owner: str, now: datetime) -> JobRow:
    """An owner's job, if it has not expired; raises as `Overview.version`."""
    job = session.get(JobRow, job_id, populate_existing=True)
    if job is not None and job.owner != owner:
        job = None
    elif job is not None and job.expires <= now:
        raise expired()
    if job is not None:
        return job
    if session.get(ExpiredJobRow, job_id) is not None:
        raise expired()
    raise Problem(HTTPStatus.NOT_FOUND, "No such job", "No job is known under this id.")


def expired() -> Problem:
    return Problem(HTTPStatus.GONE, "Expired", "The job was deleted when its time was over.")


def describe(session: Session, jobs: Sequence[JobRow]) -> list[Job]:
    """Tell all that there is to tell of jobs."""
    ids = [job.id for job in jobs]
    in_order = (DocumentRow.job_id, DocumentRow.number)
    rows = select(DocumentRow).where(DocumentRow.job_id.in_(ids)).order_by(*in_order)
    documents: dict[str, list[DocumentRow]] = defaultdict(list)
    for row in session.scalars(rows.execution_options(populate_existing=True)):
        documents[row.job_id].append(row)
    known = [row.id for of_job in documents.values() for row in of_job]
    counts, files = _counts(session, known), _files(session, known)
    return [
        _job(job, [_document(job, row, counts[row.id], files[row.id]) for row in documents[job.id]])
        for job in jobs
    ]


def _counts(session: Session, documents: Collection[str]) -> dict[str, dict[TaskState, int]]:
    """How many of each document's pages are in each state."""
    counted = (
        select(TaskRow.document_id, TaskRow.state, func.count())
        .where(TaskRow.document_id.in_(documents), TaskRow.step == "read")
        .group_by(TaskRow.document_id, TaskRow.state)
    )
    counts: dict[str, dict[TaskState, int]] = defaultdict(dict)
    for document, state, count in session.execute(counted).tuples():
        counts[document][state] = count
    return counts


def _files(session: Session, documents: Collection[str]) -> dict[str, set[str]]:
    made = select(ResultFileRow.document_id, ResultFileRow.format)
    files: dict[str, set[str]] = defaultdict(set)
    for document, name in session.execute(
        made.where(ResultFileRow.document_id.in_(documents))
    ).tuples():
        files[document].add(name)
    return files


def _document(
    job: JobRow, row: DocumentRow, counts: dict[TaskState, int], files: set[str]
) -> JobDocument:
    finished = row.state == "succeeded"
    formats = [
        it for it in job.options["formats"] if finished and (it not in _FILES or it in files)
    ]
    return JobDocument(
        id=row.id,
        number=row.number,
        name=row.name,
        media_type=row.media_type,
        state=row.state,
        pages=PageCounts(
            total=None if row.pages is None else sum(counts.values()),
            done=counts.get("done", 0),
            failed=counts.get("failed", 0),
        ),
        formats={it: f"/jobs/{job.id}/documents/{row.number}/{it}" for it in formats},
        pdfa=row.pdfa,
        repaired=row.repaired,
        signature=row.signature,
        problem=None if row.problem is None else TaskProblem.model_validate(row.problem),
    )


def _job(job: JobRow, documents: list[JobDocument]) -> Job:
    totals = [document.pages.total for document in documents]
    opened = [total for total in totals if total is not None]
    unknown = any(one.pages.total is None and one.state not in FINISHED for one in documents)
    only = documents[0].problem if len(documents) == 1 else None
    return Job(
        id=job.id,
        state=job.state,
        version=job.version,
        created=job.created,
        started=job.started,
        finished=job.finished,
        expires=job.expires,
        priority="low" if PRIORITIES[job.priority] == "low" else "normal",
        pages=PageCounts(
            total=None if unknown else sum(opened),
            done=sum(document.pages.done for document in documents),
            failed=sum(document.pages.failed for document in documents),
        ),
        documents=documents,
        problem=_problem(job, documents) or only,
        trace_id=job.traceparent.split("-")[1] if job.traceparent else None,
    )


def _problem(job: JobRow, documents: Sequence[JobDocument]) -> TaskProblem | None:
    """Why a job of several documents failed as a whole."""
    if job.state != "failed" or len(documents) == 1:
        return None
    return TaskProblem(
        title="Nothing could be read",
        detail=f"None of the {len(documents)} documents could be read; each says why.",
    )
