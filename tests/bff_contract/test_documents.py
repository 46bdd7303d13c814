import json

import pytest
from tests.bff_contract.bff import Bff
from tests.conftest import ROOT

DOCUMENT = ROOT / "contract" / "openapi.json"
IN_GO = ROOT / "services" / "show-off-api-go" / "internal" / "contract"


def test_the_document_is_the_agreed_one_byte_by_byte(bff: Bff) -> None:
    agreed = json.loads(DOCUMENT.read_text("utf-8"))
    line = json.dumps(agreed, ensure_ascii=False, separators=(",", ":")) + "\n"

    assert bff.client.get("/openapi.json").content == line.encode()


def test_the_page_is_the_agreed_one_byte_by_byte(bff: Bff) -> None:
    answer = bff.client.get("/doc")

    assert answer.content == (IN_GO / "doc.html").read_bytes()
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_the_root_leads_to_the_page_wherever_a_proxy_serves_it(bff: Bff) -> None:
    answer = bff.client.get("/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "doc")


@pytest.mark.parametrize("path", ["/health", "/ready", "/nothing", "/read", "/images", "/doc"])
def test_every_answer_is_private_and_says_which_request_and_trace_it_is(
    bff: Bff, path: str
) -> None:
    answer = bff.client.get(path, headers={"X-Request-Id": "order-66"})

    assert answer.headers["X-Request-Id"] == "order-66"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert ("X-Trace-Id" in answer.headers) == (path not in {"/health", "/ready"})


@pytest.mark.parametrize(
    ("method", "path", "status", "title", "allowed"),
    [
        ("GET", "/nothing", 404, "Not Found", None),
        ("POST", "/read/", 404, "Not Found", None),
        ("GET", "/read", 405, "Method Not Allowed", {"POST", "OPTIONS"}),
        ("PUT", "/images", 405, "Method Not Allowed", {"GET", "HEAD", "OPTIONS"}),
    ],
)
def test_what_is_not_there_is_told_as_a_problem(
    bff: Bff, method: str, path: str, status: int, title: str, allowed: set[str] | None
) -> None:
    answer = bff.client.request(method, path)

    assert (answer.status_code, answer.json()["title"]) == (status, title)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["trace_id"] == answer.headers["X-Trace-Id"]
    assert allowed is None or {*answer.headers["Allow"].split(", ")} == allowed


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        ({}, f"/images?before={'x' * 5000}", 414),
        ({"X-Long": "x" * 9000}, "/images", 431),
        ({f"X-{number}": "x" for number in range(120)}, "/images", 431),
    ],
)
def test_what_is_too_long_for_a_request_is_told_as_a_problem(
    bff: Bff, headers: dict[str, str], path: str, status: int
) -> None:
    answer = bff.client.get(path, headers=headers)

    assert (answer.status_code, answer.json()["status"]) == (status, status)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_readiness_names_the_services_it_waits_for(bff: Bff) -> None:
    answer = bff.client.get("/ready")

    assert (answer.status_code, answer.json()) == (200, {"status": "ready"})
