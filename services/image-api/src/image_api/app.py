"""image-api, wired."""

from apiflask import APIFlask
from opentelemetry.instrumentation.sqlalchemy import SQLAlchemyInstrumentor

from showoff_common.message_spans import RABBITMQ
from showoff_common.messages import now
from showoff_common.service import create_app as create_service
from showoff_storage import retention, schedule
from showoff_storage.api import create_blueprint
from showoff_storage.database import Database
from showoff_storage.expiry import Expiry
from showoff_storage.files import PictureFiles
from showoff_storage.handlers import Keeper
from showoff_storage.history import History
from showoff_storage.records import Records
from showoff_storage.settings import ImageApiSettings, StorageSettings


def create_app(settings: ImageApiSettings) -> APIFlask:
    """The web service; the database is expected to be migrated, /ready tells."""
    database, files = traced_database(settings), PictureFiles(settings.files_dir)
    app = create_service("image-api", settings, ready=lambda: {"database": database.answers()})
    app.register_blueprint(create_blueprint(History(database), files))
    if settings.retain_every_minutes:
        expiry = Expiry(database)
        schedule.repeat(
            lambda: retention.sweep(expiry, files, now(), settings.retention_days),
            60 * settings.retain_every_minutes,
        )
    return app


def create_keeper(settings: StorageSettings, system: str = RABBITMQ) -> Keeper:
    """What keeps the messages: for the consumers, or for a relay in the same process."""
    records, files = Records(traced_database(settings)), PictureFiles(settings.files_dir)
    return Keeper(records, files, system)


def traced_database(settings: StorageSettings) -> Database:
    """A span a statement."""
    database = Database(settings.database_url)
    SQLAlchemyInstrumentor().instrument(engine=database.engine)
    return database
