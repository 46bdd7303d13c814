"""detection-api, wired."""

from apiflask import APIFlask

from showoff_common import metrics
from showoff_common.admission import Admission
from showoff_common.service import create_app as create_service
from showoff_detection.api import Detection, create_blueprint
from showoff_detection.detector import Detector
from showoff_detection.settings import DetectionSettings


def create_app(settings: DetectionSettings) -> APIFlask:
    """Load the model and build the application: once it exists, it is ready.

    Raises:
        FileNotFoundError: The model file is missing.
    """
    detector = Detector(settings.model, settings.inference_threads, settings.long_side)
    metrics.MODEL.labels("detection", detector.version).set(1)
    app = create_service("detection-api", settings, ready=lambda: {"model": True})
    admission = Admission(settings.slots, settings.waiting, settings.wait_seconds)
    detection = Detection(detector, admission, settings.picture_limits)
    app.register_blueprint(create_blueprint(detection))
    return app
