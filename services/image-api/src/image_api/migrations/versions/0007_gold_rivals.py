"""Of a gold line: how it looks, and which other key says the same of it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("gold_line", sa.Column("look", sa.String()))
    op.add_column("gold_line", sa.Column("seconded_by", sa.String()))


def downgrade() -> None:
    with op.batch_alter_table("gold_line") as lines:
        lines.drop_column("seconded_by")
        lines.drop_column("look")
