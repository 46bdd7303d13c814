"""How documents and jobs come on: what follows from what has been done.

Whoever changes anything of a job holds it first, so that of two last pages one ends the document,
and a job ends once.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from image_api.jobs.states import OPEN, TaskState
from image_api.jobs.tables import DeliveryRow, DocumentRow, JobRow, TaskRow
from showoff_common.contracts.jobs import FINISHED, State

PRIORITIES: Final = ("normal", "low")
"""As options name them; rows have their place in this order."""

_UNREADABLE: Final = {
    "status": 422,
    "title": "Nothing could be read",
    "detail": "No page of the document could be read.",
}
_NO_SUCH_PAGES: Final = {
    "status": 422,
    "title": "No such pages",
    "detail": "The document has none of the pages that were asked for.",
}


def hold(session: Session, job_id: str) -> JobRow | None:
    """Lock a job until the transaction ends; None where it is gone.

    Its version rises: what is held is changed, or the transaction is undone.
    """
    # Written, not read: SQLite has no other lock.
    locked = update(JobRow).where(JobRow.id == job_id).values(version=JobRow.version + 1)
    found = session.scalar(locked.returning(JobRow.id))
    return None if found is None else session.get_one(JobRow, job_id, populate_existing=True)


def add_pages(session: Session, job: JobRow, document: DocumentRow, pages: Iterable[int]) -> None:
    """A document was opened: have its pages read."""
    wanted = list(pages)
    if not wanted:
        end_document(document, "failed", _NO_SUCH_PAGES)
        return
    session.add_all(new_task(job, document, "read", page) for page in wanted)
    session.flush()


def advance(session: Session, job: JobRow, document: DocumentRow, now: datetime) -> None:
    """Do what follows when a task of a document has ended."""
    if document.state not in FINISHED and not _has(session, document, OPEN):
        _advance_document(session, job, document)
        session.flush()
    unfinished = select(DocumentRow.id).where(
        DocumentRow.job_id == job.id, DocumentRow.state.not_in(FINISHED)
    )
    if job.state not in FINISHED and session.scalar(unfinished.limit(1)) is None:
        read = select(DocumentRow.id).where(
            DocumentRow.job_id == job.id, DocumentRow.state == "succeeded"
        )
        state: State = "failed" if session.scalar(read.limit(1)) is None else "succeeded"
        end_job(session, job, state, now)


def end_document(
    document: DocumentRow, state: State, problem: dict[str, Any] | None = None
) -> None:
    document.state = state
    document.problem = problem or document.problem


def end_job(session: Session, job: JobRow, state: State, now: datetime) -> None:
    """The one end of a job: whoever is to be told will be, by what is written with it."""
    job.state, job.finished = state, now
    webhook = job.options.get("webhook")
    if webhook:
        pages = _page_counts(session, job)
        data = {"id": job.id, "state": state, "pages": pages, "url": f"/jobs/{job.id}"}
        session.add(
            DeliveryRow(
                id=f"msg_{uuid4().hex}",
                job_id=job.id,
                owner=job.owner,
                url=webhook["url"],
                payload={"type": "job.finished", "timestamp": now.isoformat(), "data": data},
                created=now,
                attempt=0,
                next_at=now,
                state="waiting",
            )
        )


def _advance_document(session: Session, job: JobRow, document: DocumentRow) -> None:
    """Its last task has ended: assemble it, or end it."""
    if not _has(session, document, ("done",), "read"):
        end_document(document, "failed", document.problem or _UNREADABLE)
    elif "pdf" in job.options["formats"] and not _has(session, document, (), "assemble"):
        session.add(new_task(job, document, "assemble"))
    else:
        end_document(document, "succeeded")


def new_task(job: JobRow, document: DocumentRow, step: str, page: int = 0) -> TaskRow:
    return TaskRow(
        document_id=document.id,
        step=step,
        page=page,
        owner=job.owner,
        priority=job.priority,
        created=job.created,
        position=position_of(document.number, page),
        state="waiting",
        attempt=0,
        losses=0,
    )


def position_of(document_number: int, page: int) -> int:
    """The order of tasks within a job: page by page, document by document."""
    return document_number * 100_000 + page


def _has(
    session: Session, document: DocumentRow, states: tuple[TaskState, ...], step: str | None = None
) -> bool:
    """Whether there are tasks in one of these states, by default in any."""
    query = select(TaskRow.page).where(TaskRow.document_id == document.id)
    if states:
        query = query.where(TaskRow.is_in(*states))
    if step is not None:
        query = query.where(TaskRow.step == step)
    return session.scalar(query.limit(1)) is not None


def _page_counts(session: Session, job: JobRow) -> dict[str, int]:
    counted = (
        select(TaskRow.state, func.count())
        .join(DocumentRow, DocumentRow.id == TaskRow.document_id)
        .where(DocumentRow.job_id == job.id, TaskRow.step == "read")
        .group_by(TaskRow.state)
    )
    counts = dict(session.execute(counted).tuples().all())
    return {
        "total": sum(counts.values()),
        "done": counts.get("done", 0),
        "failed": counts.get("failed", 0),
    }
