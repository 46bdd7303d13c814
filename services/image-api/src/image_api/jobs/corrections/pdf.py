"""The PDF of a document, made anew where something was corrected since it was made."""

from typing import Literal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from image_api.jobs.progress import hold
from image_api.jobs.states import OPEN
from image_api.jobs.tables import DocumentRow, PageCorrectionRow, TaskRow


def taken_into_pdf(session: Session, document_id: str) -> None:
    """Note that what is said by now goes into the PDF of a document."""
    own = PageCorrectionRow.document_id == document_id
    session.execute(update(PageCorrectionRow).where(own).values(in_pdf=True))


def pdf_of(session: Session, document: DocumentRow) -> Literal["as it is", "coming", "lacking"]:
    """Have the PDF of a document that is ready made anew where it lacks a correction.

    Returns:
        Whether it can be had as it is, is being made, or could not be made as it was corrected.
    """
    task = session.get(TaskRow, (document.id, "assemble", 0))
    if task is None or task.state in OPEN:
        return "as it is" if task is None else "coming"
    own = PageCorrectionRow.document_id == document.id
    taken = session.scalars(select(PageCorrectionRow.in_pdf).where(own).distinct()).all()
    if all(taken):
        return "lacking" if taken and task.state == "failed" else "as it is"
    hold(session, document.job_id)
    session.refresh(task)
    if task.state not in OPEN:
        task.state, task.losses, task.problem = "waiting", 0, None
        task.claimer = task.not_before = None
    return "coming"
