"""Jobs whose time is over go: rows, then files; that they were there is remembered for a while."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select

from image_api.database import Database
from image_api.jobs.files import JobFiles
from image_api.jobs.tables import ExpiredJobRow, JobRow

_BATCH: Final = 100
_REMEMBERED: Final = timedelta(days=30)
_GRACE: Final = timedelta(days=1)
"""A folder without a row may be a job on its way: files are written before the rows."""


class JobExpiry:
    """Deletes jobs by age, in transactions small enough to disturb nobody."""

    def __init__(self, database: Database, files: JobFiles) -> None:
        self._database = database
        self._files = files

    def sweep(self, now: datetime) -> int:
        """Delete what has expired, and folders that belong to nothing; how many jobs went.

        Rows go first: a sweep killed in between leaves folders without rows, which the next finds.

        Raises:
            Unavailable: Database or disk can't take it now; what was done is done.
        """
        gone = 0
        while expired := self._expire(now):
            for job_id in expired:
                self._files.remove_job(job_id)
            gone += len(expired)
        self._forget(now - _REMEMBERED)
        old = [it.job_id for it in self._files.folders() if it.modified < now - _GRACE]
        for start in range(0, len(old), _BATCH):
            self._remove_orphans(old[start : start + _BATCH])
        return gone

    def _expire(self, now: datetime) -> list[str]:
        over = select(JobRow.id).where(JobRow.expires <= now).order_by(JobRow.expires)
        with self._database.transaction() as session:
            ids = list(session.scalars(over.limit(_BATCH).with_for_update()).all())
            remembered = [{"id": job_id, "expired": now} for job_id in ids]
            self._database.add_new(session, ExpiredJobRow, remembered)
            session.execute(delete(JobRow).where(JobRow.id.in_(ids)))  # all else goes with it
        return ids

    def _forget(self, limit: datetime) -> None:
        with self._database.transaction() as session:
            session.execute(delete(ExpiredJobRow).where(ExpiredJobRow.expired < limit))

    def _remove_orphans(self, ids: list[str]) -> None:
        with self._database.transaction() as session:
            known = set(session.scalars(select(JobRow.id).where(JobRow.id.in_(ids))))
        for job_id in ids:
            if job_id not in known:
                self._files.remove_job(job_id)
