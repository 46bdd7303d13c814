"""show-off-api, wired."""

from apiflask import APIFlask

from showoff_bff.api import read
from showoff_bff.clients import DetectionService, RecognitionService
from showoff_bff.reading import Picture, Reading
from showoff_bff.settings import BffSettings
from showoff_common.admission import Admission
from showoff_common.service import create_app as create_service


def create_app(settings: BffSettings) -> APIFlask:
    connections = settings.slots + settings.waiting
    detection = DetectionService(
        "detection-api", settings.detection_url, connections, settings.connect_seconds
    )
    recognition = RecognitionService(
        "recognition-api", settings.recognition_url, connections, settings.connect_seconds
    )
    app = create_service(
        "show-off-api",
        settings,
        ready=lambda: {
            "detection-api": detection.ready(),
            "recognition-api": recognition.ready(),
        },
    )
    reader = read.Reader(
        detection,
        recognition,
        Admission(settings.slots, settings.waiting),
        settings.picture_limits,
        settings.read_seconds,
        keep=_keep,
    )
    app.register_blueprint(read.create_blueprint(reader))
    return app


def _keep(image_id: str, picture: Picture, reading: Reading) -> None:
    """Keep nothing until there is an outbox."""
