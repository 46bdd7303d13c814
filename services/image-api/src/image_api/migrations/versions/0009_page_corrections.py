"""What people say that the pages of a document read."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "page_correction",
        sa.Column("document_id", sa.String(), nullable=False),
        sa.Column("page", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("in_pdf", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("document_id", "page", name="pk_page_correction"),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name="fk_page_correction_document_id",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("page_correction")
