"""The trace of a job, as it began with its POST: a span a task, linked to the worker's own trace.

Each page is a trace of its own, from the claim to its result, and links back to the POST.
"""

from datetime import datetime
from typing import Final

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.trace import Link, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from image_api.jobs.tasks.fence import TaskKey

_propagator: Final = TraceContextTextMapPropagator()
_tracer: Final = trace.get_tracer(__name__)


def tell(
    traceparent: str | None, key: TaskKey, claimed: datetime, ended: datetime, *, failed: bool
) -> None:
    """Add what became of a task to its job's trace.

    Args:
        traceparent: Of the POST of the job.
        key: The task; its worker's trace is the current one.
        claimed: When the worker took it.
        ended: When it told the result.
        failed: Whether it brought a problem.
    """
    if traceparent is None:
        return
    span = _tracer.start_span(
        f"task {key.step}",
        _propagator.extract({"traceparent": traceparent}, Context()),
        attributes={"showoff.page": key.page},
        links=[Link(trace.get_current_span().get_span_context())],
        start_time=_nanoseconds(claimed),
    )
    if failed:
        span.set_status(StatusCode.ERROR)
    span.end(_nanoseconds(ended))


def _nanoseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1e9)
