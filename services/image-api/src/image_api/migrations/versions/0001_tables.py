"""The three tables: image, image_box, text_correction."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "image",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("path", sa.String()),
        sa.Column("creation_timestamp", sa.DateTime(), nullable=False),
        sa.Column("media_type", sa.String()),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("detection_model", sa.String()),
        sa.Column("recognition_model", sa.String()),
        sa.Column("deletion_timestamp", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_image"),
    )
    op.create_index("ix_image_creation_timestamp_id", "image", ["creation_timestamp", "id"])
    op.create_table(
        "image_box",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("start_x", sa.Integer(), nullable=False),
        sa.Column("start_y", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("image_id", sa.String(), nullable=False),
        sa.Column("ord_num", sa.Integer(), nullable=False),
        sa.Column("confidence", sa.Float()),
        sa.Column("points", sa.JSON()),
        sa.Column("joint", sa.String(), nullable=False, server_default="\n"),
        sa.PrimaryKeyConstraint("id", name="pk_image_box"),
        sa.ForeignKeyConstraint(
            ["image_id"], ["image.id"], name="fk_image_box_image_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("image_id", "ord_num", name="uq_image_box_image_id_ord_num"),
    )
    op.create_table(
        "text_correction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("image_id", sa.String(), nullable=False),
        sa.Column("ord_num", sa.Integer()),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("creation_timestamp", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_text_correction"),
    )
    op.create_index("ix_text_correction_image_id", "text_correction", ["image_id"])
    op.create_index(
        "ix_text_correction_creation_timestamp", "text_correction", ["creation_timestamp"]
    )
    op.create_index(
        "uq_text_correction_message_id_ord_num",
        "text_correction",
        ["message_id", sa.text("coalesce(ord_num, -1)")],
        unique=True,
    )


def downgrade() -> None:
    for table in ("text_correction", "image_box", "image"):
        op.drop_table(table)
