"""recognition-api, wired."""

from apiflask import APIFlask

from recognition_api.api import Extraction, create_blueprint
from recognition_api.recognizer import Recognizer
from recognition_api.settings import RecognitionSettings
from showoff_common.telemetry import metrics
from showoff_common.web.app import create_app as create_service
from showoff_common.work.admission import Admission


def create_app(settings: RecognitionSettings) -> APIFlask:
    """Load the model and build the application: once it exists, it is ready.

    Raises:
        FileNotFoundError: The model file is missing.
    """
    recognizer = Recognizer(settings.model, settings.inference_threads)
    metrics.MODEL.labels("recognition", recognizer.version).set(1)
    app = create_service("recognition-api", settings, ready=lambda: {"model": True})
    extraction = Extraction(
        recognizer,
        Admission(settings.slots, settings.waiting, settings.wait_seconds),
        settings.pixel_budget,
        settings.picture_limits,
        settings.max_lines,
    )
    app.register_blueprint(create_blueprint(extraction))
    return app
