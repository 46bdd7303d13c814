"""What people say that pages of documents read. What is said last counts, and goes with its job."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus

from sqlalchemy import select
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.jobs.following.overview import find
from image_api.jobs.progress import hold
from image_api.jobs.states import OPEN
from image_api.jobs.tables import DocumentRow, PageCorrectionRow, TaskRow
from showoff_common.contracts.jobs import PageLineForm
from showoff_common.errors import Problem


class Corrections:
    """Takes them. Every call raises Unavailable where the database is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(
        self,
        job_id: str,
        owner: str,
        place: tuple[int, int],
        lines: Sequence[PageLineForm],
        now: datetime,
    ) -> None:
        """Keep what a page reads.

        Args:
            job_id: Of which job.
            owner: Whose it is.
            place: Number of the document and of its page.
            lines: All of them as they stand now.
            now: The time.

        Raises:
            Problem: 404 there is no such page, 409 it is not read yet, 410 it has expired.
        """
        number, page = place
        with self._database.transaction() as session:
            find(session, job_id, owner, now)
            hold(session, job_id)  # so whoever asks with an ETag is told anew
            own = DocumentRow.job_id == job_id, DocumentRow.number == number
            document = session.scalar(select(DocumentRow.id).where(*own))
            if document is None:
                raise _no_such_page()
            _must_be_read(session, document, page)
            told = [line.model_dump(mode="json") for line in lines]
            row = PageCorrectionRow(document_id=document, page=page, lines=told, in_pdf=False)
            session.merge(row)


def _must_be_read(session: Session, document: str, page: int) -> None:
    task = session.get(TaskRow, (document, "read", page))
    if task is not None and task.state in OPEN:
        raise Problem(
            HTTPStatus.CONFLICT,
            "Not finished",
            "The page is not read yet; send it again.",
            headers={"Retry-After": "2"},
        )
    if task is None or task.state != "done":
        raise _no_such_page()


def _no_such_page() -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, "No such page", "Nothing was read of such a page.")
