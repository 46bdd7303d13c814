"""recognition-api, wired."""

from apiflask import APIFlask

from showoff_common import metrics
from showoff_common.admission import Admission
from showoff_common.service import create_app as create_service
from showoff_recognition.api import Extraction, create_blueprint
from showoff_recognition.recognizer import Recognizer
from showoff_recognition.settings import RecognitionSettings


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
        settings.picture_limits,
        settings.max_lines,
    )
    app.register_blueprint(create_blueprint(extraction))
    return app
