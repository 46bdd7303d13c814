"""Prometheus metrics of every service: how many requests, how they ended, how long they took."""

import time

from apiflask import APIFlask
from flask import Response, g, request
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

REQUESTS = Counter("showoff_http_requests", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram(
    "showoff_http_request_seconds",
    "Time from the whole request to its answer.",
    ["method", "route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6),
)


def install(app: APIFlask) -> None:
    """Count and time every request of `app`; serve the figures at /metrics."""

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        # The rule, not the path: paths are without number.
        route = request.url_rule.rule if request.url_rule else "none"
        REQUESTS.labels(request.method, route, response.status_code).inc()
        SECONDS.labels(request.method, route).observe(time.perf_counter() - g.started)
        return response

    @app.get("/metrics")
    @app.doc(summary="Figures for Prometheus", tags=["operations"])
    def metrics() -> Response:
        return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
