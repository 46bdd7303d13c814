"""The fence around tasks: each is changed only by who holds the attempt.

Queueing counts `attempt` up and gives a lease; a claim or a result with another attempt, or from
another state, changes nothing.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, select, update
from sqlalchemy.orm import Session

from image_api.jobs.progress import hold
from image_api.jobs.states import TaskState, becomes
from image_api.jobs.tables import DocumentRow, JobRow, TaskRow
from showoff_common.contracts.jobs import FINISHED
from showoff_common.contracts.tasks import Step

_MAY_BE_RENEWED: Final = ("succeeded", "assemble")


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
        NotYours: They are gone, or over: but the PDF of what was read well may be made anew.
    """
    job_id = session.scalar(select(DocumentRow.job_id).where(DocumentRow.id == key.document))
    job = None if job_id is None else hold(session, job_id)
    if job is None or (job.state in FINISHED and (job.state, key.step) != _MAY_BE_RENEWED):
        raise NotYours
    return job, session.get_one(DocumentRow, key.document, populate_existing=True)


def check(session: Session, key: TaskKey, attempt: int, state: TaskState) -> None:
    """Check the attempt and the state of a task whose job is held.

    Raises:
        NotYours: They are others.
    """
    found = select(TaskRow.page).where(_fence(key, attempt, state))
    if session.scalar(found) is None:
        raise NotYours


def change(
    session: Session,
    key: TaskKey,
    attempt: int,
    was: TaskState,
    state: TaskState,
    lease_until: datetime | None = None,
    **more: object,
) -> None:
    """Bring a task from the state that it was in, and of this attempt, into another.

    Raises:
        NotYours: It is not.
    """
    fenced = update(TaskRow).where(_fence(key, attempt, was))
    changed = fenced.values(becomes(state, lease_until, **more)).returning(TaskRow.page)
    if session.scalar(changed, execution_options={"synchronize_session": False}) is None:
        raise NotYours


def is_task(key: TaskKey) -> ColumnElement[bool]:
    return and_(
        TaskRow.document_id == key.document, TaskRow.step == key.step, TaskRow.page == key.page
    )


def _fence(key: TaskKey, attempt: int, state: TaskState) -> ColumnElement[bool]:
    return and_(is_task(key), TaskRow.is_in(state), TaskRow.attempt == attempt)
