"""Documents and their pages, as workers and results ask for them."""

from sqlalchemy.orm import undefer

from image_api.database import Database
from image_api.jobs.tables import DocumentRow, TaskRow
from showoff_common.contracts.pages import PageReading


class Documents:
    """What is known of documents. Every call raises Unavailable where the database is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, document_id: str) -> DocumentRow | None:
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
