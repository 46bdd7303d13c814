"""Each request has an id in its log, a span in a trace, and a place in the metrics."""

import re
import secrets
import time
from functools import partial
from typing import Final

import structlog
from apiflask import APIFlask
from flask import Response, g, request
from opentelemetry.instrumentation.flask import FlaskInstrumentor
from prometheus_client.exposition import choose_encoder
from structlog.contextvars import bind_contextvars, unbind_contextvars

from showoff_common.telemetry.logs import REQUEST_ID_HEADER
from showoff_common.telemetry.metrics import REQUESTS, SECONDS, registry
from showoff_common.telemetry.trace_id import current_trace_id
from showoff_common.telemetry.tracing import TRACE_ID_HEADER

REQUEST_ID: Final = re.compile(r"[\w.:-]{1,64}", re.ASCII)
# Asked every few seconds by machines: a span for each would bury the reads. And messages have spans
# of their own, in the trace that they carry.
_UNTRACED: Final = r"/(health|ready|metrics)(\?.*)?$,/api/messages/"
# RFC 9110 and 5789; as OpenTelemetry's conventions call all others.
_METHODS: Final = frozenset(
    ("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH")
)
_OTHER: Final = "_OTHER"


def install(app: APIFlask) -> None:
    """Make every request of `app` seen in logs, traces and metrics."""
    _identify_requests(app)
    _trace_requests(app)
    _count_requests(app)


def _identify_requests(app: APIFlask) -> None:
    """Log under the request id of the caller, or a fresh one; the answer carries it."""

    @app.before_request
    def bind() -> None:
        asked = request.headers.get(REQUEST_ID_HEADER, "")
        own = asked if REQUEST_ID.fullmatch(asked) else secrets.token_hex(8)
        bind_contextvars(request_id=own)

    @app.after_request
    def tell(response: Response) -> Response:
        bound = structlog.contextvars.get_contextvars()
        response.headers[REQUEST_ID_HEADER] = bound.get("request_id", "")
        return response

    @app.teardown_request
    def unbind(_error: BaseException | None) -> None:
        unbind_contextvars("request_id")


def _trace_requests(app: APIFlask) -> None:
    """Give each request a span, child of the caller's `traceparent`; its answer names the trace."""
    FlaskInstrumentor().instrument_app(  # type: ignore[no-untyped-call]
        app,
        excluded_urls=_UNTRACED,
        enable_commenter=False,  # it prepares comments for SQL statements, which get none here
    )

    @app.after_request
    def name_trace(response: Response) -> Response:
        if trace_id := current_trace_id():
            response.headers[TRACE_ID_HEADER] = trace_id
        return response


def _count_requests(app: APIFlask) -> None:
    """Count and time every request; serve the metrics at /metrics."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        tell = partial(_count, response, g.started, (_method(), route()), current_trace_id())
        if response.is_streamed:
            response.call_on_close(tell)  # only its end says how it went and how long it took
        else:
            tell()
        return response

    @app.get("/metrics")
    @app.doc(hide=True)  # its form is Prometheus' and changes with what is asked for
    def metrics() -> Response:
        # OpenMetrics where it is asked for: it carries trace ids beside the times.
        encode, content_type = choose_encoder(request.headers.get("Accept", ""))
        return Response(encode(registry()), content_type=content_type)


def _count(
    response: Response, started: float, asked: tuple[str, str], trace_id: str | None
) -> None:
    REQUESTS.labels(*asked, response.status_code).inc()
    SECONDS.labels(*asked).observe(
        time.perf_counter() - started, {"trace_id": trace_id} if trace_id else None
    )


def _method() -> str:
    """What is to be done: others can be made up without number."""
    return request.method if request.method in _METHODS else _OTHER


def route() -> str:
    """What is asked for: the rule, not the path, for paths are without number."""
    return request.url_rule.rule if request.url_rule else "none"
