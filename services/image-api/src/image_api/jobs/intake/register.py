"""New jobs: all of one, its documents and their first tasks, in one transaction."""

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from image_api.database import Database
from image_api.jobs.intake.kinds import PAGED
from image_api.jobs.progress import PRIORITIES, new_task
from image_api.jobs.tables import DocumentRow, JobRow, TaskRow
from showoff_common.contracts.jobs import FINISHED, JobOptions
from showoff_common.errors import Problem
from showoff_common.messaging.events import InvalidMessage


@dataclass(frozen=True)
class NewDocument:
    """A document whose file lies at ``path``, complete."""

    id: str
    name: str
    media_type: str
    bytes: int
    sha256: str
    path: str


@dataclass(frozen=True)
class NewJob:
    """A job to be noted.

    Attributes:
        fingerprint: Of what was sent: the same for the same content, however often it comes.
        traceparent: W3C trace context of the request.
    """

    id: str
    owner: str
    options: JobOptions
    documents: Sequence[NewDocument]
    created: datetime
    fingerprint: str
    idempotency_key: str | None
    traceparent: str | None


@dataclass(frozen=True)
class OwnerLimits:
    """How much of one owner's may wait."""

    open_jobs: int
    waiting_pages: int


def fingerprint(options: JobOptions, files: Sequence[tuple[str, str]]) -> str:
    """What tells one request from another: its options, and the names and hashes of its files."""
    told = "\n".join([options.model_dump_json(), *(f"{name}\0{sent}" for name, sent in files)])
    return hashlib.sha256(told.encode()).hexdigest()


class Register:
    """Where jobs are noted.

    Args:
        database: The way to it.
        keep_days: After so long a job goes, unless its sender wants it sooner.
        limits: Beyond these an owner has to wait.
    """

    def __init__(self, database: Database, keep_days: float, limits: OwnerLimits) -> None:
        self._database = database
        self._keep = timedelta(days=keep_days)
        self._limits = limits

    def check_room(self, owner: str) -> None:
        """Tell early whether another job of theirs would be taken.

        Raises:
            Problem: 429, too much of theirs is waiting.
            Unavailable: The database is away, as below.
        """
        opened = select(func.count()).select_from(JobRow)
        opened = opened.where(JobRow.owner == owner, JobRow.state.not_in(FINISHED))
        pages = select(func.count()).select_from(TaskRow)
        pages = pages.where(TaskRow.is_in("waiting"), TaskRow.owner == owner)
        with self._database.transaction() as session:
            jobs, waiting = session.scalar(opened) or 0, session.scalar(pages) or 0
        if jobs >= self._limits.open_jobs or waiting >= self._limits.waiting_pages:
            raise Problem(
                HTTPStatus.TOO_MANY_REQUESTS,
                "Too many jobs",
                f"{jobs} of your jobs are not finished and {waiting} of their pages wait; at most "
                f"{self._limits.open_jobs} and {self._limits.waiting_pages} may.",
                headers={"Retry-After": "60"},
            )

    def add(self, job: NewJob) -> str:
        """Note a job, unless it is there already; returns the id under which it is.

        Raises:
            Problem: 422, another job came with the same key.
        """
        try:
            with self._database.transaction() as session:
                known = self._known(session, job)
                if known is None:
                    _insert(session, job, job.created + self._time(job.options))
        except InvalidMessage:  # the same key came twice at the same time: the other was first
            with self._database.transaction() as session:
                known = self._known(session, job)
            if known is None:
                raise
        return known or job.id

    def _known(self, session: Session, job: NewJob) -> str | None:
        if job.idempotency_key is None:
            return None
        same = select(JobRow).where(
            JobRow.owner == job.owner, JobRow.idempotency_key == job.idempotency_key
        )
        if (known := session.scalar(same)) is None:
            return None
        if known.expires <= job.created:  # its time is over, and that of its key
            known.idempotency_key = None
            session.flush()
            return None
        if known.fingerprint != job.fingerprint:
            raise Problem(
                HTTPStatus.UNPROCESSABLE_ENTITY,
                "Idempotency-Key used before",
                "Another job was sent with this Idempotency-Key; choose a new one for new content.",
            )
        return known.id

    def _time(self, options: JobOptions) -> timedelta:
        longest = self._keep.total_seconds()  # in numbers: a timedelta holds not every one
        return timedelta(seconds=min(options.expires_in or longest, longest))


def _insert(session: Session, new: NewJob, expires: datetime) -> None:
    job = JobRow(
        id=new.id,
        owner=new.owner,
        state="waiting",
        version=1,
        priority=PRIORITIES.index(new.options.priority),
        options=new.options.model_dump(mode="json"),
        created=new.created,
        expires=expires,
        idempotency_key=new.idempotency_key,
        fingerprint=new.fingerprint,
        traceparent=new.traceparent,
    )
    session.add(job)
    session.flush()  # each row before those that refer to it
    for number, sent in enumerate(new.documents, start=1):
        paged = sent.media_type in PAGED
        document = DocumentRow(
            **asdict(sent),
            job_id=job.id,
            number=number,
            pages=None if paged else 1,
            state="waiting",
            repaired=False,
        )
        session.add(document)
        session.flush()
        session.add(
            new_task(job, document, "open") if paged else new_task(job, document, "read", 1)
        )
