"""A database of SQLite's with its tables, made once and then copied."""

import tempfile
from functools import cache
from pathlib import Path

from image_api import migrations
from image_api.database import Database


def new_sqlite(folder: Path) -> str:
    """The URL of a migrated database in a folder, empty but for its tables."""
    path = folder / "show-off.db"
    path.write_bytes(_migrated())
    return f"sqlite:///{path}"


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "show-off.db"
        migrate(f"sqlite:///{path}")
        return path.read_bytes()


def migrate(url: str) -> None:
    """Make its tables, and let go of it: what is open can't be copied."""
    engine = Database(url).engine
    migrations.upgrade(engine)
    engine.dispose()
