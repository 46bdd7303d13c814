"""Gold: lines that people let be kept, sets frozen of them, and measures of models."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "gold_line",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("image_id", sa.String(), nullable=False),
        sa.Column("ord_num", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("share", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("read_text", sa.String()),
        sa.Column("read_model", sa.String()),
        sa.Column("path", sa.String()),
        sa.Column("quad", sa.JSON()),
        sa.Column("digest", sa.String()),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(), nullable=False),
        sa.Column("reviewed_by", sa.String()),
        sa.Column("reviewed_at", sa.DateTime()),
        sa.PrimaryKeyConstraint("id", name="pk_gold_line"),
    )
    op.create_index("ix_gold_line_image_id_ord_num", "gold_line", ["image_id", "ord_num"])
    op.create_index("ix_gold_line_kept_at_id", "gold_line", ["kept_at", "id"])
    op.create_table(
        "gold_set",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_gold_set"),
        sa.UniqueConstraint("digest", name="uq_gold_set_digest"),
    )
    op.create_table(
        "gold_member",
        sa.Column("set_number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("gold_line_id", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("set_number", "digest", name="pk_gold_member"),
        sa.ForeignKeyConstraint(
            ["set_number"], ["gold_set.number"], name="fk_gold_member_set_number"
        ),
        sa.ForeignKeyConstraint(
            ["gold_line_id"], ["gold_line.id"], name="fk_gold_member_gold_line_id"
        ),
    )
    op.create_index("ix_gold_member_gold_line_id", "gold_member", ["gold_line_id"])
    op.create_table(
        "measure",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("set_number", sa.Integer(), nullable=False),
        sa.Column("created", sa.DateTime(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_measure"),
        sa.ForeignKeyConstraint(["set_number"], ["gold_set.number"], name="fk_measure_set_number"),
        sa.UniqueConstraint("model", "set_number", name="uq_measure_model_set_number"),
    )
    op.create_table(
        "measured_line",
        sa.Column("measure_number", sa.Integer(), nullable=False),
        sa.Column("gold_line_id", sa.String(), nullable=False),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("read_text", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("measure_number", "gold_line_id", name="pk_measured_line"),
        sa.ForeignKeyConstraint(
            ["measure_number"], ["measure.number"], name="fk_measured_line_measure_number"
        ),
        sa.ForeignKeyConstraint(
            ["gold_line_id"], ["gold_line.id"], name="fk_measured_line_gold_line_id"
        ),
    )
    op.create_index("ix_measured_line_gold_line_id", "measured_line", ["gold_line_id"])


def downgrade() -> None:
    for table in ("measured_line", "measure", "gold_member", "gold_set", "gold_line"):
        op.drop_table(table)
