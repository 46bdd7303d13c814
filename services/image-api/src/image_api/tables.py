"""The tables. Moments are UTC without a zone, boxes in pixels of the picture as displayed."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    TypeDecorator,
    func,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Utc(TypeDecorator[datetime]):
    """A moment: with its zone in Python, as UTC without one in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value and value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Image(Base):
    """A picture. Without a path it is still pending, or deleted and kept from coming back."""

    __tablename__ = "image"
    __table_args__ = (Index(None, "creation_timestamp", "id"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    path: Mapped[str | None]
    creation_timestamp: Mapped[datetime] = mapped_column(Utc)
    media_type: Mapped[str | None]
    width: Mapped[int | None]
    height: Mapped[int | None]
    detection_model: Mapped[str | None]
    recognition_model: Mapped[str | None]
    deletion_timestamp: Mapped[datetime | None] = mapped_column(Utc)
    boxes: Mapped[list["ImageBox"]] = relationship(
        order_by="ImageBox.ord_num", lazy="raise", viewonly=True
    )


class ImageBox(Base):
    """A line of text in a picture."""

    __tablename__ = "image_box"

    image_id: Mapped[str] = mapped_column(
        ForeignKey("image.id", ondelete="CASCADE"), primary_key=True
    )
    ord_num: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    start_x: Mapped[int]
    start_y: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    text: Mapped[str]
    confidence: Mapped[float | None]
    points: Mapped[list[Any] | None] = mapped_column(JSON)
    joint: Mapped[str]
    words: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))


class TextCorrection(Base):
    """What a person says the whole text reads or, where ``ord_num`` is given, one line of it.

    ``image_id`` is no foreign key: a correction may come before its picture.
    """

    __tablename__ = "text_correction"

    # SQLite counts by itself only in a column that is called INTEGER, of 64 bits there.
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    value: Mapped[str]
    image_id: Mapped[str] = mapped_column(index=True)
    ord_num: Mapped[int | None]
    message_id: Mapped[str]
    creation_timestamp: Mapped[datetime] = mapped_column(Utc, index=True)
    layout: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    """Of the whole text: all lines as they stood then, as `LaidLine`; None where nobody said."""


# A message delivered twice adds nothing. NULLs count as different, so they are given a number.
Index(
    "uq_text_correction_message_id_ord_num",
    TextCorrection.message_id,
    func.coalesce(TextCorrection.ord_num, -1),
    unique=True,
)


class Retention(Base):
    """When retention last came to its end: one row, or none before the first time."""

    __tablename__ = "retention"

    id: Mapped[int] = mapped_column(primary_key=True)
    ended: Mapped[datetime] = mapped_column(Utc)
