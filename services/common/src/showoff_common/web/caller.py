"""Who asked: how much time they give, and whether they still wait."""

import math
import re
import socket
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from flask import request

from showoff_common.errors import Problem
from showoff_common.work.deadline import REQUEST_TIMEOUT, Deadline

_LOWEST: Final = re.compile(r"(?:^|,)\s*u=7\s*(?:,|;|$)")  # of urgencies 0 to 7
_MOST_DIGITS: Final = 9  # of milliseconds: days


def deadline(at_most: float = math.inf) -> Deadline:
    """The deadline of the request being served, from now on.

    Args:
        at_most: Seconds that the service itself allows.

    Raises:
        Problem: 400, the caller's header is no number of milliseconds.
    """
    return Deadline.after(min(at_most, _seconds_left()), _abandoned(request.environ))


def is_patient() -> bool:
    """Whether the request being served may wait until all others are served: RFC 9218's lowest."""
    return _LOWEST.search(request.headers.get("Priority", "")) is not None


def _seconds_left() -> float:
    given = request.headers.get(REQUEST_TIMEOUT)
    if given is None:
        return math.inf
    if not (given.isascii() and given.isdigit() and len(given) <= _MOST_DIGITS):
        raise Problem(
            HTTPStatus.BAD_REQUEST, "Bad header", f"{REQUEST_TIMEOUT}: whole milliseconds."
        )
    return int(given) / 1000


def _abandoned(environ: dict[str, object]) -> Callable[[], bool]:
    """Whether the caller has hung up, as far as the server that runs us shows its socket."""
    connection = environ.get("gunicorn.socket")
    if not isinstance(connection, socket.socket):
        return lambda: False
    return lambda: is_closed(connection)


def is_closed(connection: socket.socket) -> bool:
    """Whether the other side has closed a connection; nothing is taken from it."""
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
