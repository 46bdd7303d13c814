"""detection-api, wired."""

from apiflask import APIFlask

from detection_api.api import Detection, create_blueprint
from detection_api.detector import Detector
from detection_api.settings import DetectionSettings
from showoff_common.telemetry import metrics
from showoff_common.web.app import create_app as create_service
from showoff_common.work.admission import Admission


def create_app(settings: DetectionSettings) -> APIFlask:
    """Load the model and build the application: once it exists, it is ready.

    Raises:
        FileNotFoundError: The model file is missing.
    """
    detector = Detector(settings.model, settings.inference_threads, settings.long_side)
    metrics.MODEL.labels("detection", detector.version).set(1)
    app = create_service("detection-api", settings, ready=lambda: {"model": True})
    admission = Admission(settings.slots, settings.waiting, settings.wait_seconds)
    detection = Detection(detector, admission, settings.pixel_budget, settings.picture_limits)
    app.register_blueprint(create_blueprint(detection))
    return app
