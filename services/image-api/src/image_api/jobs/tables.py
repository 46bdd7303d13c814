"""The tables of jobs. What a task's attempt is about, and how it may change, `fence` says."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from image_api.jobs.states import TaskState
from image_api.tables import Base, Utc
from showoff_common.contracts.jobs import DeliveryState, State

_JSON = JSON(none_as_null=True)
WAITING = text("state = 'waiting'")
LEASED = text("state IN ('queued', 'running')")


class JobRow(Base):
    """What was sent in one POST. Whoever changes anything of it holds its row: see `progress`."""

    __tablename__ = "job"
    __table_args__ = (
        UniqueConstraint("owner", "idempotency_key"),
        Index(None, "owner", "created", "id"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    state: Mapped[State] = mapped_column(String)
    version: Mapped[int]
    priority: Mapped[int] = mapped_column(SmallInteger)
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(Utc)
    started: Mapped[datetime | None] = mapped_column(Utc)
    finished: Mapped[datetime | None] = mapped_column(Utc)
    expires: Mapped[datetime] = mapped_column(Utc, index=True)
    idempotency_key: Mapped[str | None]
    fingerprint: Mapped[str]
    traceparent: Mapped[str | None]


class DocumentRow(Base):
    """One of a job's files. `pages` is None until it was opened."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("job_id", "number"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str]
    media_type: Mapped[str]
    bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]
    path: Mapped[str]
    pages: Mapped[int | None]
    state: Mapped[State] = mapped_column(String)
    pdfa: Mapped[str | None]
    repaired: Mapped[bool]
    signature: Mapped[str | None]
    problem: Mapped[dict[str, Any] | None] = mapped_column(_JSON)


class TaskRow(Base):
    """A step of a document, and what came of it; `page` is 0 where the step is none of a page's.

    Owner, priority and creation are the job's, so that the dispatcher chooses by one index.
    `claimer` and `claimed` are of the last claim; before `not_before` it is not queued again.
    """

    __tablename__ = "task"
    __table_args__ = (
        Index(
            "ix_task_waiting",
            *("step", "priority", "owner", "created", "position"),
            postgresql_where=WAITING,
            sqlite_where=WAITING,
        ),
        Index("ix_task_leased", "lease_until", postgresql_where=LEASED, sqlite_where=LEASED),
    )

    document_id: Mapped[str] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    step: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    owner: Mapped[str]
    priority: Mapped[int] = mapped_column(SmallInteger)
    created: Mapped[datetime] = mapped_column(Utc)
    position: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[TaskState] = mapped_column(String)
    attempt: Mapped[int]
    losses: Mapped[int]
    lease_until: Mapped[datetime | None] = mapped_column(Utc)
    claimer: Mapped[str | None]
    claimed: Mapped[datetime | None] = mapped_column(Utc)
    not_before: Mapped[datetime | None] = mapped_column(Utc)
    result: Mapped[dict[str, Any] | None] = mapped_column(_JSON, deferred=True)
    problem: Mapped[dict[str, Any] | None] = mapped_column(_JSON)

    @classmethod
    def is_in(cls, *states: TaskState) -> ColumnElement[bool]:
        """Whether it is in one of these: in the words of the indexes, else none of them is used."""
        words: list[ColumnElement[str]] = [literal_column(f"'{state}'") for state in states]
        return cls.state.in_(words) if len(words) > 1 else cls.state == words[0]


class PageCorrectionRow(Base):
    """What a person says that a page reads: all its lines as they stand since, as `LaidLine`s.

    ``in_pdf`` tells whether the PDF of its document is made with it, or is being made so.
    """

    __tablename__ = "page_correction"

    document_id: Mapped[str] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    page: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lines: Mapped[list[Any]] = mapped_column(JSON)
    in_pdf: Mapped[bool]


class ResultFileRow(Base):
    """A finished file of a document, made by a worker."""

    __tablename__ = "result_file"

    document_id: Mapped[str] = mapped_column(
        ForeignKey("document.id", ondelete="CASCADE"), primary_key=True
    )
    format: Mapped[str] = mapped_column(primary_key=True)
    path: Mapped[str]
    bytes: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str]


class DeliveryRow(Base):
    """A webhook's message: made with the end of its job, sent until it is taken."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        Index("ix_webhook_delivery_due", "next_at", postgresql_where=WAITING, sqlite_where=WAITING),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"), index=True)
    owner: Mapped[str]
    url: Mapped[str]
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(Utc)
    attempt: Mapped[int]
    next_at: Mapped[datetime] = mapped_column(Utc)
    state: Mapped[DeliveryState] = mapped_column(String)
    status: Mapped[int | None]
    error: Mapped[str | None]


class ExpiredJobRow(Base):
    """What is left of a job that was deleted for its age: that it was there."""

    __tablename__ = "expired_job"

    id: Mapped[str] = mapped_column(primary_key=True)
    expired: Mapped[datetime] = mapped_column(Utc, index=True)
