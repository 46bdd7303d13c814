"""The Prometheus metrics of this process, sent over OTLP where OTEL_METRICS_EXPORTER asks for it.

One set of instruments, two ways out: what /metrics shows is translated, not counted twice.
"""

import atexit
import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, cast

import structlog
from opentelemetry.sdk.metrics.export import (
    AggregationTemporality,
    Gauge,
    Histogram,
    HistogramDataPoint,
    Metric,
    MetricExporter,
    MetricExportResult,
    MetricsData,
    NumberDataPoint,
    ResourceMetrics,
    ScopeMetrics,
    Sum,
)
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from prometheus_client import REGISTRY
from prometheus_client.metrics_core import Metric as Family
from prometheus_client.samples import Sample

from showoff_common.telemetry import exporters

_PREFIX: Final = "showoff_"
_SCOPE: Final = InstrumentationScope(__name__)
_CUMULATIVE: Final = AggregationTemporality.CUMULATIVE
# Prometheus does not keep extremes; what is None is left out on the wire, where it is optional.
_UNKNOWN: Final = cast("float", None)

_log = structlog.get_logger(__name__)


def start(resource: Resource) -> None:
    """Send now and then, every OTEL_METRIC_EXPORT_INTERVAL milliseconds, and at the end."""
    exporter = exporters.metric_exporter()
    if exporter is None:
        return
    push = _Push(resource, exporter)
    seconds = float(os.environ.get("OTEL_METRIC_EXPORT_INTERVAL", "60000")) / 1000

    def run() -> None:
        pause = threading.Event()
        while not pause.wait(seconds):
            push()

    threading.Thread(target=run, name="metrics", daemon=True).start()
    atexit.register(push)


class _Push:
    def __init__(self, resource: Resource, exporter: MetricExporter) -> None:
        self._resource = resource
        self._exporter = exporter
        self._since = time.time_ns()
        self._away = False

    def __call__(self) -> None:
        metrics = list(translate(REGISTRY.collect(), self._since, time.time_ns()))
        scope = ScopeMetrics(_SCOPE, metrics, "")
        data = MetricsData([ResourceMetrics(self._resource, [scope], "")])
        away = self._exporter.export(data) is not MetricExportResult.SUCCESS
        if away and not self._away:
            _log.warning("metric export failing")
        self._away = away


def translate(families: Iterable[Family], since: int, now: int) -> Iterator[Metric]:
    """Our own metrics as OpenTelemetry's; times in nanoseconds since 1970."""
    for family in families:
        if not family.name.startswith(_PREFIX):
            continue
        data: Sum | Gauge | Histogram
        match family.type:
            case "counter":
                points = [
                    NumberDataPoint(sample.labels, since, now, sample.value)
                    for sample in family.samples
                    if sample.name.endswith("_total")
                ]
                data = Sum(points, _CUMULATIVE, is_monotonic=True)
            case "histogram":
                data = Histogram(list(_histograms(family.samples, since, now)), _CUMULATIVE)
            case _:
                data = Gauge(
                    [NumberDataPoint(it.labels, since, now, it.value) for it in family.samples]
                )
        yield Metric(family.name, family.documentation, family.unit, data)


def _histograms(samples: Sequence[Sample], since: int, now: int) -> Iterator[HistogramDataPoint]:
    """A point for each set of labels; Prometheus' buckets each hold the smaller ones too."""
    series: dict[frozenset[tuple[str, str]], list[Sample]] = {}
    for sample in samples:
        labels = frozenset(item for item in sample.labels.items() if item[0] != "le")
        series.setdefault(labels, []).append(sample)
    for labels, own in series.items():
        buckets = sorted(
            (float(it.labels["le"]), it.value) for it in own if it.name.endswith("_bucket")
        )
        counts = [value for _, value in buckets]
        yield HistogramDataPoint(
            attributes=dict(labels),
            start_time_unix_nano=since,
            time_unix_nano=now,
            count=int(counts[-1]),
            sum=next(it.value for it in own if it.name.endswith("_sum")),
            bucket_counts=[int(high - low) for low, high in pairwise([0.0, *counts])],
            explicit_bounds=[bound for bound, _ in buckets[:-1]],
            min=_UNKNOWN,
            max=_UNKNOWN,
        )
