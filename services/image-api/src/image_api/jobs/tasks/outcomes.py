"""What came of tasks, told by who holds them, and what follows from it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from prometheus_client import Histogram
from sqlalchemy import select
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.jobs.progress import add_pages, advance, end_document
from image_api.jobs.states import TaskState
from image_api.jobs.tables import JobRow, ResultFileRow, TaskRow
from image_api.jobs.tasks import traces
from image_api.jobs.tasks.fence import TaskKey, change, check, held, is_task
from showoff_common.contracts.pages import TaskProblem
from showoff_common.contracts.selection import EVERY_PAGE, Selection
from showoff_common.contracts.tasks import Assembled, Opened, PageRead

_SECONDS: Final = Histogram(
    "showoff_task_seconds",
    "Time from the claim of a task to its result.",
    ["step"],
    buckets=(0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300, 600),
)


class Outcomes:
    """Takes results.

    Every call raises Unavailable where the database is gone, and NotYours where the task is not the
    caller's, or not with this attempt.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, key: TaskKey, opened: Opened, now: datetime) -> None:
        """Note that a document was opened, and have its pages read."""
        with self._database.transaction() as session:
            job, document = held(session, key)
            _settle(session, job, key, opened, now)
            if opened.pages is None:
                end_document(document, "failed", _told(opened.problem))
            else:
                document.pages = opened.pages
                document.repaired, document.signature = opened.repaired, opened.signature
                pages = selected(job.options["pages"], opened.pages)
                add_pages(session, job, document, pages)
            advance(session, job, document, now)

    def read(self, key: TaskKey, read: PageRead, now: datetime) -> None:
        """Note what a page says."""
        with self._database.transaction() as session:
            job, document = held(session, key)
            result = None if read.page is None else read.page.model_dump(mode="json")
            _settle(session, job, key, read, now, result)
            advance(session, job, document, now)

    def put_file(self, key: TaskKey, attempt: int, file: ResultFileRow) -> str | None:
        """Note a finished file of a document that is being assembled.

        Returns:
            The path of the one that it takes the place of, which nothing refers to any more.
        """
        same = ResultFileRow.document_id == file.document_id, ResultFileRow.format == file.format
        with self._database.transaction() as session:
            held(session, key)
            check(session, key, attempt, "running")
            before = session.scalar(select(ResultFileRow.path).where(*same))
            session.merge(file)
        return before

    def assemble(self, key: TaskKey, assembled: Assembled, now: datetime) -> None:
        """Note that a document's files are all there."""
        with self._database.transaction() as session:
            job, document = held(session, key)
            _settle(session, job, key, assembled, now)
            document.pdfa = assembled.pdfa if assembled.pdfa == "2b" else assembled.reason
            document.problem = _told(assembled.problem)
            advance(session, job, document, now)


def selected(pages: str | None, total: int) -> Sequence[int]:
    """The pages that were asked for, of so many; none where `3-1` was."""
    try:
        return (Selection.parse(pages) if pages else EVERY_PAGE).of(total)
    except ValueError:
        return []


def _settle(
    session: Session,
    job: JobRow,
    key: TaskKey,
    told: Opened | PageRead | Assembled,
    now: datetime,
    result: dict[str, Any] | None = None,
) -> None:
    claimed = session.scalar(select(TaskRow.claimed).where(is_task(key)))
    ended: TaskState = "done" if told.problem is None else "failed"
    problem = _told(told.problem)
    change(session, key, told.attempt, "running", ended, result=result, problem=problem)
    if claimed is not None:
        _SECONDS.labels(key.step).observe((now - claimed).total_seconds())
        traces.tell(job.traceparent, key, claimed, now, failed=told.problem is not None)


def _told(problem: TaskProblem | None) -> dict[str, Any] | None:
    return None if problem is None else problem.model_dump()
