"""Traces: the wiring of OpenTelemetry, once a process; where they go, OTEL_* variables say."""

import atexit
import os
import threading
from contextlib import AbstractContextManager
from functools import cache
from importlib.metadata import version
from typing import Final

from opentelemetry import propagate, trace
from opentelemetry.instrumentation.utils import suppress_instrumentation
from opentelemetry.sdk.resources import SERVICE_NAME, SERVICE_VERSION, Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from showoff_common.telemetry import exporters, logs, metrics_push

TRACE_ID_HEADER: Final = "X-Trace-Id"

_FLUSH_SECONDS: Final = 3.0

# The stable names of attributes. Here, for whichever instrumentation comes first reads it for all.
os.environ.setdefault("OTEL_SEMCONV_STABILITY_OPT_IN", "http,database")


@cache
def configure(service: str, log_level: str = "INFO") -> None:
    """Set up this process's logs, traces and the sending of metrics, once.

    Spans exist always, so that every answer has a `trace_id`; they leave the process only if
    OTEL_TRACES_EXPORTER is "otlp" or an OTLP endpoint is configured.
    """
    logs.configure(service, log_level)
    if "OTEL_PROPAGATORS" not in os.environ:
        # No baggage: nothing here reads it, and strangers could send a lot of it.
        propagate.set_global_textmap(TraceContextTextMapPropagator())
    resource = Resource.create({SERVICE_NAME: service, SERVICE_VERSION: version(service)})
    provider = TracerProvider(resource=resource, shutdown_on_exit=False)
    if exporter := exporters.span_exporter():
        provider.add_span_processor(BatchSpanProcessor(exporter))
        atexit.register(_part, provider, exporter)
    trace.set_tracer_provider(provider)
    metrics_push.start(resource)


def untraced() -> AbstractContextManager[None]:
    """No spans of libraries inside: for what machines ask every few seconds."""
    return suppress_instrumentation()


def _part(provider: TracerProvider, exporter: SpanExporter) -> None:
    """Flush what is left, without letting an unreachable collector delay the exit."""
    timeout = threading.Timer(_FLUSH_SECONDS, exporter.shutdown)
    timeout.daemon = True
    timeout.start()
    provider.shutdown()
    timeout.cancel()
