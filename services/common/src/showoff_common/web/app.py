"""What makes a web service of a few routes: health, documents, metrics, limits, errors."""

import io
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from importlib.metadata import version
from typing import IO, Any, Final, Literal

import structlog
from apiflask import APIFlask
from flask import Request, Response, request
from flask.json.provider import DefaultJSONProvider
from pydantic import BaseModel

from showoff_common.contracts.problems import ProblemDetails
from showoff_common.errors import Problem
from showoff_common.hosts import Hosts
from showoff_common.settings import ServiceSettings
from showoff_common.telemetry import logs
from showoff_common.telemetry import tracing as telemetry
from showoff_common.web import documentation, observed, problems
from showoff_common.web.draining import is_draining
from showoff_common.web.problems import INVALID, MEDIA_TYPE

Checks = Mapping[str, bool]
"""What a service depends on, by name, and whether it answers."""

_PROBES: Final = frozenset({"/health", "/ready"})
"""They tell nothing, and are asked under any name."""
_DRAIN_BYTES: Final = 64 * 1024 * 1024
_MULTIPART_OVERHEAD: Final = 64 * 1024

_log = structlog.get_logger(__name__)


class State(BaseModel):
    """How a service is."""

    status: Literal["alive", "ready"]


class _MemoryRequest(Request):
    """Keeps uploads in memory: they are small by limit, and no writable disk is asked for."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return io.BytesIO()


class _Json(DefaultJSONProvider):
    ensure_ascii = False
    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:  # noqa: ANN401 - as Flask has it
        """Read JSON; a name that stands twice in one object is refused, not guessed at."""
        try:
            return super().loads(s, object_pairs_hook=_each_once, **kwargs)
        except RecursionError:  # a list in a list, thousands of times
            raise ValueError("nested too deeply") from None


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    known = dict(pairs)
    if len(known) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        twice, _ = counts.most_common(1)[0]
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, INVALID, f"{twice}: sent more than once")
    return known


class _Service(APIFlask):
    request_class = _MemoryRequest
    json_provider_class = _Json


def create_app(name: str, settings: ServiceSettings, ready: Callable[[], Checks]) -> APIFlask:
    """A Flask application with what every service has; its own routes are added by the caller.

    Args:
        name: The service as users know it, for example "detection-api".
        settings: Limits and log level.
        ready: Tells, each time /ready is asked, which dependencies answer.
    """
    telemetry.configure(name, settings.log_level)
    logs.tell_settings(settings)
    app = _Service(name, title=name, version=version(name), docs_path=None)
    app.url_map.merge_slashes = False  # nothing is at //read
    app.description = f"{name} of show-off, which reads the text in pictures."
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_request_bytes + _MULTIPART_OVERHEAD,
        MAX_FORM_MEMORY_SIZE=settings.max_request_bytes,
        HTTP_ERROR_SCHEMA=ProblemDetails.model_json_schema(),
        VALIDATION_ERROR_SCHEMA=ProblemDetails.model_json_schema(),
        VALIDATION_ERROR_DESCRIPTION=INVALID,
        AUTO_SERVERS=False,
    )
    observed.install(app)
    documentation.install(app)
    problems.install(app)
    app.spec_processor(_declare_problems)
    app.before_request(partial(_refuse_other_hosts, settings.known_hosts))
    app.after_request(_log_request)
    app.after_request(_drain)

    @app.get("/health")
    @app.output(State)
    @app.doc(summary="Whether the process is alive", tags=["operations"])
    def health() -> State:
        return State(status="alive")

    @app.get("/ready")
    @app.output(State)
    @app.doc(
        summary="Whether work is welcome: all it depends on answers, and it is not stopping",
        tags=["operations"],
        responses=[503],
    )
    def is_ready() -> State:
        if is_draining():
            raise _not_ready("Told to stop: finishing what runs.")
        with telemetry.untraced():
            missing = [dependency for dependency, answers in ready().items() if not answers]
        if missing:
            raise _not_ready(f"Waiting for: {', '.join(missing)}.")
        return State(status="ready")

    return app


def _refuse_other_hosts(known: Hosts) -> None:
    if request.path not in _PROBES and not known.know(request.headers.get("Host")):
        raise Problem(
            HTTPStatus.MISDIRECTED_REQUEST,
            "Another host",
            "This service does not answer to the name that was asked for; SHOWOFF_HOSTS tells it "
            "further ones.",
        )


def _not_ready(detail: str) -> Problem:
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE, "Not ready", detail, headers={"Retry-After": "1"}
    )


def _declare_problems(spec: dict[Any, Any] | str) -> dict[Any, Any] | str:
    """Errors answer problem details: say so, where APIFlask only knows application/json.

    What carries parameters in its address may be too long for one, and all but the probes may be
    asked under another's name.
    """
    assert isinstance(spec, dict)  # noqa: S101 - a string only where YAML is configured
    for address, path in spec["paths"].items():
        for operation in path.values():
            further = [] if address in _PROBES else [HTTPStatus.MISDIRECTED_REQUEST]
            if operation.get("parameters"):
                further.append(HTTPStatus.REQUEST_URI_TOO_LONG)
            for status in further:
                operation["responses"][str(status.value)] = {
                    "description": status.phrase,
                    "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/HTTPError"}}},
                }
            for status, response in operation["responses"].items():
                content = response.get("content", {})
                if status >= "400" and "application/json" in content:
                    content[MEDIA_TYPE] = content.pop("application/json")
    return spec


def _log_request(response: Response) -> Response:
    if request.path not in {"/health", "/ready", "/metrics"}:
        _log.info("request", method=request.method, path=request.path, status=response.status_code)
    return response


def _drain(response: Response) -> Response:
    """Take in what is left of a refused upload: a closed door would hide the answer from it."""
    if response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        stream, left = request.environ["wsgi.input"], _DRAIN_BYTES
        while left > 0 and (chunk := stream.read(min(left, 1 << 16))):
            left -= len(chunk)
    return response
