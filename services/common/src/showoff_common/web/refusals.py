"""What is no proper HTTP request, or too long for one, is refused as all else: problem details."""

from http import HTTPStatus
from typing import Any, Final

from gunicorn import util
from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from showoff_common.contracts.problems import ProblemDetails
from showoff_common.web.problems import MEDIA_TYPE

_STATUSES: Final = (
    (LimitRequestLine, HTTPStatus.REQUEST_URI_TOO_LONG),
    (LimitRequestHeaders, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE),
    (ParseException, HTTPStatus.BAD_REQUEST),
)


class Worker(ThreadWorker):
    """gunicorn's, answering what never reaches the application in the application's form."""

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:  # noqa: ANN401 - gunicorn's
        for kind, status in _STATUSES:
            if isinstance(exc, kind):
                self.log.warning("refused: %s", exc)
                return _answer(client, status)
        super().handle_error(req, client, addr, exc)
        return None


def _answer(client: Any, status: HTTPStatus) -> None:  # noqa: ANN401 - a socket, perhaps wrapped
    details = ProblemDetails(
        title=status.phrase,
        status=status,
        detail=status.description or status.phrase,
        trace_id=None,
    )
    body = details.model_dump_json().encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\nConnection: close\r\n"
        f"Content-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    try:
        util.write_nonblock(client, head.encode() + body)
    except OSError:
        return  # the client has gone
