"""Jobs, wired: the routes of the web service."""

import threading

from apiflask import APIFlask

from image_api.database import Database
from image_api.jobs import metrics
from image_api.jobs.corrections import routes as correction_routes
from image_api.jobs.corrections.taken import Corrections
from image_api.jobs.dispatch.queueing import Dispatch
from image_api.jobs.files import JobFiles
from image_api.jobs.following import routes as job_routes
from image_api.jobs.following.overview import Overview
from image_api.jobs.following.removal import Removal
from image_api.jobs.following.routes import Desk
from image_api.jobs.following.waiting import Places
from image_api.jobs.intake.register import OwnerLimits, Register
from image_api.jobs.intake.taking_in import Intake
from image_api.jobs.processes import create_notifier
from image_api.jobs.results import document_routes
from image_api.jobs.results import routes as result_routes
from image_api.jobs.results.documents import Documents
from image_api.jobs.results.made import Results
from image_api.jobs.tasks import routes as task_routes
from image_api.jobs.tasks.leases import Leases
from image_api.jobs.tasks.outcomes import Outcomes
from image_api.jobs.tasks.routes import Workshop
from image_api.jobs.webhooks.deliveries import WebhookDesk
from image_api.settings import ImageApiSettings, WebhookSettings
from showoff_common.web.draining import when_draining


def install(app: APIFlask, settings: ImageApiSettings, database: Database) -> None:
    """Add the routes and the metrics of jobs."""
    files = JobFiles(settings.files_dir)
    limits = OwnerLimits(settings.jobs_open, settings.pages_waiting)
    webhooks = WebhookDesk(database, settings.signing_secrets, settings.webhook_rules)
    register = Register(database, settings.retention_days, limits)
    desk = Desk(
        intake=Intake(register, files, webhooks, settings.max_request_bytes),
        overview=Overview(database),
        removal=Removal(database, files),
        results=Results(database),
        webhooks=webhooks,
        waits=Places(settings.job_listeners),
        streams=Places(settings.job_listeners),
    )
    workshop = Workshop(
        leases=Leases(database),
        outcomes=Outcomes(database),
        documents=Documents(database),
        dispatch=Dispatch(database, settings.dispatch_window),
        files=files,
    )
    app.register_blueprint(job_routes.create_blueprint(desk))
    app.register_blueprint(result_routes.create_blueprint(desk))
    app.register_blueprint(correction_routes.create_blueprint(Corrections(database)))
    app.register_blueprint(task_routes.create_blueprint(workshop))
    app.register_blueprint(document_routes.create_blueprint(workshop))
    metrics.install(database)


def notify_here(settings: WebhookSettings, database: Database) -> None:
    """Send webhooks from a thread of the web service, where no process beside it does."""
    notifier = create_notifier(settings, database)
    threading.Thread(target=notifier.run, name="notifier").start()
    when_draining(notifier.stop)
