"""image-api: what goes to it, and comes from it, is passed on, neither held nor looked into."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import httpx
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor

from showoff_common.contracts.formats import FormatName, ToRender
from showoff_common.contracts.gold import REVIEW, ROLE_HEADER
from showoff_common.contracts.history import DELETED_HEADER
from showoff_common.contracts.jobs import OWNER_HEADER
from showoff_common.errors import Problem
from showoff_common.messaging.events import is_image_id
from showoff_common.upstream.refusals import refusal

_SECONDS: Final = 60.0
"""Without a byte: longer than a client waits for a change, and than events are silent."""
_GLANCE: Final = 1.0  # seconds
_REQUEST_HEADERS: Final = (
    "Accept",
    "Content-Length",
    "Content-Type",
    "Idempotency-Key",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "Last-Event-ID",
    "Range",
)
_RESPONSE_HEADERS: Final = (
    "Accept-Ranges",
    "Cache-Control",
    "Content-Disposition",
    "Content-Length",
    "Content-Range",
    "Content-Type",
    "ETag",
    "Last-Modified",
    "Location",
    "Retry-After",
    "X-Accel-Buffering",
    "X-Content-Type-Options",
)
_PART: Final = re.compile(r"[a-z0-9]{1,20}", re.ASCII)


@dataclass(frozen=True)
class Passed:
    """An answer on its way. Iterated to its end, or closed, it gives its connection back.

    Attributes:
        content: Still to come.
    """

    status: int
    headers: Mapping[str, str]
    content: Iterable[bytes]
    close: Callable[[], None]


class ImageApi:
    """Safe to share between threads.

    Every call may raise a Problem: what image-api refuses, 502 where something between refuses, or
    503 where it does not answer.

    Args:
        url: Its base address.
        connect_seconds: Longest wait for a connection.
        away: Title and detail of the 503: what its absence means to a client.
    """

    def __init__(self, url: str, connect_seconds: float, away: tuple[str, str]) -> None:
        self._away = away
        self._client = httpx.Client(
            base_url=url,
            trust_env=False,  # no proxies of the environment: services reach each other
            timeout=httpx.Timeout(_SECONDS, connect=connect_seconds),
            limits=httpx.Limits(keepalive_expiry=30),
        )
        HTTPXClientInstrumentor.instrument_client(self._client)

    def ask(
        self,
        method: str,
        path: str,
        query: bytes = b"",
        asked: Mapping[str, str] | None = None,
        owner: str | None = None,
        body: Iterable[bytes] | None = None,
        *,
        reviews: bool = False,
    ) -> Passed:
        """Pass a request on.

        Args:
            method: Of HTTP; HEAD becomes GET, for only its answer says what was refused.
            path: As `image_path`, `job_path` and `gold_path` make it.
            query: As the client wrote it.
            asked: The client's headers, of which some are passed on.
            owner: Whose jobs, or gold lines, these are.
            body: As it comes in.
            reviews: Whether the caller may do what reviewers may.
        """
        headers = {name: asked[name] for name in _REQUEST_HEADERS if asked and name in asked}
        if body is None:  # what came is not passed on, so its length is not told
            headers.pop("Content-Length", None)
        if owner is not None:
            headers[OWNER_HEADER] = owner
        if reviews:
            headers[ROLE_HEADER] = REVIEW
        method = "GET" if method == "HEAD" else method
        url = self._client.base_url.copy_with(path=path, query=query or None)
        return self._send(self._client.build_request(method, url, headers=headers, content=body))

    def render(self, reading: ToRender, form: FormatName, picture: bytes) -> Passed:
        """A reading in a format; it needs not be kept."""
        # As a file, too: without one httpx would not send a form of several parts.
        parts: dict[str, tuple[str | None, bytes]] = {
            "reading": (None, reading.model_dump_json().encode())
        }
        if form == "pdf":
            parts["image"] = ("picture", picture)
        path = f"/api/render/{form}"
        return self._send(self._client.build_request("POST", path, files=parts))

    def is_deleted(self, image_id: str) -> bool:
        """Whether a picture was here and is deleted; False where that can't be known at once."""
        try:
            answer = self._client.head(image_path(image_id), timeout=_GLANCE)
        except httpx.HTTPError:
            return False
        return answer.status_code == HTTPStatus.NOT_FOUND and DELETED_HEADER in answer.headers

    def _send(self, request: httpx.Request) -> Passed:
        try:
            answer = self._client.send(request, stream=True)
            if answer.is_error:
                answer.read()
        except httpx.HTTPError:
            raise self._unavailable() from None
        if answer.is_error:
            raise self._refused(answer)
        headers = {
            name: answer.headers[name] for name in _RESPONSE_HEADERS if name in answer.headers
        }
        return Passed(answer.status_code, headers, answer.iter_raw(), answer.close)

    def _refused(self, answer: httpx.Response) -> Problem:
        own = refusal(answer)
        if own and (answer.is_client_error or answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE):
            return own
        if answer.is_server_error:
            return self._unavailable()
        return Problem(
            HTTPStatus.BAD_GATEWAY,
            "A service failed",
            f"image-api: status {answer.status_code}, and not from the service itself.",
        )

    def _unavailable(self) -> Problem:
        title, detail = self._away
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, title, detail, headers={"Retry-After": "5"})


def image_path(image_id: str, *parts: str) -> str:
    """Where image-api has a picture, or what belongs to it.

    Raises:
        Problem: 404, for nothing but an id, and plain names, become part of an address.
    """
    if not _may_be_an_address(image_id, *parts):
        raise Problem(HTTPStatus.NOT_FOUND, "No such picture", "No picture is kept under this id.")
    return "/".join(["/api/image", image_id, *parts])


def job_path(*parts: str) -> str:
    """Where image-api has jobs, one, or what belongs to it; raises as `image_path`."""
    if parts and not _may_be_an_address(*parts):
        raise Problem(HTTPStatus.NOT_FOUND, "No such job", "No job is known under this address.")
    return "/".join(["/api/jobs", *parts])


def gold_path(*parts: str) -> str:
    """Where image-api has gold; raises as `image_path`."""
    if not all(is_image_id(part) or _PART.fullmatch(part) for part in parts):
        raise Problem(HTTPStatus.NOT_FOUND, "No such gold", "Nothing is kept under this address.")
    return "/".join(["/api/gold", *parts])


def _may_be_an_address(own_id: str, *parts: str) -> bool:
    return is_image_id(own_id) and all(map(_PART.fullmatch, parts))
