"""Calls to the model services: connections kept alive, one deadline, retried only if unsent."""

import json
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from types import TracebackType
from typing import Final, Self, TypeVar

import httpx
import stamina
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from pydantic import BaseModel, ValidationError

from showoff_common.contracts.lines import FoundLines
from showoff_common.contracts.texts import ExtractedTexts
from showoff_common.errors import Problem
from showoff_common.pictures.regions import Region
from showoff_common.upstream.refusals import refusal
from showoff_common.work.deadline import Deadline, late

# What a model service says about the picture is said to the client in the same words.
_PASSED_ON: Final = frozenset({400, 413, 415, 422, 503})
# Nothing has left yet when these are raised: another attempt cannot do anything twice.
_UNSENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
_ATTEMPTS: Final = 3
_LINES_A_CALL: Final = 1000
"""As many as recognition-api takes at once (SHOWOFF_MAX_LINES)."""

Answer = TypeVar("Answer", bound=BaseModel)


class Unreached(Problem):
    """There is no connection to be had to a service."""


class Service:
    """One model service; safe to share between threads.

    Args:
        name: As shown to clients where it fails.
        url: Its base address.
        connections: Most at the same time.
        connect_seconds: Longest wait for a connection.
        priority: Of its requests (RFC 9218); those of lower urgency give way.
    """

    def __init__(
        self,
        name: str,
        url: str,
        connections: int,
        connect_seconds: float,
        priority: str | None = None,
    ) -> None:
        self._name = name
        self._connect_seconds = connect_seconds
        # Idle connections are given up here before the other side (75 s) closes them.
        limits = httpx.Limits(max_connections=connections, keepalive_expiry=30)
        # Without the environment's proxies: services of one platform reach each other.
        headers = {"Priority": priority} if priority else None
        self._client = httpx.Client(base_url=url, limits=limits, trust_env=False, headers=headers)
        HTTPXClientInstrumentor.instrument_client(self._client)
        # Of its own: probes never wait for reads, nor reads for probes.
        self._probe = httpx.Client(base_url=url, timeout=connect_seconds, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._client.close()
        self._probe.close()

    def ready(self) -> bool:
        """Whether it would answer now."""
        try:
            return self._probe.get("/ready").is_success
        except httpx.HTTPError:
            return False

    def post(
        self, path: str, picture: bytes, form: dict[str, str], deadline: Deadline
    ) -> httpx.Response:
        """Send a picture and further form fields.

        Raises:
            Problem: What the service refuses and why; 502 it failed, 503 it is full, 504 it was
                late.
            Unreached: 502 or 504, before anything was sent.
        """
        files = {"image": ("picture", picture, "application/octet-stream")}
        try:
            for attempt in stamina.retry_context(
                on=_UNSENT, attempts=_ATTEMPTS, timeout=deadline.remaining(), wait_initial=0.05
            ):
                with attempt:
                    response = self._client.post(
                        path,
                        files=files,
                        data=form,
                        headers=deadline.headers,
                        timeout=self._timeout(deadline),
                    )
        except httpx.HTTPError as error:
            is_late = isinstance(error, httpx.TimeoutException)
            told = late() if is_late else self._failed(f"{type(error).__name__}")
            if isinstance(error, _UNSENT):
                raise Unreached(told.status, told.title, told.detail) from None
            raise told from None
        if not response.is_success:
            raise self._refused(response)
        return response

    def parse(self, schema: type[Answer], response: httpx.Response) -> Answer:
        """Check an answer against its schema.

        Raises:
            Problem: 502 where it does not fit.
        """
        try:
            return schema.model_validate_json(response.content)
        except ValidationError:
            raise self._failed("its answer is not understood") from None

    def _timeout(self, deadline: Deadline) -> httpx.Timeout:
        left = deadline.remaining()
        return httpx.Timeout(left, connect=min(left, self._connect_seconds))

    def _refused(self, response: httpx.Response) -> Problem:
        if response.status_code == HTTPStatus.GATEWAY_TIMEOUT:
            return late()
        if response.status_code not in _PASSED_ON:
            return self._failed(f"status {response.status_code}")
        if (refused := refusal(response)) is not None:
            return refused
        if response.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            retry_after = response.headers.get("Retry-After")
            return Problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                HTTPStatus.SERVICE_UNAVAILABLE.phrase,
                f"{self._name} is full; try again shortly.",
                headers={"Retry-After": retry_after} if retry_after else None,
            )
        return self._failed(f"status {response.status_code}, and not from the service itself")

    def _failed(self, reason: str) -> Problem:
        return Problem(HTTPStatus.BAD_GATEWAY, "A service failed", f"{self._name}: {reason}.")


class DetectionService(Service):
    """detection-api."""

    def find(self, picture: bytes, region: Region | None, deadline: Deadline) -> FoundLines:
        form = {"roi": str(region)} if region else {}
        return self.parse(FoundLines, self.post("/lines", picture, form, deadline))


class RecognitionService(Service):
    """recognition-api."""

    def read(self, picture: bytes, found: FoundLines, deadline: Deadline) -> ExtractedTexts:
        """Read the lines that were found, in parts where there are more than it takes at once."""
        texts = _joined([self._extract(picture, part, deadline) for part in _parts(found)])
        answered = (
            texts.tokens,
            texts.confidences,
            texts.turns,
            texts.words,
            texts.letters,
            texts.scripts or None,  # of a service that doesn't tell them
        )
        if any(len(told) != len(found.lines) for told in answered if told is not None):
            raise self._failed("it answered for another number of lines")
        return texts

    def _extract(self, picture: bytes, found: FoundLines, deadline: Deadline) -> ExtractedTexts:
        boxes = json.dumps([line.points for line in found.lines])
        form = {"boxes": boxes, "words": "1", "letters": "1"}
        return self.parse(ExtractedTexts, self.post("/extract", picture, form, deadline))


def _parts(found: FoundLines) -> Iterator[FoundLines]:
    """The picture with no more lines than are read at once; with none where it has none."""
    for at in range(0, len(found.lines) or 1, _LINES_A_CALL):
        yield found.model_copy(update={"lines": found.lines[at : at + _LINES_A_CALL]})


def _joined(parts: Sequence[ExtractedTexts]) -> ExtractedTexts:
    """What all lines of a picture say."""
    first, *others = parts
    for part in others:
        for name in ("tokens", "confidences", "turns", "scripts", "words", "letters"):
            if (told := getattr(first, name)) is not None:
                told.extend(getattr(part, name) or [])
    return first
