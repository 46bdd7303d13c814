"""A stage of a read: a span in its trace and a time in the metrics, in one."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from opentelemetry import trace
from opentelemetry.util.types import Attributes
from prometheus_client import Histogram

from showoff_common.telemetry.trace_id import current_trace_id

SECONDS: Final = Histogram(
    "showoff_stage_seconds",
    "Duration of one stage of a read.",
    ["stage"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 12.8),
)

_tracer = trace.get_tracer(__name__)


@contextmanager
def stage(name: str, attributes: Attributes = None) -> Iterator[trace.Span]:
    """Trace and time the block.

    Args:
        name: One of a few; it becomes a label.
        attributes: Sizes, counts, versions; never what a picture says or is called.
    """
    started = time.perf_counter()
    with _tracer.start_as_current_span(name, attributes=attributes) as span:
        try:
            yield span
        finally:
            trace_id = current_trace_id()
            SECONDS.labels(name).observe(
                time.perf_counter() - started, {"trace_id": trace_id} if trace_id else None
            )
