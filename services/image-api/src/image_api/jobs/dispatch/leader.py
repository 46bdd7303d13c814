"""One of several processes leads: who holds a lock of the database's. SQLite has one process."""

from typing import Final

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from image_api.database import Database
from showoff_common.messaging.events import Unavailable

_LOCK: Final = 5019
"""A number for Postgres's advisory lock."""


class Leadership:
    """The lock. It lives as long as the connection that took it: who dies leads no more."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine
        self._connection: Connection | None = None

    def is_mine(self) -> bool:
        """Whether we lead: we still do, or the lock was free.

        Raises:
            Unavailable: The database is gone, and with it the lock.
        """
        if self._engine.dialect.name != "postgresql":
            return True
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))
                return True
            connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            locked = connection.scalar(text("SELECT pg_try_advisory_lock(:lock)"), {"lock": _LOCK})
        except SQLAlchemyError as error:
            self.resign()
            raise Unavailable(f"database: {error}") from error
        if locked:
            self._connection = connection
        else:
            connection.close()
        return bool(locked)

    def resign(self) -> None:
        """Let others lead."""
        if self._connection is not None:
            self._connection.invalidate()  # closed, not put back: the lock would stay with it
            self._connection.close()
            self._connection = None
