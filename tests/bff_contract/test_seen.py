"""What is seen of a show-off-api from outside: traces, metrics, logs."""

import json
import secrets

import pytest
from tests.bff_contract.bff import Bff
from tests.bff_contract.stand_ins import Services, problem
from tests.servers.processes import wait_until
from tests.servers.rabbitmq import RabbitMq
from tests.telemetry.graph import Span, graph
from tests.telemetry.receiver import Receiver

PAGE = "b" * 16
READ = {
    ("page", "show-off-api: POST /read"),
    ("show-off-api: POST /read", "show-off-api: POST"),
    ("show-off-api: POST /read", "show-off-api: outbox insert"),
    ("show-off-api: outbox insert", "show-off-api: send imageQueue"),
    ("show-off-api: outbox insert", "show-off-api: send imageDataQueue"),
}
OPEN_METRICS = {"Accept": "application/openmetrics-text; version=1.0.0"}
SERVER, INTERNAL, CLIENT, PRODUCER = 2, 1, 3, 4
ATTRIBUTES = {
    "POST /read": {
        *(
            "http.request.method",
            "http.route",
            "http.response.status_code",
            "url.scheme",
            "url.path",
        ),
        *("server.address", "server.port", "client.address", "client.port", "user_agent.original"),
        "network.protocol.version",
    },
    "POST": {
        *("http.request.method", "http.response.status_code", "url.full", "server.address"),
        *("server.port", "network.peer.address", "network.peer.port", "network.protocol.version"),
    },
    "outbox insert": {"messaging.batch.message_count", "showoff.bytes"},
    "send imageQueue": {
        *("messaging.system", "messaging.operation.name", "messaging.operation.type"),
        *("messaging.destination.name", "messaging.message.id", "messaging.message.body.size"),
    },
}


def traced() -> tuple[str, dict[str, str]]:
    trace_id = secrets.token_hex(16)
    return trace_id, {"traceparent": f"00-{trace_id}-{PAGE}-01"}


def test_a_read_is_one_trace_to_the_broker(
    kept: Bff,
    services: Services,  # noqa: ARG001 - made whole
    broker: RabbitMq,  # noqa: ARG001 - running
    receiver: Receiver,
) -> None:
    trace_id, headers = traced()

    answer = kept.read(headers=headers)

    assert answer.json()["trace_id"] == answer.headers["X-Trace-Id"] == trace_id
    wait_until(lambda: graph(receiver.trace(trace_id), PAGE).calls == READ, 30)
    spans = {span.name: span for span in receiver.trace(trace_id)}
    assert {name: {*spans[name].attributes} for name in ATTRIBUTES} == ATTRIBUTES
    kinds = {"POST /read": SERVER, "POST": CLIENT, "outbox insert": INTERNAL}
    assert {name: spans[name].kind for name in kinds} == kinds
    assert spans["send imageQueue"].kind == PRODUCER


def test_a_failed_read_is_seen_in_its_trace(
    bff: Bff, services: Services, receiver: Receiver
) -> None:
    services.detection.answers["/lines"] = lambda _: problem(500)
    trace_id, headers = traced()
    bff.read("application/x-ndjson", headers=headers)

    def served() -> list[Span]:
        return [span for span in receiver.trace(trace_id) if span.name == "POST /read"]

    wait_until(served, 30)
    (span,) = served()
    assert (span.failed, span.attributes["error.type"]) == (True, "502")


def test_probes_leave_no_trace(bff: Bff, receiver: Receiver) -> None:
    _, headers = traced()
    for path in ("/health", "/ready", "/metrics", "/health?x=1"):
        bff.client.get(path, headers=headers)
    trace_id, headers = traced()
    bff.client.get("/doc", headers=headers)

    wait_until(lambda: receiver.trace(trace_id), 30)
    assert not receiver.named("GET /health")


def counted(bff: Bff) -> dict[str, float]:
    lines = bff.client.get("/metrics", headers=OPEN_METRICS).text.splitlines()
    samples = (line.partition(" # ")[0] for line in lines if line.startswith("showoff_"))
    pairs = (sample.rsplit(" ", 1) for sample in samples)
    return {name: float(value) for name, value in pairs}


def test_requests_stages_problems_and_readings_are_counted_alike(
    bff: Bff, services: Services
) -> None:
    before = counted(bff)
    bff.read()
    services.detection.answers["/lines"] = lambda _: problem(400, "Not a picture")
    bff.read("application/x-ndjson")
    bff.client.get("/nothing")
    bff.client.request("MAKE", "/images/abc")
    after = counted(bff)

    def risen(name: str, by: float = 1) -> bool:
        return after[name] == before.get(name, 0) + by

    assert risen('showoff_http_requests_total{method="POST",route="/read",status="200"}')
    assert risen('showoff_http_requests_total{method="POST",route="/read",status="400"}')
    assert risen('showoff_http_requests_total{method="GET",route="none",status="404"}')
    assert risen('showoff_http_requests_total{method="_OTHER",route="none",status="405"}')
    assert risen('showoff_http_request_seconds_count{method="POST",route="/read"}', 2)
    assert risen('showoff_problems_total{route="/read",status="400",title="Not a picture"}')
    assert risen('showoff_stage_seconds_count{stage="outbox insert"}')
    assert risen('showoff_read_lines_bucket{le="2.0"}')
    assert risen("showoff_read_confidence_sum", 0.9)


@pytest.mark.parametrize("name", ["messages", "bytes", "refused", "age_seconds"])
def test_the_outbox_is_measured(bff: Bff, name: str) -> None:
    assert f"\nshowoff_outbox_{name} " in bff.client.get("/metrics").text


def test_open_metrics_name_traces(bff: Bff) -> None:
    answer = bff.read()

    metrics = bff.client.get("/metrics", headers=OPEN_METRICS).text

    assert f'trace_id="{answer.json()["trace_id"]}"' in metrics
    assert metrics.endswith("# EOF\n")


def test_logs_are_lines_of_json_that_name_request_and_trace(bff: Bff) -> None:
    request_id = f"log-{secrets.token_hex(4)}"
    trace_id, headers = traced()
    bff.client.get("/images", headers={**headers, "X-Request-Id": request_id})

    wait_until(lambda: request_id in bff.log, 30)
    (line,) = [json.loads(line) for line in bff.log.splitlines() if request_id in line]
    told = {"event": "request", "level": "info", "service": "show-off-api", "trace_id": trace_id}
    assert line | told == line
    assert (line["method"], line["path"], line["status"]) == ("GET", "/images", 200)
    assert {"timestamp", "logger", "span_id"} <= {*line}
    assert line["timestamp"].endswith("Z")
