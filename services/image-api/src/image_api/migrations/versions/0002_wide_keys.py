"""Keys that never run out, words beside the lines, and when retention last ended.

A line is known by its picture and its place in it; an id of its own, of 32 bits, would have run out
after two thousand million lines.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("image_box") as lines:
        lines.drop_column("id")  # its primary key goes with it
        lines.drop_constraint("uq_image_box_image_id_ord_num", type_="unique")
        lines.create_primary_key("pk_image_box", ["image_id", "ord_num"])
        lines.add_column(sa.Column("words", sa.JSON()))
    if op.get_bind().dialect.name == "postgresql":  # SQLite's have 64 bits
        op.alter_column("text_correction", "id", type_=sa.BigInteger())
        op.execute("ALTER SEQUENCE text_correction_id_seq AS bigint")
    op.create_table(
        "retention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ended", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_retention"),
    )


def downgrade() -> None:
    op.drop_table("retention")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER SEQUENCE text_correction_id_seq AS integer")
        op.alter_column("text_correction", "id", type_=sa.Integer())
    with op.batch_alter_table("image_box") as lines:
        lines.drop_column("words")
        lines.drop_constraint("pk_image_box", type_="primary")
        lines.add_column(sa.Column("id", sa.Integer(), sa.Identity(), nullable=False))
        lines.create_primary_key("pk_image_box", ["id"])
        lines.create_unique_constraint("uq_image_box_image_id_ord_num", ["image_id", "ord_num"])
