"""Prometheus metrics of every service, and what serves them at /metrics."""

import os
import time
from functools import partial
from typing import Final

from apiflask import APIFlask
from flask import Response, g, request
from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
)
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from showoff_common.telemetry.tracing import current_trace_id

REQUESTS: Final = Counter(
    "showoff_http_requests", "Requests answered.", ["method", "route", "status"]
)
SECONDS: Final = Histogram(
    "showoff_http_request_seconds",
    "Time from the whole request to its answer.",
    ["method", "route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6),
)
PROBLEMS: Final = Counter(
    "showoff_problems", "Requests refused, by the problem's title.", ["route", "status", "title"]
)
MODEL: Final = Gauge(
    "showoff_model_info",
    "1 for the model that is loaded, by name and version.",
    ["model", "version"],
    multiprocess_mode="livemax",
)

# RFC 9110 and 5789; as OpenTelemetry's conventions call all others.
_METHODS: Final = frozenset(
    ("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH")
)
_OTHER: Final = "_OTHER"

_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"

_asked: list[Collector] = []

disable_created_metrics()  # type: ignore[no-untyped-call] # when a series began, as one more series


def register(collector: Collector) -> None:
    """Let ``collector`` be asked whenever the metrics are."""
    REGISTRY.register(collector)
    _asked.append(collector)


def install(app: APIFlask) -> None:
    """Count and time every request of `app`; serve the metrics at /metrics."""

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
        return Response(encode(_registry()), content_type=content_type)


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


def forget(process: int) -> None:
    """Leave out what a worker that ended says of its own state; what it counted stays."""
    if os.environ.get(_FOLDER):
        mark_process_dead(process)  # type: ignore[no-untyped-call]


def _registry() -> CollectorRegistry:
    """This process's metrics or, where workers share a folder, those of all of them together."""
    if not os.environ.get(_FOLDER):
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    for collector in _asked:
        together.register(collector)
    return together
