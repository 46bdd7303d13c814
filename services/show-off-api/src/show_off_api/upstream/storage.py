"""Calls to image-api: the pictures kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, TypeVar

import httpx
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from pydantic import BaseModel, ValidationError

from showoff_common.contracts.history import Detail, Page, PageQuery
from showoff_common.errors import Problem
from showoff_common.messaging.events import (
    is_image_id,
)

_PATIENCE: Final = 10.0  # seconds
_FILE_HEADERS: Final = (
    "Cache-Control",
    "Content-Disposition",
    "Content-Type",
    "ETag",
    "Last-Modified",
    "X-Content-Type-Options",
)

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True)
class PictureAnswer:
    """A picture on its way to the client, or word that the client's own copy is still right."""

    content: bytes
    status: int
    headers: Mapping[str, str]


class HistoryService:
    """image-api; safe to share between threads.

    Every call may raise a Problem: what image-api refuses, or 503 where it does not answer.

    Args:
        url: Its base address.
        connect_seconds: Longest wait for a connection.
    """

    def __init__(self, url: str, connect_seconds: float) -> None:
        self._client = httpx.Client(
            base_url=url,
            timeout=httpx.Timeout(_PATIENCE, connect=connect_seconds),
            limits=httpx.Limits(keepalive_expiry=30),
        )
        HTTPXClientInstrumentor.instrument_client(self._client)

    def page(self, query: PageQuery) -> Page:
        """A part of the history, newest first."""
        answer = self._call("GET", "/api/image", params=query.model_dump(exclude_none=True))
        return _parse(Page, answer)

    def show(self, image_id: str) -> Detail:
        """A picture with all that is known about it."""
        return _parse(Detail, self._call("GET", _path(image_id)))

    def file(self, image_id: str, known: str | None) -> PictureAnswer:
        """The picture itself.

        Args:
            image_id: Which.
            known: The entity tag of the copy that the client has.
        """
        headers = {"If-None-Match": known} if known else {}
        answer = self._call("GET", f"{_path(image_id)}/file", headers=headers)
        passed = {name: answer.headers[name] for name in _FILE_HEADERS if name in answer.headers}
        return PictureAnswer(answer.content, answer.status_code, passed)

    def delete(self, image_id: str) -> None:
        """Forget a picture and all about it."""
        self._call("DELETE", _path(image_id))

    def _call(
        self,
        method: str,
        path: str,
        params: Mapping[str, str | int] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        try:
            answer = self._client.request(method, path, params=params, headers=headers)
        except httpx.HTTPError:
            raise _away() from None
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise _away()
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            details = answer.json()
            raise Problem(answer.status_code, details["title"], details["detail"])
        return answer


def _path(image_id: str) -> str:
    """Nothing but an id becomes part of an address."""
    if not is_image_id(image_id):
        raise Problem(HTTPStatus.NOT_FOUND, "No such picture", "No picture is kept under this id.")
    return f"/api/image/{image_id}"


def _parse(schema: type[Answer], answer: httpx.Response) -> Answer:
    try:
        return schema.model_validate_json(answer.content)
    except ValidationError:
        raise _away() from None


def _away() -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "History not available",
        "The pictures kept can't be looked at now; reading goes on and nothing is lost.",
        headers={"Retry-After": "5"},
    )
