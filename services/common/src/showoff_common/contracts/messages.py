"""How image-api is given messages where there is no broker: `PUT /api/messages/QUEUE/ID`.

The message's headers are the query, its body and its type are the request's. 204: it is kept, and
outlives a power cut. 413 or 422: no retry can help it. All else: try again; twice does no harm.
"""

from http import HTTPStatus
from typing import Final

PREFIX: Final = "/api/messages"
HOPELESS: Final = frozenset({HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.UNPROCESSABLE_ENTITY})


def message_path(queue: str, message_id: str) -> str:
    """Where image-api takes a message."""
    return f"{PREFIX}/{queue}/{message_id}"
