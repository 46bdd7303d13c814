"""Jobs: what was sent, its documents, their tasks, what was made of them, and who is told."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"


def _own(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("started", sa.DateTime()),
        sa.Column("finished", sa.DateTime()),
        sa.Column("expires", sa.DateTime(), nullable=False),
        sa.Column("idempotency_key", sa.String()),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("traceparent", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.UniqueConstraint("owner", "idempotency_key", name="uq_job_owner_idempotency_key"),
    )
    op.create_index("ix_job_owner_created_id", "job", ["owner", "created", "id"])
    op.create_index("ix_job_expires", "job", ["expires"])
    op.create_table(
        "document",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("pages", sa.Integer()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("pdfa", sa.String()),
        sa.Column("repaired", sa.Boolean(), nullable=False),
        sa.Column("signature", sa.String()),
        sa.Column("problem", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("job_id", "number", name="uq_document_job_id_number"),
        _own("document", "job_id", "job"),
    )
    op.create_table(
        "task",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("losses", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime()),
        sa.Column("result", sa.JSON()),
        sa.Column("problem", sa.JSON()),
        sa.PrimaryKeyConstraint("document_id", "step", "page", name="pk_task"),
        _own("task", "document_id", "document"),
    )
    waiting, leased = sa.text("state = 'waiting'"), sa.text("state IN ('queued', 'running')")
    op.create_index(
        "ix_task_waiting",
        "task",
        ["priority", "owner", "created", "position"],
        postgresql_where=waiting,
        sqlite_where=waiting,
    )
    op.create_index(
        "ix_task_leased", "task", ["lease_until"], postgresql_where=leased, sqlite_where=leased
    )
    op.create_table(
        "result_file",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "format", name="pk_result_file"),
        _own("result_file", "document_id", "document"),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("error", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_webhook_delivery"),
        _own("webhook_delivery", "job_id", "job"),
    )
    op.create_index("ix_webhook_delivery_job_id", "webhook_delivery", ["job_id"])
    op.create_index(
        "ix_webhook_delivery_due",
        "webhook_delivery",
        ["next_at"],
        postgresql_where=waiting,
        sqlite_where=waiting,
    )
    op.create_table(
        "expired_job",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("expired", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_expired_job"),
    )
    op.create_index("ix_expired_job_expired", "expired_job", ["expired"])


def downgrade() -> None:
    for table in (
        *("expired_job", "webhook_delivery", "result_file"),
        *("task", "document", "job"),
    ):
        op.drop_table(table)
