from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from image_api import migrations
from image_api.database import Database
from image_api.tables import Base


def _comparable(_: object, name: str | None, *__: object) -> bool:
    """SQLite does not tell about indices on expressions."""
    return name != "uq_text_correction_message_id_ord_num"


def test_the_migrations_make_the_tables_that_the_code_expects(database_url: str) -> None:
    with Database(database_url).engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": _comparable}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_migrating_again_changes_nothing(database_url: str) -> None:
    migrations.upgrade(Database(database_url).engine)

    assert Database(database_url).answers()


def test_the_tables_and_columns_known_from_before_are_there(database_url: str) -> None:
    known = {
        "image": {"id", "path", "creation_timestamp"},
        "image_box": {"id", "start_x", "start_y", "width", "height", "text", "image_id"},
        "text_correction": {"id", "value", "image_id"},
    }
    inspected = inspect(Database(database_url).engine)

    for table, columns in known.items():
        assert columns <= {column["name"] for column in inspected.get_columns(table)}
