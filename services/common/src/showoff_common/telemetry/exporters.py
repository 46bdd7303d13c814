"""Where traces and metrics leave to: OpenTelemetry's own OTEL_* variables say.

What sends them is imported where it is asked for: a process that sends nothing starts sooner.
"""

import logging
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import structlog
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

if TYPE_CHECKING:
    from opentelemetry.sdk.metrics.export import MetricExporter

_GRPC: Final = "grpc"

_log = structlog.get_logger(__name__)


def span_exporter() -> SpanExporter | None:
    """What sends spans; None where OTEL_TRACES_EXPORTER or the lack of an endpoint says not to."""
    if not _is_wanted("TRACES"):
        return None
    if _protocol("TRACES") != _GRPC:
        from opentelemetry.exporter.otlp.proto.http import trace_exporter as http  # noqa: PLC0415

        return OneWarning(http.OTLPSpanExporter())
    try:
        from opentelemetry.exporter.otlp.proto.grpc import trace_exporter  # noqa: PLC0415 - extra
    except ImportError:
        _log.warning("trace export disabled: OTLP over gRPC needs showoff-common[grpc]")
        return None
    return OneWarning(trace_exporter.OTLPSpanExporter())


def metric_exporter() -> "MetricExporter | None":
    """What sends metrics; None where OTEL_METRICS_EXPORTER does not ask for it."""
    if "otlp" not in _asked("METRICS"):
        return None
    if _protocol("METRICS") != _GRPC:
        from opentelemetry.exporter.otlp.proto.http import metric_exporter as http  # noqa: PLC0415

        return http.OTLPMetricExporter()
    try:
        from opentelemetry.exporter.otlp.proto.grpc import metric_exporter  # noqa: PLC0415 - extra
    except ImportError:
        _log.warning("metric export disabled: OTLP over gRPC needs showoff-common[grpc]")
        return None
    return metric_exporter.OTLPMetricExporter()


class OneWarning(SpanExporter):
    """Tells of an outage once, when it begins, and once of its end; drops what it can't send.

    Args:
        exporter: What really sends.
    """

    def __init__(self, exporter: SpanExporter) -> None:
        self._exporter = exporter
        self._away = False
        # Each of its own messages would repeat, with every batch, what is said once here.
        logging.getLogger("opentelemetry.exporter").setLevel(logging.CRITICAL)
        logging.getLogger("opentelemetry.sdk._shared_internal").setLevel(logging.CRITICAL)

    def export(self, spans: Sequence[ReadableSpan]) -> SpanExportResult:
        result = self._exporter.export(spans)
        away = result is not SpanExportResult.SUCCESS
        if away and not self._away:
            _log.warning("trace export failing: spans are dropped", endpoint=_endpoint())
        elif self._away and not away:
            _log.info("trace export recovered", endpoint=_endpoint())
        self._away = away
        return result

    def shutdown(self) -> None:
        self._exporter.shutdown()

    def force_flush(self, timeout_millis: int = 30_000) -> bool:
        return self._exporter.force_flush(timeout_millis)


def _is_wanted(signal: str) -> bool:
    if asked := _asked(signal):
        return "otlp" in asked
    endpoints = ("OTEL_EXPORTER_OTLP_ENDPOINT", f"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT")
    return any(os.environ.get(name) for name in endpoints)


def _asked(signal: str) -> list[str]:
    return [it.strip() for it in os.environ.get(f"OTEL_{signal}_EXPORTER", "").split(",") if it]


def _protocol(signal: str) -> str:
    common = os.environ.get("OTEL_EXPORTER_OTLP_PROTOCOL", "")
    return os.environ.get(f"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL", common)


def _endpoint() -> str:
    common = os.environ.get("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost")
    return os.environ.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", common)
