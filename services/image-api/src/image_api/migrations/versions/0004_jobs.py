"""Jobs: what was sent, its documents, their tasks, what was made of them, and who is told."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"

_WAITING = "state = 'waiting'"


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _part_of(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def _index(name: str, table: str, *columns: str, where: str | None = None) -> None:
    condition = None if where is None else sa.text(where)
    op.create_index(name, table, [*columns], postgresql_where=condition, sqlite_where=condition)


def upgrade() -> None:
    op.create_table(
        "job",
        *_texts("id", "owner", "state"),
        _needed("version", sa.Integer()),
        _needed("priority", sa.SmallInteger()),
        _needed("options", sa.JSON()),
        _needed("created", sa.DateTime()),
        sa.Column("started", sa.DateTime()),
        sa.Column("finished", sa.DateTime()),
        _needed("expires", sa.DateTime()),
        sa.Column("idempotency_key", sa.String()),
        *_texts("fingerprint"),
        sa.Column("traceparent", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.UniqueConstraint("owner", "idempotency_key", name="uq_job_owner_idempotency_key"),
    )
    _index("ix_job_owner_created_id", "job", "owner", "created", "id")
    _index("ix_job_expires", "job", "expires")
    op.create_table(
        "document",
        *_texts("id", "job_id"),
        _needed("number", sa.Integer()),
        *_texts("name", "media_type"),
        _needed("bytes", sa.BigInteger()),
        *_texts("sha256", "path"),
        sa.Column("pages", sa.Integer()),
        *_texts("state"),
        sa.Column("pdfa", sa.String()),
        _needed("repaired", sa.Boolean()),
        sa.Column("signature", sa.String()),
        sa.Column("problem", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("job_id", "number", name="uq_document_job_id_number"),
        _part_of("document", "job_id", "job"),
    )
    op.create_table(
        "task",
        *_texts("document_id", "step"),
        _needed("page", sa.Integer()),
        *_texts("owner"),
        _needed("priority", sa.SmallInteger()),
        _needed("created", sa.DateTime()),
        _needed("position", sa.BigInteger()),
        *_texts("state"),
        _needed("attempt", sa.Integer()),
        _needed("losses", sa.Integer()),
        sa.Column("lease_until", sa.DateTime()),
        sa.Column("result", sa.JSON()),
        sa.Column("problem", sa.JSON()),
        sa.PrimaryKeyConstraint("document_id", "step", "page", name="pk_task"),
        _part_of("task", "document_id", "document"),
    )
    order = ("priority", "owner", "created", "position")
    _index("ix_task_waiting", "task", *order, where=_WAITING)
    _index("ix_task_leased", "task", "lease_until", where="state IN ('queued', 'running')")
    op.create_table(
        "result_file",
        *_texts("document_id", "format", "path"),
        _needed("bytes", sa.BigInteger()),
        *_texts("sha256"),
        sa.PrimaryKeyConstraint("document_id", "format", name="pk_result_file"),
        _part_of("result_file", "document_id", "document"),
    )
    op.create_table(
        "webhook_delivery",
        *_texts("id", "job_id", "owner", "url"),
        _needed("payload", sa.JSON()),
        _needed("created", sa.DateTime()),
        _needed("attempt", sa.Integer()),
        _needed("next_at", sa.DateTime()),
        *_texts("state"),
        sa.Column("status", sa.Integer()),
        sa.Column("error", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_delivery"),
        _part_of("webhook_delivery", "job_id", "job"),
    )
    _index("ix_webhook_delivery_job_id", "webhook_delivery", "job_id")
    _index("ix_webhook_delivery_due", "webhook_delivery", "next_at", where=_WAITING)
    op.create_table(
        "expired_job",
        *_texts("id"),
        _needed("expired", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_expired_job"),
    )
    _index("ix_expired_job_expired", "expired_job", "expired")


def downgrade() -> None:
    for table in (
        *("expired_job", "webhook_delivery", "result_file"),
        *("task", "document", "job"),
    ):
        op.drop_table(table)
