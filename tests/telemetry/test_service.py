"""What any service says of itself: where its traces go, its log lines, its metrics, its answers."""

import json
import re
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from concurrent import futures
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest,
    ExportTraceServiceResponse,
)
from tests.servers.platform import Service, python_service
from tests.servers.processes import Process, free_port, wait_until
from tests.telemetry.platform import environment, exporting_to
from tests.telemetry.receiver import Receiver

MODULE = "tests.telemetry.small_service"
LOST = "trace export failing: spans are dropped"

Start = Callable[..., Service]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts the small service with OTEL_* and other variables."""
    services: list[Service] = []

    def start(**logged: str) -> Service:
        service = python_service(tmp_path, "-m", MODULE)
        service.process.environment = environment(logged, service.process.environment)
        service.start()
        services.append(service)
        return service

    yield start
    for service in services:
        if service.process.runs():
            service.process.kill()


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The small service, told nothing; shared by tests that only ask."""
    service = python_service(tmp_path_factory.mktemp("small"), "-m", MODULE)
    service.process.environment = environment({}, service.process.environment)
    service.start()
    yield service
    service.process.kill()


def log_lines(process: Process) -> list[dict[str, Any]]:
    return [json.loads(line) for line in process.log.read_text().splitlines()]


def asked(service: Service, times: int) -> None:
    for _ in range(times):
        assert httpx.get(f"{service.url}/work", timeout=60).is_success


def test_an_exporter_that_nobody_answers_is_told_of_once(start: Start) -> None:
    service = start(
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{free_port()}",
        OTEL_EXPORTER_OTLP_TIMEOUT="1",
        OTEL_BSP_SCHEDULE_DELAY="50",
    )

    def logged() -> list[dict[str, Any]]:
        return [line for line in log_lines(service.process) if line["level"] != "info"]

    asked(service, 3)
    wait_until(logged)
    asked(service, 3)
    service.process.signal(signal.SIGTERM)  # what is left is tried once more
    service.process.wait()

    assert [line["event"] for line in logged()] == [LOST]


def test_an_exporter_that_hangs_holds_up_nobody(start: Start) -> None:
    """A socket that takes connections and never answers: the answers come all the same."""
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        service = start(
            OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{silent.getsockname()[1]}",
            OTEL_EXPORTER_OTLP_TIMEOUT="3600",
            OTEL_BSP_SCHEDULE_DELAY="10",
            OTEL_BSP_MAX_QUEUE_SIZE="8",
            OTEL_BSP_MAX_EXPORT_BATCH_SIZE="4",
        )
        wait_until(lambda: httpx.get(f"{service.url}/work").is_success)
        silent.settimeout(60)
        hung, _ = silent.accept()
        asked(service, 50)  # more than the queue takes
        hung.close()


def test_traces_leave_over_grpc_where_told(start: Start) -> None:
    names: list[str] = []

    class Traces(trace_service_pb2_grpc.TraceServiceServicer):
        def Export(self, request: ExportTraceServiceRequest, context: object) -> object:  # noqa: ARG002, N802
            names.extend(
                span.name
                for resource in request.resource_spans
                for scope in resource.scope_spans
                for span in scope.spans
            )
            return ExportTraceServiceResponse()

    server = grpc.server(futures.ThreadPoolExecutor(2))
    trace_service_pb2_grpc.add_TraceServiceServicer_to_server(Traces(), server)  # type: ignore[no-untyped-call]
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    service = start(
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{port}",
        OTEL_EXPORTER_OTLP_PROTOCOL="grpc",
        OTEL_BSP_SCHEDULE_DELAY="50",
    )
    try:
        asked(service, 1)
        wait_until(lambda: {"GET /work", "work"} <= set(names))
    finally:
        server.stop(None)


def test_what_is_asked_by_machines_is_not_traced(start: Start, receiver: Receiver) -> None:
    service = start(**exporting_to(receiver, OTEL_SERVICE_NAME="quiet"))
    for path in ("/health", "/ready", "/metrics"):
        assert httpx.get(f"{service.url}{path}").is_success
    asked(service, 1)

    wait_until(lambda: any(span.service == "showoff-common" for span in receiver.named("work")))
    assert not [span for path in ("health", "ready", "metrics") for span in receiver.named(path)]
    assert not receiver.named("GET /ready")


def test_every_line_of_the_log_is_json_with_trace_span_and_request(service: Service) -> None:
    answer = httpx.get(f"{service.url}/busy", headers={"X-Request-Id": "order-66"})

    def logged() -> list[dict[str, Any]]:
        lines = log_lines(service.process)
        return [line for line in lines if line.get("request_id") == "order-66"]

    wait_until(logged)
    (line,) = logged()
    assert line["event"] == "request"
    assert answer.headers["X-Request-Id"] == "order-66"
    assert line["trace_id"] == answer.headers["X-Trace-Id"] == answer.json()["trace_id"]
    assert re.fullmatch("[0-9a-f]{16}", line["span_id"])
    assert line["service"] == "showoff-common"


@pytest.mark.parametrize("bad", ["", "x" * 65, 'a"}\\u0000', "a b"])
def test_a_bad_request_id_is_replaced(service: Service, bad: str) -> None:
    answer = httpx.get(f"{service.url}/work", headers={"X-Request-Id": bad})

    assert re.fullmatch("[0-9a-f]{16}", answer.headers["X-Request-Id"])


def test_settings_are_told_at_the_start_without_secrets(service: Service) -> None:
    (line,) = (line for line in log_lines(service.process) if line["event"] == "start")
    assert line["settings"]["port"] == service.port
    assert line["settings"]["broker_url"] == "amqp://***@127.0.0.1/%2F"
    assert line["settings"]["admin_key"] == "***"
    log = service.process.log.read_text()
    assert "fish" not in log
    assert "sesame" not in log


def test_refusals_are_counted_by_their_title(service: Service) -> None:
    for _ in range(3):
        httpx.get(f"{service.url}/sold-out")

    metrics = httpx.get(f"{service.url}/metrics").text
    assert 'showoff_problems_total{route="/sold-out",status="410",title="Sold out"} 3.0' in metrics


def test_times_name_a_trace_where_openmetrics_is_asked_for(service: Service) -> None:
    trace_id = httpx.get(f"{service.url}/work").headers["X-Trace-Id"]

    accept = {"Accept": "application/openmetrics-text"}
    metrics = httpx.get(f"{service.url}/metrics", headers=accept).text
    (bucket,) = (
        line
        for line in metrics.splitlines()
        if line.startswith("showoff_stage_seconds_bucket") and trace_id in line
    )
    assert 'stage="work"' in bucket


def test_several_workers_count_together(tmp_path: Path) -> None:
    shared = tmp_path / "metrics"
    shared.mkdir()
    port, workers = free_port(), 2
    program = shutil.which("gunicorn", path=str(Path(sys.executable).parent))
    assert program
    process = Process(
        [
            *(program, f"{MODULE}:make_app()", "--bind", f"127.0.0.1:{port}"),
            *("--workers", str(workers), "--worker-class", "gthread", "--threads", "2"),
        ],
        tmp_path / "gunicorn.log",
        {**environment({"PROMETHEUS_MULTIPROC_DIR": str(shared)}), "SHOWOFF_PORT": str(port)},
    )
    process.start()
    service = Service(process, port)
    try:
        wait_until(lambda: _answers(service) or not process.runs())
        assert process.runs(), process.last_words()
        with futures.ThreadPoolExecutor(16) as clients:
            # Many at the same time, so that each worker gets some.
            wait_until(
                lambda: (
                    all(clients.map(_answers, 16 * [service]))
                    and len(list(shared.glob("counter_*.db"))) == workers
                )
            )
        before = _count(service)
        asked(service, 40)

        assert {_count(service) for _ in range(12)} == {before + 40}
    finally:
        process.kill()


def _answers(service: Service) -> bool:
    try:
        return httpx.get(f"{service.url}/work", timeout=10).is_success
    except httpx.HTTPError:
        return False


def _count(service: Service) -> float:
    metrics = httpx.get(f"{service.url}/metrics").text
    found = re.search(
        r'^showoff_http_requests_total{.*route="/work".*} (.*)$', metrics, re.MULTILINE
    )
    assert found, metrics
    return float(found[1])
