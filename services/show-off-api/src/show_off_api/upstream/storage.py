"""Calls to image-api: the pictures kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, TypeVar

import httpx
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from pydantic import BaseModel, ValidationError

from show_off_api.upstream.refusals import refusal
from showoff_common.contracts.formats import FormatName, ToRender
from showoff_common.contracts.history import (
    DELETED_HEADER,
    Detail,
    FileQuery,
    Page,
    PageQuery,
)
from showoff_common.errors import Problem
from showoff_common.messaging.events import (
    is_image_id,
)

_TIMEOUT: Final = 10.0  # seconds
_GLANCE: Final = 1.0  # seconds
_CONDITIONS: Final = ("If-Modified-Since", "If-None-Match", "If-Range", "Range")
_FILE_HEADERS: Final = (
    "Accept-Ranges",
    "Cache-Control",
    "Content-Disposition",
    "Content-Range",
    "Content-Type",
    "ETag",
    "Last-Modified",
    "X-Content-Type-Options",
)

Answer = TypeVar("Answer", bound=BaseModel)


@dataclass(frozen=True)
class PassedOn:
    """A file on its way to the client, or word that the client's own copy is still right."""

    content: bytes
    status: int
    headers: Mapping[str, str]


class HistoryService:
    """image-api; safe to share between threads.

    Every call may raise a Problem: what image-api refuses, 502 where something between refuses, or
    503 where it does not answer.

    Args:
        url: Its base address.
        connect_seconds: Longest wait for a connection.
    """

    def __init__(self, url: str, connect_seconds: float) -> None:
        self._client = httpx.Client(
            base_url=url,
            trust_env=False,  # no proxies of the environment: services reach each other
            timeout=httpx.Timeout(_TIMEOUT, connect=connect_seconds),
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

    def file(
        self, image_id: str, asked: Mapping[str, str], query: FileQuery | None = None
    ) -> PassedOn:
        """The picture itself, or the part of it that is asked for.

        Args:
            image_id: Which.
            asked: The client's headers, of which those count that tell which part, or which copy
                the client has.
            query: In which form.
        """
        params = query.model_dump(by_alias=True, exclude_none=True) if query else None
        return self._passed_on(f"{_path(image_id)}/file", asked, params)

    def format(self, image_id: str, form: FormatName, asked: Mapping[str, str]) -> PassedOn:
        """What a picture says, in a format; `asked` as for `file`."""
        return self._passed_on(f"{_path(image_id)}/{form}", asked)

    def render(self, reading: ToRender, form: FormatName, picture: bytes) -> PassedOn:
        """A reading in a format; it needs not be kept."""
        files = {"image": ("picture", picture, "application/octet-stream")} if form == "pdf" else {}
        # Beside nothing that is sent as a file httpx would not speak of a form of several parts.
        fields = {"reading": (None, reading.model_dump_json()), **files}
        return _taken(self._call("POST", f"/api/render/{form}", files=fields))

    def is_deleted(self, image_id: str) -> bool:
        """Whether a picture was here and is deleted; False where that can't be known at once."""
        try:
            answer = self._client.head(_path(image_id), timeout=_GLANCE)
        except httpx.HTTPError:
            return False
        return answer.status_code == HTTPStatus.NOT_FOUND and DELETED_HEADER in answer.headers

    def delete(self, image_id: str) -> None:
        """Forget a picture and all about it."""
        self._call("DELETE", _path(image_id))

    def _passed_on(
        self, path: str, asked: Mapping[str, str], params: Mapping[str, str | int] | None = None
    ) -> PassedOn:
        headers = {name: asked[name] for name in _CONDITIONS if name in asked}
        return _taken(self._call("GET", path, headers=headers, params=params))

    def _call(self, method: str, path: str, **sent: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        try:
            answer = self._client.request(method, path, **sent)
        except httpx.HTTPError:
            raise _away() from None
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise _away()
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            raise refusal(answer) or Problem(
                HTTPStatus.BAD_GATEWAY,
                "A service failed",
                f"image-api: status {answer.status_code}, and not from the service itself.",
            )
        return answer


def _taken(answer: httpx.Response) -> PassedOn:
    passed = {name: answer.headers[name] for name in _FILE_HEADERS if name in answer.headers}
    return PassedOn(answer.content, answer.status_code, passed)


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
