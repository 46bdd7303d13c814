"""Reading a page by the model services: pages give way to pictures that somebody waits for."""

from http import HTTPStatus
from typing import Final

from showoff_common.errors import Problem
from showoff_common.pictures.turns import Turn
from showoff_common.reading import Reading, put_together
from showoff_common.upstream.models import DetectionService, RecognitionService
from showoff_common.work.deadline import Deadline

_NO_HURRY: Final = "u=7"  # RFC 9218


class ModelServices:
    """detection-api and recognition-api; safe to share between threads.

    Args:
        detection_url: Where the one listens.
        recognition_url: Where the other does.
        connections: Most to either at the same time.
        connect_seconds: Longest wait for a connection.
        read_seconds: For one page, both calls together.
    """

    def __init__(
        self,
        detection_url: str,
        recognition_url: str,
        connections: int,
        connect_seconds: float,
        read_seconds: float,
    ) -> None:
        self._detection = DetectionService(
            "detection-api", detection_url, connections, connect_seconds, _NO_HURRY
        )
        self._recognition = RecognitionService(
            "recognition-api", recognition_url, connections, connect_seconds, _NO_HURRY
        )
        self._read_seconds = read_seconds

    def read(self, picture: bytes) -> tuple[Reading, Turn]:
        """Read an encoded page.

        Raises:
            Problem: 4xx, it cannot be read; 5xx, it cannot be read now: 500 where a service failed
                over it though both are there, 504 where it took too long.
        """
        deadline = Deadline.after(self._read_seconds)
        try:
            found = self._detection.find(picture, None, deadline)
            texts = self._recognition.read(picture, found, deadline)
        except Problem as problem:
            if problem.status == HTTPStatus.BAD_GATEWAY and self._are_there():
                status = HTTPStatus.INTERNAL_SERVER_ERROR
                raise Problem(status, problem.title, problem.detail) from None
            raise
        return put_together(found, texts), found.turn

    def _are_there(self) -> bool:
        return self._detection.ready() and self._recognition.ready()
