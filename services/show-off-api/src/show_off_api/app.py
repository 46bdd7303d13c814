"""show-off-api, wired."""

import atexit
from functools import partial

from apiflask import APIFlask

from show_off_api.access import guard
from show_off_api.access.keys import KeyRing
from show_off_api.outbox import metrics as outbox_metrics
from show_off_api.outbox.events import keep_reading
from show_off_api.outbox.relay import Relay, Sender
from show_off_api.outbox.storage import StorageSender
from show_off_api.outbox.store import Outbox
from show_off_api.routes import correct, images, limits, read
from show_off_api.routes.passing_on import passed_on
from show_off_api.settings import ShowOffApiSettings
from show_off_api.upstream.image_api import ImageApi, gold_path, job_path
from showoff_common.contracts import routes
from showoff_common.messaging.publisher import Publisher
from showoff_common.upstream.models import DetectionService, RecognitionService
from showoff_common.web.app import create_app as create_service
from showoff_common.web.readiness import Readiness
from showoff_common.work.admission import Admission


def create_app(settings: ShowOffApiSettings) -> APIFlask:
    """The application, its relay running until the process ends.

    Args:
        settings: Where the other services are, and the limits.
    """
    connections = settings.slots + settings.waiting
    detection = DetectionService(
        "detection-api", settings.detection_url, connections, settings.connect_seconds
    )
    recognition = RecognitionService(
        "recognition-api", settings.recognition_url, connections, settings.connect_seconds
    )
    outbox = Outbox(settings.outbox, settings.outbox_limits)
    relay = Relay(outbox, _sender(settings))
    relay.start()
    atexit.register(relay.stop, settings.drain_seconds)
    outbox_metrics.install(outbox)
    app = create_service(
        "show-off-api",
        settings,
        ready=Readiness({"detection-api": detection.ready, "recognition-api": recognition.ready}),
    )
    keys = KeyRing(settings.api_keys)
    guard.install(app, keys, settings.origins)
    guard.warn_if_open(keys, settings.host)
    image_api = partial(ImageApi, settings.storage_url, settings.connect_seconds)
    history = image_api(routes.HISTORY_AWAY)
    reader = read.Reader(
        detection,
        recognition,
        Admission(settings.slots, settings.waiting, settings.wait_seconds),
        settings.read_seconds,
        check_room=outbox.check_room,
        keep=partial(keep_reading, outbox),
        render=history.render,
    )
    app.register_blueprint(read.create_blueprint(reader))
    app.register_blueprint(limits.create_blueprint(settings.max_request_bytes))
    app.register_blueprint(correct.create_blueprint(outbox, history.is_deleted, gold=settings.gold))
    app.register_blueprint(images.create_blueprint(history))
    app.register_blueprint(passed_on(image_api(routes.JOBS_AWAY), "jobs", routes.JOBS, job_path))
    app.register_blueprint(
        passed_on(image_api(routes.GOLD_AWAY), "gold", routes.GOLD, gold_path, with_role=True)
    )
    return app


def _sender(settings: ShowOffApiSettings) -> Sender:
    """Where to hand over what is to be kept."""
    if settings.amqp_url:
        return Publisher(settings.amqp_url)
    return StorageSender(settings.storage_url, settings.connect_seconds)
