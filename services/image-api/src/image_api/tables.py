"""The tables. Moments are UTC without a zone, boxes in pixels of the picture as displayed."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    MetaData,
    TypeDecorator,
    UniqueConstraint,
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
    """A picture. Without a path it is still awaited, or deleted and kept from coming back."""

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
    __table_args__ = (UniqueConstraint("image_id", "ord_num"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    start_x: Mapped[int]
    start_y: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    text: Mapped[str]
    image_id: Mapped[str] = mapped_column(ForeignKey("image.id", ondelete="CASCADE"))
    ord_num: Mapped[int]
    confidence: Mapped[float | None]
    points: Mapped[list[Any] | None] = mapped_column(JSON)
    joint: Mapped[str]


class TextCorrection(Base):
    """What a person says the whole text reads or, where ``ord_num`` is given, one line of it.

    ``image_id`` is no foreign key: a correction may come before its picture.
    """

    __tablename__ = "text_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[str]
    image_id: Mapped[str] = mapped_column(index=True)
    ord_num: Mapped[int | None]
    message_id: Mapped[str]
    creation_timestamp: Mapped[datetime] = mapped_column(Utc, index=True)


# A message delivered twice adds nothing. NULLs count as different, so they are given a number.
Index(
    "uq_text_correction_message_id_ord_num",
    TextCorrection.message_id,
    func.coalesce(TextCorrection.ord_num, -1),
    unique=True,
)
