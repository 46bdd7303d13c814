"""Reading a page by the model services: pages give way to pictures that somebody waits for."""

from http import HTTPStatus
from typing import Final

from showoff_common.errors import Problem
from showoff_common.pictures.turns import Turn
from showoff_common.reading import Reading, put_together
from showoff_common.upstream.models import DetectionService, RecognitionService, Unreached
from showoff_common.work.deadline import Deadline

_NO_HURRY: Final = "u=7"  # RFC 9218
_BROKEN: Final[dict[int, int]] = {
    HTTPStatus.BAD_GATEWAY: HTTPStatus.INTERNAL_SERVER_ERROR,
    HTTPStatus.GATEWAY_TIMEOUT: HTTPStatus.GATEWAY_TIMEOUT,
}
"""Of failures over a page that was sent: what they are called here."""


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
        self._were_there = False  # at the last that was heard of them

    def read(self, picture: bytes) -> tuple[Reading, Turn]:
        """Read an encoded page.

        What goes wrong with a page that was sent to services which were there is held against the
        page, also where they are gone after it: it may be what ended them. Then they are asked
        whether they are there before another is sent. So an outage, however long, costs a page one
        such failure at most, and a page that ends a service each time comes to its own end.

        Raises:
            Problem: 4xx, it cannot be read; 5xx, it cannot be read now: 500 where a service failed
                over it, 504 where it took too long, 502 and 503 where one is away or full.
        """
        if not self._were_there and not (self._detection.ready() and self._recognition.ready()):
            raise _away("They are not ready.")
        self._were_there = True
        deadline = Deadline.after(self._read_seconds)
        try:
            found = self._detection.find(picture, None, deadline)
            texts = self._recognition.read(picture, found, deadline)
        except Unreached as problem:
            self._were_there = False
            raise _away(problem.detail) from None
        except Problem as problem:
            if problem.status not in _BROKEN:
                raise
            self._were_there = False
            raise Problem(_BROKEN[problem.status], problem.title, problem.detail) from None
        return put_together(found, texts), found.turn


def _away(detail: str) -> Problem:
    return Problem(HTTPStatus.BAD_GATEWAY, "The models' services are away", detail)
