"""Errors as clients see them: problem details for HTTP APIs (RFC 9457)."""

from http import HTTPStatus
from typing import Any, Final

import structlog
from apiflask.exceptions import HTTPError as ApiFlaskError
from flask import Flask, Response, json, request
from flask.globals import request_ctx
from werkzeug.exceptions import BadRequest, HTTPException, NotFound, RequestEntityTooLarge

from showoff_common.contracts.problems import ProblemDetails
from showoff_common.errors import Problem
from showoff_common.telemetry.metrics import PROBLEMS
from showoff_common.telemetry.trace_id import current_trace_id
from showoff_common.web.observed import route

MEDIA_TYPE: Final = "application/problem+json"
INVALID: Final = "Input does not fit the schema"
# What pydantic says, in words for those who do not know it.
_WORDS: Final = {
    "Field required": "missing",
    "Extra inputs are not permitted": "unknown field",
}

_log = structlog.get_logger(__name__)


def install(app: Flask) -> None:
    """Make every error of `app` answer with `application/problem+json`."""
    app.register_error_handler(Problem, respond)
    app.register_error_handler(ApiFlaskError, lambda error: respond(_from_apiflask(error)))
    app.register_error_handler(HTTPException, lambda error: respond(_from_werkzeug(error)))
    app.register_error_handler(Exception, _answer_bug)


def respond(problem: Problem) -> Response:
    PROBLEMS.labels(route(), problem.status, problem.title).inc()
    details = ProblemDetails(
        type=problem.type,
        title=problem.title,
        status=problem.status,
        detail=problem.detail,
        trace_id=current_trace_id(),
    )
    return Response(
        json.dumps(details.model_dump()),
        status=problem.status,
        headers=problem.headers,
        content_type=MEDIA_TYPE,
    )


def _from_apiflask(error: ApiFlaskError) -> Problem:
    """What APIFlask raises for input that breaks its schema: `{location: {field: [message]}}`."""
    sentences = [
        f"{field}: {_WORDS.get(message, message.removeprefix('Value error, '))}"
        for fields in dict(error.detail).values()
        for field, messages in dict(fields).items()
        for message in messages
    ]
    title = INVALID if sentences else str(error.message)
    detail = "; ".join(sentences) or str(error.message)
    return Problem(error.status_code, title, detail, headers=_plain(error.headers))


def _from_werkzeug(error: HTTPException) -> Problem:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    headers = {
        name: value
        for name, value in error.get_headers()
        if name.lower() not in {"content-type", "content-length"}
    }
    detail = error.description or error.name
    if type(error) is BadRequest:
        detail = "The body is not what its Content-Type says."  # the one reason left to raise it
    elif isinstance(error, RequestEntityTooLarge):
        detail = _too_large()
    elif isinstance(error, NotFound):
        detail = _nothing_here()
    return Problem(status, error.name, detail, headers=headers)


def _too_large() -> str:
    limits = (request.max_content_length, request.max_form_memory_size)
    most = min(limit for limit in limits if limit is not None)
    return f"The request is too large: at most {most} bytes ({most / 2**20:.3g} MiB) are taken."


def _nothing_here() -> str:
    """A hint for those who were close."""
    path = request.path.rstrip("/")
    adapter = request_ctx.url_adapter
    if adapter is not None and path not in {"", request.path} and adapter.allowed_methods(path):
        return f"There is nothing at {request.path}; try {path}, without a slash at its end."
    return "There is nothing at this address; /doc lists what there is."


def _answer_bug(error: Exception) -> Response:
    _log.error("unhandled error", exc_info=error)
    return respond(
        Problem(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "Internal error",
            "The service failed; its log has the reason under this trace_id.",
        )
    )


def _plain(headers: Any) -> dict[str, str]:  # noqa: ANN401 - APIFlask allows several shapes
    return {str(name): str(value) for name, value in dict(headers or {}).items()}
