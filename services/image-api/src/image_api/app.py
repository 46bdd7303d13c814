"""image-api's web service, wired."""

from apiflask import APIFlask

from image_api import formats, message_routes, retention, retention_metrics, schedule
from image_api.api import create_blueprint
from image_api.database import Database
from image_api.expiry import Expiry
from image_api.files import PictureFiles
from image_api.gold import app as gold
from image_api.gold.lines import Lines
from image_api.gold.proposals import Proposals
from image_api.history import History
from image_api.jobs import app as jobs
from image_api.jobs.expiry import JobExpiry
from image_api.jobs.files import JobFiles
from image_api.keeping import create_store, traced_database
from image_api.problems import unstorable
from image_api.retention import SweepReport
from image_api.settings import ImageApiSettings, StorageSettings
from showoff_common.messaging.events import InvalidMessage, now
from showoff_common.messaging.spans import EMBEDDED
from showoff_common.web.app import create_app as create_service


def create_app(settings: ImageApiSettings) -> APIFlask:
    """The web service; /ready says whether the database is migrated."""
    database, files = traced_database(settings), PictureFiles(settings.files_dir)
    app = create_service("image-api", settings, ready=lambda: {"database": database.answers()})
    app.register_error_handler(InvalidMessage, unstorable)
    app.register_blueprint(
        create_blueprint(History(database), files, Lines(database, files), settings.retention_days)
    )
    app.register_blueprint(formats.create_blueprint(History(database), files))
    store = create_store(settings, database, EMBEDDED)
    app.register_blueprint(message_routes.create_blueprint(store))
    jobs.install(app, settings, database)
    gold.install(app, database, files, keeps=settings.gold)
    if settings.send_webhooks and settings.signing_secrets:
        jobs.notify_here(settings, database)
    retention_metrics.install(Expiry(database))
    if settings.retain_every_minutes:
        schedule.repeat(lambda: sweep(settings, database), 60 * settings.retain_every_minutes)
    return app


def sweep(settings: StorageSettings, database: Database) -> SweepReport:
    """Delete what is too old; raises Unavailable where database or disk can't take it."""
    files = PictureFiles(settings.files_dir)
    expire_jobs = JobExpiry(database, JobFiles(settings.files_dir))
    # First: no picture goes before the lines of it that may stay are cut out.
    Proposals(database, files).collect()
    swept = retention.sweep(
        Expiry(database), files, now(), settings.retention_days, expire_jobs.sweep
    )
    swept.orphans += gold.tidy(database, files, now(), settings.retention_days)
    return swept
