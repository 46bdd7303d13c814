"""Alembic's entry: runs the migrations on the connection that it is handed."""

from alembic import context

import image_api.gold.tables
import image_api.jobs.tables  # noqa: F401 - for their tables to be known
from image_api.tables import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",  # SQLite can't alter a table in place
)
with context.begin_transaction():
    context.run_migrations()
