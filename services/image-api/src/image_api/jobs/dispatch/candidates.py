"""Which tasks may be handed out next: asked four times a second, however many wait.

Each question is one of the index `ix_task_waiting`, and ends after the rows that it is for.
"""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter

from sqlalchemy import ColumnElement, ScalarSelect, func, or_, select
from sqlalchemy.orm import Session

from image_api.jobs.dispatch.fairness import LOW, NORMAL, Candidate
from image_api.jobs.tables import TaskRow
from showoff_common.contracts.tasks import Step


def candidates(
    session: Session, steps: Sequence[Step], most: int, now: datetime
) -> list[Candidate]:
    """Of each owner and priority the first ``most`` that wait and may be done, locked."""
    return [
        one
        for priority in (NORMAL, LOW)
        for owner in _owners(session, priority)
        for one in _first(session, priority, owner, steps, most, now)
    ]


def _owners(session: Session, priority: int) -> Sequence[str]:
    """Whose tasks wait, by a loose index scan: past all others of one owner to the next."""

    def first(*beyond: ColumnElement[bool]) -> ScalarSelect[str]:
        waiting = select(func.min(TaskRow.owner)).where(
            TaskRow.is_in("waiting"), TaskRow.priority == priority, *beyond
        )
        return waiting.scalar_subquery()

    line = select(first().label("owner")).cte("line", recursive=True)
    following = select(first(TaskRow.owner > line.c.owner)).where(line.c.owner.is_not(None))
    line = line.union_all(following)
    return session.scalars(select(line.c.owner).where(line.c.owner.is_not(None))).all()


def _first(
    session: Session,
    priority: int,
    owner: str,
    steps: Sequence[Step],
    most: int,
    now: datetime,
) -> list[Candidate]:
    """In the order that they are to be done in: by job, document and page."""
    found = []
    for step in steps:
        first = (
            select(TaskRow.document_id, TaskRow.page, TaskRow.created, TaskRow.position)
            .where(
                TaskRow.is_in("waiting"),
                TaskRow.priority == priority,
                TaskRow.owner == owner,
                TaskRow.step == step,
                or_(TaskRow.not_before.is_(None), TaskRow.not_before <= now),
            )
            .order_by(TaskRow.created, TaskRow.position)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        for document, page, created, position in session.execute(first).tuples():
            one = Candidate(document, step, page, owner, priority, created)
            found.append((created, position, one))
    found.sort(key=itemgetter(0, 1))
    return [one for _, _, one in found[:most]]
