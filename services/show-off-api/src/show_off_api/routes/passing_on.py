"""Passing a request on to image-api, and its answer back."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import IO, Any, Final

from flask import Response, request

from show_off_api.access import guard
from show_off_api.upstream.image_api import ImageApi, Passed

REFUSALS: Final = [*guard.REFUSALS, HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE]
"""For the documents: what each of these routes may answer, and the same with words."""
DESCRIBED: Final[dict[int | str, dict[str, Any]]] = {
    status.value: {"description": status.phrase} for status in REFUSALS
}

_CHUNK: Final = 1 << 16


def pass_on(
    image_api: ImageApi,
    path: str,
    owner: str | None = None,
    body: Iterator[bytes] | None = None,
    *,
    reviews: bool = False,
) -> Response:
    """Pass the request being served on to ``path``; see `ImageApi.ask`."""
    headers, query = dict(request.headers), request.query_string
    return answer_with(
        image_api.ask(request.method, path, query, headers, owner, body, reviews=reviews)
    )


def answer_with(passed: Passed) -> Response:
    """Answer with what image-api says, as it comes in."""
    response = Response(passed.content, passed.status, passed.headers, direct_passthrough=True)
    response.call_on_close(passed.close)
    return response


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """A body as it comes in."""
    while chunk := stream.read(_CHUNK):
        yield chunk
