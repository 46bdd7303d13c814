"""The way to the database: Postgres, or SQLite for the platform on one machine."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import structlog
from sqlalchemy import Engine, create_engine, event, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from image_api.tables import Base, Image
from showoff_common.backoff import Backoff
from showoff_common.messaging.events import InvalidMessage, Unavailable

# A database that hangs is as gone as one that refuses: every wait has an end.
_POSTGRES: Final = {
    "connect_timeout": 5,  # seconds
    "options": "-c statement_timeout=30s -c lock_timeout=20s",
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
    "prepare_threshold": None,  # statements prepared before a migration would break after it
}
_SQLITE: Final = {"timeout": 20}  # seconds

_log = structlog.get_logger(__name__)


class Database:
    """Transactions on the database at ``url``; nothing is connected before the first.

    Args:
        url: An SQLAlchemy URL of Postgres or SQLite.
    """

    def __init__(self, url: str) -> None:
        self.engine = _engine(url)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction: committed when the block ends, undone where it raises.

        Raises:
            InvalidMessage: The database refuses the values.
            Unavailable: It can't be reached, is full, is not migrated, or changed sides.
        """
        try:
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                yield session
        except (DataError, IntegrityError) as error:
            raise InvalidMessage(f"database: {error.orig}") from error
        except SQLAlchemyError as error:
            raise Unavailable(f"database: {error}") from error

    def add_new(
        self, session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]
    ) -> None:
        """Insert those of ``rows`` that break no uniqueness, so are not there already."""
        dialect = postgresql if self.engine.dialect.name == "postgresql" else sqlite
        if rows:
            session.execute(dialect.insert(table).on_conflict_do_nothing(), rows)

    def wait(self, seconds: float) -> None:
        """Wait until the database takes connections, but no longer than ``seconds``.

        Raises:
            Unavailable: It did not.
        """
        backoff, deadline = Backoff(), time.monotonic() + seconds
        name = self.engine.url.render_as_string(hide_password=True)
        while True:
            try:
                self.engine.connect().close()
            except OperationalError as error:
                reason = " ".join(str(error.orig).split())
                if (left := deadline - time.monotonic()) <= 0:
                    message = f"{name} was not there within {seconds:g} seconds: {reason}"
                    raise Unavailable(message) from error
                pause = min(backoff.next(), left)
                _log.warning("database away", database=name, error=reason, pause=pause)
                time.sleep(pause)
            else:
                return

    def forget_deleted(self) -> None:
        """Leave nothing of deleted rows in SQLite's log; Postgres sees to its own.

        Where someone reads just then, the log goes with a later call, or when all have closed.

        Raises:
            Unavailable: It can't be reached.
        """
        if self.engine.dialect.name == "sqlite":
            try:
                with self.engine.connect() as connection:
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            except SQLAlchemyError as error:
                raise Unavailable(f"database: {error}") from error

    def answers(self) -> bool:
        """Whether it can be asked and has been migrated."""
        try:
            with self.transaction() as session:
                session.execute(select(Image.id).limit(1))
        except Unavailable:
            return False
        return True


def file_of(url: str) -> Path | None:
    """The file of an SQLite database; None where it has none."""
    target = make_url(url)
    in_file = target.get_backend_name() == "sqlite" and target.database != ":memory:"
    return Path(target.database) if in_file and target.database else None


def _engine(url: str) -> Engine:
    target = make_url(url)
    if target.get_backend_name() == "postgresql":
        return create_engine(
            target.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            pool_timeout=20,
            hide_parameters=True,  # what pictures say is for no log and no trace
            connect_args=_POSTGRES,
        )
    if file := file_of(url):
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(target, hide_parameters=True, connect_args=_SQLITE)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - driver's own type
    # Full sync: what was committed outlives a power cut. WAL: readers don't wait for the writer.
    # Secure delete: what was deleted is overwritten, not only unlinked.
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
