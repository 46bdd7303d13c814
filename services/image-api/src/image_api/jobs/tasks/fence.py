"""The fence around tasks: each is changed only by who holds the attempt.

    waiting → queued → running → done | failed        cancelled: from any of the first three
       ↑________|_________|   not fetched, not done in time, or given back

Queueing counts `attempt` up and gives a lease; a claim or a result with another attempt, or from
another state, changes nothing.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from image_api.jobs.progress import hold
from image_api.jobs.tables import DocumentRow, JobRow, TaskRow
from showoff_common.contracts.jobs import FINISHED
from showoff_common.contracts.tasks import Step


class NotYours(Exception):  # noqa: N818 - no failure: somebody else has it, or nobody wants it
    """The task is not the caller's, or not any more."""


@dataclass(frozen=True)
class TaskKey:
    """Which task."""

    document: str
    step: Step
    page: int


def held(session: Session, key: TaskKey) -> tuple[JobRow, DocumentRow]:
    """The job and the document of a task, locked.

    Raises:
        NotYours: They are gone, or over.
    """
    job_id = session.scalar(select(DocumentRow.job_id).where(DocumentRow.id == key.document))
    job = None if job_id is None else hold(session, job_id)
    if job is None or job.state in FINISHED:
        raise NotYours
    return job, session.get_one(DocumentRow, key.document, populate_existing=True)


def change(
    session: Session, key: TaskKey, attempt: int, state: str, values: dict[str, Any]
) -> None:
    """Change a task that is in this state and attempt.

    Raises:
        NotYours: It is not.
    """
    fence = and_(is_task(key), TaskRow.state == state, TaskRow.attempt == attempt)
    changed = update(TaskRow).where(fence).values(values).returning(TaskRow.page)
    if session.scalar(changed, execution_options={"synchronize_session": False}) is None:
        raise NotYours


def is_task(key: TaskKey) -> ColumnElement[bool]:
    return and_(
        TaskRow.document_id == key.document, TaskRow.step == key.step, TaskRow.page == key.page
    )
