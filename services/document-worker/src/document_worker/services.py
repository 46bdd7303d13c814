"""Calls to the model services: pages give way to pictures that somebody waits for."""

import json
from http import HTTPStatus
from typing import Final, TypeVar

import httpx
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from pydantic import BaseModel, ValidationError

from showoff_common.contracts.lines import FoundLines
from showoff_common.contracts.texts import ExtractedTexts
from showoff_common.errors import Problem
from showoff_common.pictures.turns import Turn
from showoff_common.reading import Reading, put_together
from showoff_common.work.deadline import Deadline, late

_NO_HURRY: Final = {"Priority": "u=7"}  # RFC 9218
_OF_THE_PAGE: Final = frozenset({400, 413, 415, 422})

Answer = TypeVar("Answer", bound=BaseModel)


class ModelServices:
    """detection-api and recognition-api; safe to share between threads.

    Args:
        detection_url: Where the one listens.
        recognition_url: Where the other does.
        connect_seconds: Longest wait for a connection.
        read_seconds: For one page, both calls together.
    """

    def __init__(
        self, detection_url: str, recognition_url: str, connect_seconds: float, read_seconds: float
    ) -> None:
        self._lines = f"{detection_url}/lines"
        self._extract = f"{recognition_url}/extract"
        self._connect_seconds = connect_seconds
        self._read_seconds = read_seconds
        limits = httpx.Limits(keepalive_expiry=30)  # before the other side (75 s) closes them
        self._client = httpx.Client(headers=_NO_HURRY, limits=limits, trust_env=False)
        HTTPXClientInstrumentor.instrument_client(self._client)

    def read(self, picture: bytes) -> tuple[Reading, Turn]:
        """Read an encoded page.

        Raises:
            Problem: 4xx, it cannot be read; 5xx, it cannot be read now.
        """
        deadline = Deadline.after(self._read_seconds)
        found = self._call(FoundLines, self._lines, picture, {}, deadline)
        boxes = json.dumps([line.points for line in found.lines])
        form = {"boxes": boxes, "words": "1"}
        said = self._call(ExtractedTexts, self._extract, picture, form, deadline)
        return put_together(found, said), found.turn

    def _call(
        self,
        schema: type[Answer],
        url: str,
        picture: bytes,
        form: dict[str, str],
        deadline: Deadline,
    ) -> Answer:
        left = deadline.remaining()
        try:
            answer = self._client.post(
                url,
                files={"image": ("page", picture, "application/octet-stream")},
                data=form,
                headers=deadline.headers,
                timeout=httpx.Timeout(left, connect=min(left, self._connect_seconds)),
            )
            if answer.is_success:
                return schema.model_validate_json(answer.content)
        except httpx.TimeoutException:
            raise late() from None
        except (httpx.HTTPError, ValidationError) as error:
            raise _away(type(error).__name__) from None
        if answer.status_code in _OF_THE_PAGE:
            told = _told(answer)
            raise Problem(answer.status_code, str(told["title"]), str(told["detail"]))
        raise _away(f"status {answer.status_code}")


def _told(answer: httpx.Response) -> dict[str, object]:
    missing: dict[str, object] = {
        "title": "Page not readable",
        "detail": f"Refused with status {answer.status_code}.",
    }
    try:
        return {**missing, **answer.json()}
    except (ValueError, TypeError):
        return missing


def _away(reason: str) -> Problem:
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "A service is away", f"{reason}.")
