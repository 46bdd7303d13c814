"""Beside a corrected text: all lines as they stand in it, also those that nobody had read."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("text_correction", sa.Column("layout", sa.JSON()))


def downgrade() -> None:
    with op.batch_alter_table("text_correction") as corrections:
        corrections.drop_column("layout")
