"""The spans of a message's way, after the semantic conventions for messaging.

A message carries the context of its making in its header `traceparent`, from the outbox to the
end. Sending and processing it go on from there, so that a read is one trace however long its
messages waited.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from opentelemetry import context, trace
from opentelemetry.context import Context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from structlog.contextvars import bound_contextvars

from showoff_common.messaging.wire import Message

RABBITMQ: Final = "rabbitmq"
EMBEDDED: Final = "embedded"
"""Handed over to image-api itself, without a broker between."""

_propagator = TraceContextTextMapPropagator()
_tracer = trace.get_tracer(__name__)


def creation_context() -> str | None:
    """The `traceparent` to store with a message that is made now."""
    headers: dict[str, str] = {}
    _propagator.inject(headers)
    return headers.get("traceparent")


def start_send(message: Message, system: str) -> trace.Span:
    """Begin the span of handing ``message`` over; the caller ends it on confirmation."""
    return _tracer.start_span(
        f"send {message.queue}",
        _made(message.headers),
        trace.SpanKind.PRODUCER,
        _attributes(message, system, "send"),
    )


@contextmanager
def process(message: Message, system: str) -> Iterator[None]:
    """The span of taking ``message`` in; logs inside name its request."""
    with (
        _tracer.start_as_current_span(
            f"process {message.queue}",
            _made(message.headers),
            trace.SpanKind.CONSUMER,
            _attributes(message, system, "process"),
        ),
        bound_contextvars(request_id=message.headers.get("request_id")),
    ):
        yield


@contextmanager
def on_behalf_of(message: Message) -> Iterator[None]:
    """Logs inside name the trace and the request that ``message`` came of; no span of its own."""
    token = context.attach(_made(message.headers))
    try:
        with bound_contextvars(request_id=message.headers.get("request_id")):
            yield
    finally:
        context.detach(token)


def _made(headers: Mapping[str, str]) -> Context:
    """The context stored with a message; an empty one, a new trace, where it is missing or bad."""
    return _propagator.extract(headers, Context())


def _attributes(message: Message, system: str, operation: str) -> dict[str, str | int]:
    return {
        "messaging.system": system,
        "messaging.operation.name": operation,
        "messaging.operation.type": operation,
        "messaging.destination.name": message.queue,
        "messaging.message.id": message.message_id,
        "messaging.message.body.size": len(message.body),
    }
