"""Jaeger's answers read: on some as its API writes them, for there is no Jaeger here."""

import json
from collections.abc import Iterator, Mapping

import httpx
import pytest
from tests.servers.processes import serve_in_thread
from tests.telemetry.graph import READ, Graph
from tests.telemetry.jaeger import is_jaeger, kept
from tests.telemetry.platform import Call
from werkzeug import Request, Response
from werkzeug.serving import make_server

TRACE, PAGE = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"


def jaegers(edges: Graph) -> Mapping[str, object]:
    """A trace with these edges, as /api/traces/{id} gives it."""
    nodes = sorted({node for edge in edges.calls for node in edge})
    # The same node may have several parents: a span each, under the first span of its parent.
    first = {node: f"{number:016x}" for number, node in enumerate(nodes)} | {"page": PAGE}
    spans: list[dict[str, object]] = []
    processes = {}
    for number, (parent, node) in enumerate(sorted(edges.calls)):
        service, name = node.split(": ")
        processes[f"p-{service}"] = {"serviceName": service, "tags": []}
        sql = name in {"INSERT", "UPDATE", "SELECT", "connect"}
        tags = [{"key": "span.kind", "type": "string", "value": "client" if sql else "internal"}]
        if sql:
            tags.append({"key": "db.system.name", "type": "string", "value": "postgresql"})
        own = first[node] if all(it["spanID"] != first[node] for it in spans) else f"f{number:015x}"
        spans.append(
            {
                "traceID": TRACE,
                "spanID": own,
                "operationName": f"{name} image" if name in {"INSERT", "UPDATE"} else name,
                "references": [{"refType": "CHILD_OF", "traceID": TRACE, "spanID": first[parent]}],
                "tags": tags,
                "processID": f"p-{service}",
            }
        )
    return {"data": [{"traceID": TRACE, "spans": spans, "processes": processes}]}


@pytest.fixture
def answers() -> dict[str, object]:
    """What is served, by its path."""
    return {"/api/services": {"data": ["show-off-api"]}}


@pytest.fixture
def url(answers: dict[str, object]) -> Iterator[str]:
    @Request.application
    def serve(request: Request) -> Response:
        found = answers.get(request.path)
        return Response(json.dumps(found), status=200 if found else 404)

    server = make_server("127.0.0.1", 0, serve, threaded=True)
    serve_in_thread(server)
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()


@pytest.fixture
def call() -> Call:
    return Call(TRACE, PAGE, httpx.Response(200))


def test_a_read_is_found_with_all_its_edges(
    url: str, answers: dict[str, object], call: Call
) -> None:
    answers[f"/api/traces/{TRACE}"] = jaegers(READ)

    assert kept(url, call, READ, seconds=0) == READ


def test_an_edge_that_is_missing_is_missed(
    url: str, answers: dict[str, object], call: Call
) -> None:
    lost = ("show-off-api: outbox insert", "image-api: process imageQueue")
    answers[f"/api/traces/{TRACE}"] = jaegers(Graph(READ.calls - {lost}, READ.links))

    assert kept(url, call, READ, seconds=0) != READ


def test_a_trace_that_has_not_come_has_no_edges(url: str, call: Call) -> None:
    assert not kept(url, call, READ, seconds=0).calls


def test_what_only_takes_traces_is_not_taken_for_jaeger(
    url: str, answers: dict[str, object]
) -> None:
    assert is_jaeger(url)
    answers.clear()
    assert not is_jaeger(url)
