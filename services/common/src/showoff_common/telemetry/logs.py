"""Logs: one line of JSON an event, of structlog and of libraries alike, with trace and request."""

import logging
import re
import sys
from typing import Final

import structlog
from opentelemetry import trace
from pydantic_settings import BaseSettings
from structlog.contextvars import merge_contextvars
from structlog.typing import EventDict, Processor, WrappedLogger

REQUEST_ID_HEADER: Final = "X-Request-Id"
_SECRET: Final = re.compile("key|secret|password|token", re.IGNORECASE)
_USER_INFO: Final = re.compile(r"(?<=://)\S*@")  # a password may hold anything, / as well
_HIDDEN: Final = "***"

_log = structlog.get_logger(__name__)


def configure(service: str, level: str) -> None:
    """Set up this process's logs, to standard output."""

    def identify(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        context = trace.get_current_span().get_span_context()
        event["service"] = service
        event["trace_id"] = trace.format_trace_id(context.trace_id) if context.is_valid else None
        event["span_id"] = trace.format_span_id(context.span_id) if context.is_valid else None
        return event

    shared: list[Processor] = [
        merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        identify,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.__stdout__)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.ExceptionRenderer(
                    # Without local variables: they hold users' pictures.
                    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
                ),
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for chatty in ("httpx", "httpcore"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    # What pika logs, in seven lines with tracebacks, it raises as well.
    logging.getLogger("pika").setLevel(logging.CRITICAL)


def tell_settings(settings: BaseSettings) -> None:
    """Log this process's settings, without secrets."""
    _log.info("start", settings=redacted(settings))


def redacted(settings: BaseSettings) -> dict[str, object]:
    """Settings by name; passwords in addresses, and what is secret by name, hidden."""
    return {
        name: _redacted(name, value) for name, value in settings.model_dump(mode="json").items()
    }


def _redacted(name: str, value: object) -> object:
    if value and _SECRET.search(name):
        return _HIDDEN
    return _USER_INFO.sub(f"{_HIDDEN}@", value) if isinstance(value, str) else value
