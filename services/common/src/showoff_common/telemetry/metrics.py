"""Prometheus metrics of every service."""

import os
from typing import Final

from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

REQUESTS: Final = Counter(
    "showoff_http_requests", "Requests answered.", ["method", "route", "status"]
)
SECONDS: Final = Histogram(
    "showoff_http_request_seconds",
    "Time from the complete request to its answer.",
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

_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"

_asked: list[Collector] = []

disable_created_metrics()  # type: ignore[no-untyped-call] # when a series began, as one more series


def register(collector: Collector) -> None:
    """Let ``collector`` be asked whenever the metrics are."""
    REGISTRY.register(collector)
    _asked.append(collector)


def forget(process: int) -> None:
    """Leave out what a worker that ended says of its own state; what it counted stays."""
    if os.environ.get(_FOLDER):
        mark_process_dead(process)  # type: ignore[no-untyped-call]


def registry() -> CollectorRegistry:
    """This process's metrics or, where workers share a folder, those of all of them together."""
    if not os.environ.get(_FOLDER):
        return REGISTRY
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    for collector in _asked:
        together.register(collector)
    return together
