"""Documents and their pages, as workers and results ask for them."""

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, undefer

from image_api.database import Database
from image_api.jobs.corrections.laid import corrected
from image_api.jobs.tables import DocumentRow, PageCorrectionRow, TaskRow
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
            return next(iter(readings(session, document_id, page)), None)


def readings(session: Session, document_id: str, page: int | None = None) -> list[PageReading]:
    """What the pages of a document say whose tasks have ended, or one of them; as corrected."""
    is_of_page = and_(
        PageCorrectionRow.document_id == TaskRow.document_id, PageCorrectionRow.page == TaskRow.page
    )
    query = (
        select(TaskRow, PageCorrectionRow.lines)
        .outerjoin(PageCorrectionRow, is_of_page)
        .where(TaskRow.document_id == document_id, TaskRow.step == "read")
        .order_by(TaskRow.page)
        .options(undefer(TaskRow.result))
    )
    if page is not None:
        query = query.where(TaskRow.page == page)
    found = ((_reading_of(task), lines) for task, lines in session.execute(query).tuples())
    return [
        reading if lines is None else corrected(reading, lines)
        for reading, lines in found
        if reading is not None
    ]


def _reading_of(task: TaskRow) -> PageReading | None:
    """The reading of a page whose task, with its result, has ended; its lines numbered."""
    if task.result is not None:
        reading = PageReading.model_validate(task.result)
        for number, line in enumerate(reading.lines):
            line.ord_num = number
        return reading
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
