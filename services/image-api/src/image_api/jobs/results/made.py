"""What was made of a document: files that a worker made, or what its pages say, as asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import PurePath

from sqlalchemy import select
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.jobs.corrections.pdf import pdf_of
from image_api.jobs.following.overview import find
from image_api.jobs.results.documents import readings
from image_api.jobs.tables import DocumentRow, ResultFileRow, TaskRow
from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.jobs import FINISHED
from showoff_common.contracts.pages import PageReading
from showoff_common.errors import Problem


@dataclass(frozen=True)
class Wanted:
    """What is asked for of a job.

    Attributes:
        number: Of the document.
        format: Its name, whether there is such a format or not.
        page: The only one, if not all.
    """

    number: int
    format: str
    page: int | None = None


@dataclass(frozen=True)
class Made:
    """What can be had of a finished document.

    Attributes:
        format: The one asked for.
        title: Its name without the ending.
        created: When its job came.
        version: Of its job.
        path: The worker's file, where there is one of that format.
        pages: What its pages say, where there is none.
    """

    format: FormatName
    title: str
    created: datetime
    version: int
    path: str | None
    pages: Sequence[PageReading]


class Results:
    """What the routes ask of the database. Every call raises Unavailable where it is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def made(self, job_id: str, owner: str, wanted: Wanted, now: datetime) -> Made:
        """What there is of a document in a format.

        Raises:
            Problem: 404 there is no such, 409 it is not finished, 410 it has expired.
        """
        with self._database.transaction() as session:
            job = find(session, job_id, owner, now)
            document = _document(session, job_id, wanted.number)
            form = next((it for it in FORMATS if it == wanted.format), None)
            if document is None or form is None or form not in job.options["formats"]:
                raise _nothing("The job has no such document, or this format was not asked for.")
            title = PurePath(document.name).stem or "document"
            if wanted.page is not None:
                pages = [_page(session, document, form, wanted.page)]
                return Made(form, title, job.created, job.version, None, pages)
            if document.state not in FINISHED:
                raise _not_finished("The document is still being worked on; ask again.")
            if document.state != "succeeded":
                raise _nothing(_why(document))
            file = session.get(ResultFileRow, (document.id, form))
            if file is None and form == "pdf":
                raise _nothing(_why(document))
            path = None if file is None else file.path
            pages = [] if file is not None else readings(session, document.id)
            made = Made(form, title, job.created, job.version, path, pages)
            pdf = pdf_of(session, document) if form == "pdf" else "as it is"
            if pdf == "lacking":
                raise _nothing(_why(document))
        if pdf == "coming":  # told only now: what is raised above undoes what was noted
            raise _not_finished("The PDF is being made anew as it was corrected; ask again.")
        return made


def _document(session: Session, job_id: str, number: int) -> DocumentRow | None:
    query = select(DocumentRow).where(DocumentRow.job_id == job_id, DocumentRow.number == number)
    return session.scalar(query)


def _page(session: Session, document: DocumentRow, form: FormatName, number: int) -> PageReading:
    """A page of a document that may still be worked on; raises as `Results.made`."""
    found = [] if form == "pdf" else readings(session, document.id, number)
    if found:
        return found[0]
    task = session.get(TaskRow, (document.id, "read", number))
    if document.state in FINISHED or form == "pdf" or (task is None and document.pages is not None):
        raise _nothing("The document has no such page, or not in this format.")
    raise _not_finished("The page is not read yet; ask again.")


def _not_finished(detail: str) -> Problem:
    return Problem(HTTPStatus.CONFLICT, "Not finished", detail, headers={"Retry-After": "2"})


def _why(document: DocumentRow) -> str:
    told = document.problem or {"detail": f"The document was {document.state}."}
    return f"Nothing was made of it: {told['detail']}"


def _nothing(detail: str) -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, "No such result", detail)
