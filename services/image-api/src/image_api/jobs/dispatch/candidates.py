"""Which tasks may be handed out next: asked four times a second, however many wait.

Each question is one of the index `ix_task_waiting`, and ends after the rows that it is for.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import Session

from image_api.jobs.dispatch.fairness import LOW, NORMAL, Candidate
from image_api.jobs.tables import TaskRow
from showoff_common.contracts.tasks import Step


def candidates(
    session: Session,
    steps: Sequence[Step],
    in_flight: Mapping[str, int],
    most: int,
    now: datetime,
) -> list[Candidate]:
    """Of each priority all that `Turns.choose` may choose ``most`` from, locked.

    It chooses from no more owners than that: of those with fewer in flight, and of those with as
    many who have waited longer. Each owner's come in the order that they are to be done in.
    """
    found: list[Candidate] = []
    for priority in (NORMAL, LOW):
        waiting: dict[str, dict[Step, datetime]] = defaultdict(dict)
        for step in steps:
            for owner, since in _owners(session, step, priority, now):
                waiting[owner][step] = since
        first = sorted(
            waiting, key=lambda it: (in_flight.get(it, 0), min(waiting[it].values()), it)
        )
        for owner in first[:most]:
            found += _of_owner(session, list(waiting[owner]), priority, owner, most, now)
    return found


def _owners(
    session: Session, step: Step, priority: int, now: datetime
) -> Iterator[tuple[str, datetime]]:
    """Whose tasks wait, and since when the first: by a loose index scan, past all the others."""
    waiting = _waiting(step, priority)

    def next_one(*beyond: ColumnElement[bool]) -> ScalarSelect[str]:
        return select(func.min(TaskRow.owner)).where(waiting, *beyond).scalar_subquery()

    line = select(next_one().label("owner")).cte("line", recursive=True)
    following = select(next_one(TaskRow.owner > line.c.owner)).where(line.c.owner.is_not(None))
    line = line.union_all(following)
    own = TaskRow.owner == line.c.owner
    since = select(func.min(TaskRow.created)).where(waiting, own, _may_be_done(now))
    rows = select(line.c.owner, since.scalar_subquery()).where(line.c.owner.is_not(None))
    for owner, first in session.execute(rows).tuples():
        if first is not None:
            yield owner, first


def _of_owner(
    session: Session, steps: Sequence[Step], priority: int, owner: str, most: int, now: datetime
) -> list[Candidate]:
    """The first of an owner's, by job, document and page."""
    found = []
    for step in steps:
        first = (
            select(TaskRow.document_id, TaskRow.page, TaskRow.created, TaskRow.position)
            .where(_waiting(step, priority), TaskRow.owner == owner, _may_be_done(now))
            .order_by(TaskRow.created, TaskRow.position)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        for document, page, created, position in session.execute(first).tuples():
            one = Candidate(document, step, page, owner, priority, created)
            found.append((created, position, one))
    found.sort(key=itemgetter(0, 1))
    return [one for _, _, one in found[:most]]


def _waiting(step: Step, priority: int) -> ColumnElement[bool]:
    return and_(TaskRow.is_in("waiting"), TaskRow.step == step, TaskRow.priority == priority)


def _may_be_done(now: datetime) -> ColumnElement[bool]:
    return or_(TaskRow.not_before.is_(None), TaskRow.not_before <= now)
