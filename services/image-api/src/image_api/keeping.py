"""What keeps messages, wired: for the web service, and for consumers, which need no web."""

from opentelemetry.instrumentation.sqlalchemy import SQLAlchemyInstrumentor

from image_api.database import Database
from image_api.files import PictureFiles
from image_api.gold.proposals import Proposals
from image_api.handlers import MessageStore
from image_api.records import Records
from image_api.settings import StorageSettings


def create_store(settings: StorageSettings, database: Database, system: str) -> MessageStore:
    """What keeps the messages that come over a system, of those in `messaging.spans`."""
    files = PictureFiles(settings.files_dir)
    records = Records(database, keeps_gold=settings.gold)
    return MessageStore(records, files, system, Proposals(database, files).collect)


def traced_database(settings: StorageSettings) -> Database:
    """A span a statement."""
    database = Database(settings.database_url)
    SQLAlchemyInstrumentor().instrument(engine=database.engine)
    return database
