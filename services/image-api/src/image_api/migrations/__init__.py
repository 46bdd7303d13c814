"""The tables' history. ``upgrade`` brings a database to the newest of it, or leaves it there."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

_LOCK = 5003
"""Two that migrate at the same time take turns: a number for Postgres's advisory lock."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the tables up to date; doing so twice, or at the same time, does no harm.

    Args:
        engine: The way to the database.
        revision: How far; by default to the newest.

    Raises:
        SQLAlchemyError: The database is gone or refuses.
    """
    config = Config()
    config.set_main_option("script_location", __name__.replace(".", ":", 1))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            # A large table takes longer than a request may, and so does whoever migrates before us.
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
