"""The tables of gold. Of what was withdrawn there is left that it was, and its digest."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from image_api.tables import Base, Utc


class GoldLineRow(Base):
    """A line as a person says it reads, cut out of its picture.

    ``image_id`` is no foreign key: pictures go after their days, gold lines stay.
    """

    __tablename__ = "gold_line"
    __table_args__ = (Index(None, "image_id", "ord_num"), Index(None, "kept_at", "id"))

    id: Mapped[str] = mapped_column(primary_key=True)
    image_id: Mapped[str]
    ord_num: Mapped[int]
    """As it was read; below zero of a line that a person made."""
    state: Mapped[str]
    share: Mapped[str]
    text: Mapped[str]
    read_text: Mapped[str | None]
    read_model: Mapped[str | None]
    path: Mapped[str | None]
    """Of the cut-out; None until it is cut, and once it is withdrawn."""
    quad: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """Its corners in pixels of the cut-out; until that is cut, of the picture, or None where the
    line is where it was read."""
    digest: Mapped[str | None]
    """SHA-256 of cut-out, corners and text."""
    look: Mapped[str | None]
    """How the cut-out looks, see `image_api.gold.looks`; None of those cut before this was kept."""
    kept_by: Mapped[str]
    kept_at: Mapped[datetime] = mapped_column(Utc)
    seconded_by: Mapped[str | None]
    """Another key that says the same."""
    reviewed_by: Mapped[str | None]
    reviewed_at: Mapped[datetime | None] = mapped_column(Utc)


class GoldSetRow(Base):
    """A set, frozen."""

    __tablename__ = "gold_set"

    number: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True)
    created: Mapped[datetime] = mapped_column(Utc)
    note: Mapped[str]


class GoldMemberRow(Base):
    """A line of a set; the digest stays when the line is withdrawn."""

    __tablename__ = "gold_member"

    set_number: Mapped[int] = mapped_column(ForeignKey("gold_set.number"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    gold_line_id: Mapped[str] = mapped_column(ForeignKey("gold_line.id"), index=True)


class MeasureRow(Base):
    """A model measured on a set."""

    __tablename__ = "measure"
    __table_args__ = (UniqueConstraint("model", "set_number"),)

    number: Mapped[int] = mapped_column(primary_key=True)
    model: Mapped[str]
    set_number: Mapped[int] = mapped_column(ForeignKey("gold_set.number"))
    created: Mapped[datetime] = mapped_column(Utc)
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    """As `Figures`: no text of any line."""


class MeasuredLineRow(Base):
    """What a model read in a line; goes when the line is withdrawn."""

    __tablename__ = "measured_line"

    measure_number: Mapped[int] = mapped_column(ForeignKey("measure.number"), primary_key=True)
    gold_line_id: Mapped[str] = mapped_column(
        ForeignKey("gold_line.id"), primary_key=True, index=True
    )
    edits: Mapped[int]
    read_text: Mapped[str]
