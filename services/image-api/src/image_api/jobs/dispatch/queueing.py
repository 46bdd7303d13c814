"""Waiting tasks become queued ones: a few at a time, so that who comes next is chosen late."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.jobs.dispatch.candidates import candidates
from image_api.jobs.dispatch.fairness import Turns
from image_api.jobs.states import IN_FLIGHT, becomes
from image_api.jobs.tables import DocumentRow, JobRow, TaskRow
from showoff_common.contracts.tasks import Step
from showoff_common.messaging.tasks import QUEUED_SECONDS, TaskMessage

PAGE_STEPS: Final[tuple[Step, ...]] = ("open", "read")
ASSEMBLY_STEPS: Final[tuple[Step, ...]] = ("assemble",)


class Dispatch:
    """Chooses which waiting tasks are to be done next, and marks them as queued.

    Args:
        database: The way to it; every call raises Unavailable where it is gone.
        window: So many tasks are queued at least, where so many wait; with many workers, twice as
            many as they have in hand.
    """

    def __init__(self, database: Database, window: int) -> None:
        self._database = database
        self._window = window
        self._turns = {PAGE_STEPS: Turns(), ASSEMBLY_STEPS: Turns()}

    def fill(self, now: datetime) -> list[tuple[TaskMessage, str | None]]:
        """Queue what there is room for; each with the `traceparent` of its job."""
        queued = []
        for steps, turns in self._turns.items():
            with self._database.transaction() as session:
                room = self._room(session, steps)
                queued += _queue(session, steps, turns, room, now) if room > 0 else []
        return queued

    def next(self, steps: Sequence[Step], now: datetime) -> TaskMessage | None:
        """Queue one task and hand it over: for a worker without a broker."""
        for group, turns in self._turns.items():
            wanted = tuple(step for step in group if step in steps)
            if not wanted:
                continue
            with self._database.transaction() as session:
                for task, _ in _queue(session, wanted, turns, 1, now):
                    return task
        return None

    def take_back(self, tasks: Sequence[TaskMessage]) -> None:
        """Let queued tasks wait again: they could not be sent."""
        with self._database.transaction() as session:
            for task in tasks:
                same = (
                    TaskRow.document_id == task.document,
                    TaskRow.step == task.step,
                    TaskRow.page == task.page,
                    TaskRow.attempt == task.attempt,
                    TaskRow.is_in("queued"),
                )
                session.execute(update(TaskRow).where(*same).values(becomes("waiting")))

    def take_all_back(self) -> None:
        """Let all queued tasks wait again: whoever queued them may have died before it sent them.

        Those that are in a queue are sent twice then; who claims by the older message is refused.
        """
        queued = update(TaskRow).where(TaskRow.is_in("queued"))
        with self._database.transaction() as session:
            session.execute(queued.values(becomes("waiting")))

    def _room(self, session: Session, steps: Sequence[Step]) -> int:
        counted = (
            select(TaskRow.state, func.count())
            .where(TaskRow.is_in(*IN_FLIGHT), TaskRow.step.in_(steps))
            .group_by(TaskRow.state)
        )
        counts = dict(session.execute(counted).tuples().all())
        return max(self._window, 2 * counts.get("running", 0)) - counts.get("queued", 0)


def _queue(
    session: Session, steps: Sequence[Step], turns: Turns, room: int, now: datetime
) -> list[tuple[TaskMessage, str | None]]:
    in_flight = _in_flight(session, steps)
    chosen = turns.choose(candidates(session, steps, in_flight, room, now), in_flight, room)
    if not chosen:
        return []
    keys = [(one.document, one.step, one.page) for one in chosen]
    marked = (
        update(TaskRow)
        .where(
            tuple_(TaskRow.document_id, TaskRow.step, TaskRow.page).in_(keys),
            TaskRow.is_in("waiting"),
        )
        .values(
            becomes("queued", now + timedelta(seconds=QUEUED_SECONDS), attempt=TaskRow.attempt + 1)
        )
        .returning(TaskRow.document_id, TaskRow.step, TaskRow.page, TaskRow.attempt)
    )
    rows = session.execute(marked, execution_options={"synchronize_session": False}).tuples()
    tasks = {
        (document, step, page): TaskMessage.model_validate(
            {"document": document, "step": step, "page": page, "attempt": attempt}
        )
        for document, step, page, attempt in rows
    }
    of_jobs = (
        select(DocumentRow.id, JobRow.traceparent)
        .join(JobRow, JobRow.id == DocumentRow.job_id)
        .where(DocumentRow.id.in_({document for document, _, _ in tasks}))
    )
    contexts = dict(session.execute(of_jobs).tuples().all())
    return [(tasks[key], contexts.get(key[0])) for key in keys if key in tasks]


def _in_flight(session: Session, steps: Sequence[Step]) -> dict[str, int]:
    counted = (
        select(TaskRow.owner, func.count())
        .where(TaskRow.is_in(*IN_FLIGHT), TaskRow.step.in_(steps))
        .group_by(TaskRow.owner)
    )
    return dict(session.execute(counted).tuples().all())
