"""Retention's side of the database: what is too old, and what files the rows point to."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import CursorResult, and_, delete, func, or_, select

from image_api.database import Database
from image_api.tables import Image, Retention, TextCorrection

_DAY_LENGTH = len("2026-11-21")


class Expiry:
    """Deletes rows by age, in transactions small enough not to block others."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def expire_images(self, limit: datetime, most: int) -> Sequence[str | None]:
        """Delete pictures older than ``limit`` with their boxes and corrections, oldest first.

        Returns:
            The path of each, None for those without a file; empty when none is left.
        """
        old = (
            select(Image.id, Image.path)
            .where(Image.creation_timestamp < limit)
            .order_by(Image.creation_timestamp)
            .limit(most)
            .with_for_update()
        )
        with self._database.transaction() as session:
            found = session.execute(old).all()
            ids = [row.id for row in found]
            session.execute(delete(TextCorrection).where(TextCorrection.image_id.in_(ids)))
            session.execute(delete(Image).where(Image.id.in_(ids)))  # its boxes go with it
        return [row.path for row in found]

    def expire_corrections(self, limit: datetime) -> int:
        """Delete corrections whose picture was deleted, or never came and is past ``limit``.

        Returns:
            How many.
        """
        own = select(Image.id).where(Image.id == TextCorrection.image_id)
        never_came = and_(TextCorrection.creation_timestamp < limit, ~own.exists())
        deleted = own.where(Image.deletion_timestamp.is_not(None)).exists()
        old = delete(TextCorrection).where(or_(never_came, deleted))
        with self._database.transaction() as session:
            result = session.execute(old, execution_options={"synchronize_session": False})
        return result.rowcount if isinstance(result, CursorResult) else 0

    def days(self) -> Collection[str]:
        """The day folders that rows point into."""
        day = func.substr(Image.path, 1, _DAY_LENGTH)
        with self._database.transaction() as session:
            return session.scalars(select(day).where(Image.path.is_not(None)).distinct()).all()

    def paths(self, day: str) -> Collection[str]:
        """The files in a day folder that rows point to."""
        inside = Image.path.startswith(f"{day}/", autoescape=True)
        with self._database.transaction() as session:
            return [path for path in session.scalars(select(Image.path).where(inside)) if path]

    def note_end(self, moment: datetime) -> None:
        """Remember that a sweep came to its end."""
        with self._database.transaction() as session:
            session.merge(Retention(id=1, ended=moment))

    def last_end(self) -> datetime | None:
        """When a sweep last came to its end, whichever process swept."""
        with self._database.transaction() as session:
            return session.scalar(select(Retention.ended))
