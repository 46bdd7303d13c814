"""Jobs that are no longer wanted: stopped, or deleted with all that was made."""

from datetime import datetime
from http import HTTPStatus

from sqlalchemy import delete, select, update

from image_api.database import Database
from image_api.jobs.files import JobFiles
from image_api.jobs.following.overview import describe, find
from image_api.jobs.progress import end_job, hold
from image_api.jobs.states import OPEN, becomes
from image_api.jobs.tables import DocumentRow, JobRow, TaskRow
from showoff_common.contracts.jobs import FINISHED, Job
from showoff_common.errors import Problem


class Removal:
    """What the routes ask for. Every call raises Unavailable where database or disk are gone."""

    def __init__(self, database: Database, files: JobFiles) -> None:
        self._database = database
        self._files = files

    def cancel(self, job_id: str, owner: str, now: datetime) -> Job:
        """Stop a job: what waits is not begun, what runs is finished by nobody's hand.

        Raises:
            Problem: 404, 410; 409, it is finished.
        """
        with self._database.transaction() as session:
            find(session, job_id, owner, now)
            job = hold(session, job_id)
            if job is None or job.state in FINISHED:
                raise Problem(HTTPStatus.CONFLICT, "Finished", "The job is finished already.")
            own = select(DocumentRow.id).where(DocumentRow.job_id == job_id)
            open_tasks = TaskRow.document_id.in_(own), TaskRow.is_in(*OPEN)
            session.execute(update(TaskRow).where(*open_tasks).values(becomes("cancelled")))
            unfinished = DocumentRow.job_id == job_id, DocumentRow.state.not_in(FINISHED)
            session.execute(update(DocumentRow).where(*unfinished).values(state="cancelled"))
            end_job(session, job, "cancelled", now)
            session.flush()
            return describe(session, [job])[0]

    def delete(self, job_id: str, owner: str) -> None:
        """Forget a job, its files and what was made; one that is not there is as good."""
        own = delete(JobRow).where(JobRow.id == job_id, JobRow.owner == owner)
        with self._database.transaction() as session:
            deleted = session.scalar(own.returning(JobRow.id))
        if deleted is not None:
            self._files.remove_job(job_id)
