"""Of a task: who has claimed it and when, and before when it is not handed out again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_WAITING = sa.text("state = 'waiting'")


def _index(*columns: str) -> None:
    op.drop_index("ix_task_waiting", "task")
    op.create_index(
        "ix_task_waiting", "task", [*columns], postgresql_where=_WAITING, sqlite_where=_WAITING
    )


def upgrade() -> None:
    op.add_column("task", sa.Column("claimer", sa.String()))
    op.add_column("task", sa.Column("claimed", sa.DateTime()))
    op.add_column("task", sa.Column("not_before", sa.DateTime()))
    _index("step", "priority", "owner", "created", "position")


def downgrade() -> None:
    _index("priority", "owner", "created", "position")
    with op.batch_alter_table("task") as tasks:
        for name in ("not_before", "claimed", "claimer"):
            tasks.drop_column(name)
