"""A receiver of OTLP over HTTP: takes what services send and keeps the decoded protobuf."""

import gzip
import itertools
import json
import threading
from collections.abc import Iterable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Final

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.metrics.v1.metrics_pb2 import Metric
from tests.servers.processes import serve_in_thread
from tests.telemetry.graph import Span

SERVICE = "service.name"
_ANY: Final = MappingProxyType[str, object]({})


class Receiver:
    """Listens on a free loopback port.

    Args:
        keeps: Whether it reads and keeps what comes; else it only takes it.
    """

    def __init__(self, *, keeps: bool = True) -> None:
        self._lock = threading.Lock()
        self._traces: dict[str, list[Span]] = {}
        self._metrics: dict[str, dict[str, Metric]] = {}
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                if keeps:
                    receiver._take(self.path, body)
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Tests have their own reports."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        serve_in_thread(self._server)

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def trace(self, trace_id: str) -> list[Span]:
        """What has come so far of a trace."""
        with self._lock:
            return list(self._traces.get(trace_id, []))

    def named(self, name: str) -> list[Span]:
        """The spans of this name that have come so far."""
        with self._lock:
            spans = itertools.chain.from_iterable(self._traces.values())
            return [span for span in spans if span.name == name]

    def metrics(self, service: str, resource: Mapping[str, object] = _ANY) -> dict[str, Metric]:
        """The last of each metric that a service has sent, with these attributes, by name."""
        asked = {SERVICE: service, **resource}.items()
        with self._lock:
            sent = ((json.loads(owner), own) for owner, own in self._metrics.items())
            return {
                name: metric
                for owner, own in sent
                if asked <= owner.items()
                for name, metric in own.items()
            }

    def _take(self, path: str, body: bytes) -> None:
        with self._lock:
            if path == "/v1/traces":
                self._take_spans(ExportTraceServiceRequest.FromString(body))
            elif path == "/v1/metrics":
                self._take_metrics(ExportMetricsServiceRequest.FromString(body))

    def _take_spans(self, sent: ExportTraceServiceRequest) -> None:
        for resource in sent.resource_spans:
            owner = _attributes(resource.resource.attributes)
            for span in itertools.chain.from_iterable(it.spans for it in resource.scope_spans):
                received = Span(
                    service=str(owner[SERVICE]),
                    name=span.name,
                    kind=span.kind,
                    trace_id=span.trace_id.hex(),
                    span_id=span.span_id.hex(),
                    parent_id=span.parent_span_id.hex(),
                    links=tuple(link.span_id.hex() for link in span.links),
                    attributes=_attributes(span.attributes),
                    failed=span.status.code == span.status.STATUS_CODE_ERROR,
                    resource=owner,
                )
                self._traces.setdefault(received.trace_id, []).append(received)

    def _take_metrics(self, sent: ExportMetricsServiceRequest) -> None:
        for resource in sent.resource_metrics:
            owner = json.dumps(_attributes(resource.resource.attributes), sort_keys=True)
            own = self._metrics.setdefault(owner, {})
            for scope in resource.scope_metrics:
                own.update({metric.name: metric for metric in scope.metrics})


def _attributes(pairs: Iterable[KeyValue]) -> dict[str, object]:
    return {pair.key: _value(pair.value) for pair in pairs}


def _value(value: AnyValue) -> object:
    kind = value.WhichOneof("value")
    if kind == "array_value":
        return [_value(one) for one in value.array_value.values]
    return getattr(value, kind) if kind else None
