"""The trace that something belongs to: known without what sends traces anywhere."""

from opentelemetry import trace


def current_trace_id() -> str | None:
    """The trace of what this thread is doing, 32 hexadecimal digits, if it is traced."""
    context = trace.get_current_span().get_span_context()
    return trace.format_trace_id(context.trace_id) if context.is_valid else None
