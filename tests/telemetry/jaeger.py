"""Traces as Jaeger keeps them, asked by the HTTP API that its own page uses."""

import time
from typing import Any

import httpx
from tests.telemetry.graph import Graph, Span, graph
from tests.telemetry.platform import Call

_KINDS = {"internal": 1, "server": 2, "client": 3, "producer": 4, "consumer": 5}
"""OTLP's numbers."""


def is_jaeger(url: str) -> bool:
    """Whether Jaeger answers there, or something that stands in for it and only takes traces."""
    try:
        return isinstance(httpx.get(f"{url}/api/services", timeout=10).json()["data"], list)
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return False


def kept(url: str, call: Call, expected: Graph, seconds: float) -> Graph:
    """What Jaeger has of a call's trace, as soon as it is as expected, or after so many seconds."""
    deadline = time.monotonic() + seconds
    while True:
        answer = httpx.get(f"{url}/api/traces/{call.trace_id}", timeout=30)
        found = graph(spans_of(answer.json()) if answer.is_success else [], call.page)
        if found == expected or time.monotonic() > deadline:
            return found
        time.sleep(1)


def spans_of(answer: Any) -> list[Span]:  # noqa: ANN401 - a document of Jaeger's
    """The spans of the one trace in an answer."""
    (trace,) = answer["data"]
    services = {name: it["serviceName"] for name, it in trace["processes"].items()}
    return [_span(span, services[span["processID"]]) for span in trace["spans"]]


def _span(span: Any, service: str) -> Span:  # noqa: ANN401 - a part of one
    tags = {tag["key"]: tag["value"] for tag in span["tags"]}
    references = span.get("references", [])
    parents = [it["spanID"] for it in references if it["refType"] == "CHILD_OF"]
    return Span(
        service=service,
        name=span["operationName"],
        kind=_KINDS.get(tags.get("span.kind", ""), 1),
        trace_id=span["traceID"],
        span_id=span["spanID"],
        parent_id=parents[0] if parents else "",
        links=tuple(it["spanID"] for it in references if it["refType"] == "FOLLOWS_FROM"),
        attributes={name: value for name, value in tags.items() if name != "span.kind"},
        failed=tags.get("error") is True,
    )
