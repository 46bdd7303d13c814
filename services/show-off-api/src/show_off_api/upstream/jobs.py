"""Jobs, as image-api answers them: what comes is passed on, and never held or looked into."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import httpx
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor

from showoff_common.contracts.jobs import OWNER_HEADER
from showoff_common.errors import Problem
from showoff_common.messaging.events import is_image_id

_SECONDS: Final = 60.0
"""Without a byte: longer than anybody waits for a change, and than events are silent."""
_ASKED: Final = (
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
_TOLD: Final = (
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
_PROBLEM: Final = "application/problem+json"
_PART: Final = re.compile(r"[a-z0-9]{1,20}", re.ASCII)


@dataclass(frozen=True)
class Passed:
    """An answer on its way; whoever iterates to its end, or closes it, gives its connection back.

    Attributes:
        answer: Its head is here, its body still to come.
    """

    status: int
    headers: Mapping[str, str]
    answer: httpx.Response

    @property
    def content(self) -> Iterable[bytes]:
        return self.answer.iter_raw()

    def close(self) -> None:
        self.answer.close()


class JobService:
    """image-api's jobs; safe to share between threads.

    Args:
        url: Its base address.
        connect_seconds: Longest wait for a connection.
    """

    def __init__(self, url: str, connect_seconds: float) -> None:
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
        query: bytes,
        asked: Mapping[str, str],
        owner: str,
        body: Iterable[bytes] | None = None,
    ) -> Passed:
        """Pass a request on.

        Args:
            method: What is to be done.
            path: Of image-api's; as `job_path` makes it.
            query: As the client wrote it.
            asked: The client's headers, of which some are passed on.
            owner: Whose jobs these are.
            body: As it comes in.

        Raises:
            Problem: 503 image-api is away, or so is what it needs; 502 something between refuses.
        """
        headers = {name: asked[name] for name in _ASKED if name in asked}
        headers[OWNER_HEADER] = owner
        url = self._client.base_url.copy_with(path=path, query=query or None)
        request = self._client.build_request(method, url, headers=headers, content=body)
        try:
            answer = self._client.send(request, stream=True)
        except httpx.HTTPError:
            raise _away() from None
        told = {name: answer.headers[name] for name in _TOLD if name in answer.headers}
        if answer.is_error and not told.get("Content-Type", "").startswith(_PROBLEM):
            answer.close()
            raise _away() if answer.is_server_error else _not_its_own(answer.status_code)
        return Passed(answer.status_code, told, answer)


def job_path(job_id: str, *parts: str) -> str:
    """Where image-api has a job, or what belongs to it.

    Raises:
        Problem: 404, for nothing but an id, and plain names, become part of an address.
    """
    if not is_image_id(job_id) or not all(map(_PART.fullmatch, parts)):
        raise Problem(HTTPStatus.NOT_FOUND, "No such job", "No job is known under this address.")
    return "/".join(["/api/jobs", job_id, *parts])


def _away() -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Jobs not available",
        "Jobs can't be taken or looked at now. Of what was just sent nothing may be kept; with an "
        "Idempotency-Key it can be sent again without harm.",
        headers={"Retry-After": "5"},
    )


def _not_its_own(status: int) -> Problem:
    return Problem(
        HTTPStatus.BAD_GATEWAY,
        "A service failed",
        f"image-api: status {status}, and not from the service itself.",
    )
