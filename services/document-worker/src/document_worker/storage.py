"""Calls to image-api, which has the documents and says whose a task is."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final

import httpx
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor

from showoff_common.contracts.pages import PageReading, TaskProblem
from showoff_common.contracts.tasks import (
    Assembled,
    Claim,
    Claimant,
    DocumentFacts,
    Opened,
    PageRead,
    Return,
    Step,
    Task,
)

_TIMEOUT: Final = 30.0  # seconds without a byte


class Away(Exception):  # noqa: N818 - it names a state that passes
    """image-api does not answer, or cannot now."""


class Gone(Exception):  # noqa: N818 - no failure
    """The document was deleted meanwhile."""


class Storage:
    """image-api; safe to share between threads. Every call may raise Away.

    Args:
        url: Where it listens.
        connect_seconds: Longest wait for a connection.
    """

    def __init__(self, url: str, connect_seconds: float) -> None:
        self._client = httpx.Client(
            base_url=url,
            trust_env=False,
            timeout=httpx.Timeout(_TIMEOUT, connect=connect_seconds),
            limits=httpx.Limits(keepalive_expiry=30),
        )
        HTTPXClientInstrumentor.instrument_client(self._client)

    def next(self, steps: list[Step]) -> Task | None:
        """A task that waits; None where there is none."""
        answer = self._call("POST", "/api/tasks/next", json={"steps": steps})
        if answer.status_code == HTTPStatus.NO_CONTENT:
            return None
        return Task.model_validate_json(_good(answer).content)

    def claim(self, task: Task, claimer: str) -> Claim | None:
        """Make a task one's own; None where it is somebody else's, or nobody wants it any more.

        Args:
            task: Which.
            claimer: As `contracts.tasks.Claimant` has it.
        """
        told = Claimant(attempt=task.attempt, claimer=claimer).model_dump()
        answer = self._call("POST", f"{_path(task)}/claim", json=told)
        if answer.status_code in (HTTPStatus.CONFLICT, HTTPStatus.NOT_FOUND):
            return None
        return Claim.model_validate_json(_good(answer).content)

    def put_result(self, task: Task, result: Opened | PageRead | Assembled) -> bool:
        """Tell how it went; whether that was still asked for."""
        body = result.model_dump_json().encode()
        headers = {"Content-Type": "application/json"}
        answer = self._call("PUT", f"{_path(task)}/result", content=body, headers=headers)
        return _wanted(answer)

    def give_back(self, task: Task, problem: TaskProblem | None = None) -> bool:
        """Let others do it; whether it was still one's own.

        Args:
            task: Which.
            problem: Why it failed, where nothing that it needs was away.
        """
        told = Return(attempt=task.attempt, problem=problem).model_dump()
        return _wanted(self._call("POST", f"{_path(task)}/return", json=told))

    def fetch(self, facts: DocumentFacts, target: Path) -> None:
        """Write a document into a file, as it was sent; raises Gone where it was deleted."""
        digest = hashlib.sha256()
        with (
            _reachable(),
            target.open("wb") as out,
            self._client.stream("GET", f"/api/documents/{facts.id}/file") as answer,
        ):
            if answer.status_code == HTTPStatus.NOT_FOUND:
                raise Gone
            _good(answer)
            for part in answer.iter_bytes():
                digest.update(part)
                out.write(part)
        if digest.hexdigest() != facts.sha256:
            raise Away("another document came than was sent")

    def page(self, document: str, number: int) -> PageReading | None:
        """What was read of a page; None where nothing was."""
        answer = self._call("GET", f"/api/documents/{document}/pages/{number}")
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return None
        return PageReading.model_validate_json(_good(answer).content)

    def put_file(self, task: Task, name: str, file: Path) -> bool:
        """Hand over a finished file; whether it was still asked for."""
        with file.open("rb") as content:
            answer = self._call(
                "PUT",
                f"/api/documents/{task.document}/files/{name}",
                params={"attempt": task.attempt},
                content=iter(lambda: content.read(2**20), b""),
                headers={"Content-Length": str(file.stat().st_size)},
            )
        return _wanted(answer)

    def _call(self, method: str, path: str, **request: object) -> httpx.Response:
        with _reachable():
            answer = self._client.request(method, path, **request)  # type: ignore[arg-type] # httpx's
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise Away(f"status {answer.status_code}")
        return answer


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except httpx.HTTPError as error:
        raise Away(repr(error)) from None


def _path(task: Task) -> str:
    return f"/api/tasks/{task.document}/{task.step}/{task.page}"


def _good(answer: httpx.Response) -> httpx.Response:
    if not answer.is_success:
        raise Away(f"status {answer.status_code}")
    return answer


def _wanted(answer: httpx.Response) -> bool:
    if answer.status_code in (HTTPStatus.CONFLICT, HTTPStatus.NOT_FOUND):
        return False
    return _good(answer).is_success
