from collections.abc import Iterator

import pytest
from tests.bff_contract.bff import Bff
from tests.bff_contract.stand_ins import KEPT_ID, Services, problem
from werkzeug.wrappers import Request, Response

JOB = f"/jobs/{KEPT_ID}"


def test_what_comes_is_passed_on_unread_with_whose_it_is(bff: Bff, services: Services) -> None:
    headers = {"Idempotency-Key": "k", "Authorization": "Bearer x", "Content-Type": "a/b"}
    answer = bff.client.post("/jobs?a=%20b", content=b"\0\1", headers=headers)

    sent = answer.json()
    assert (answer.status_code, sent["query"], sent["body"]) == (202, "a=%20b", "\0\1")
    assert sent["headers"] == {"Job-Owner": "", "Idempotency-Key": "k"}
    assert {name: answer.headers[name] for name in ("Location", "ETag", "Retry-After")} == {
        "Location": "/jobs/1",
        "ETag": '"7"',
        "Retry-After": "1",
    }
    assert "X-Inner" not in answer.headers
    (asked,) = services.images.asked("/api/jobs")
    assert asked.content_type == "a/b"


def test_a_corrected_page_is_passed_on_with_its_body(bff: Bff, services: Services) -> None:
    page = f"{JOB}/documents/1/pages/2/lines"
    services.images.answers[f"/api{page}"] = lambda _: Response(status=204)

    assert bff.client.put(page, content=b'{"lines": []}').status_code == 204

    (asked,) = services.images.asked(f"/api{page}")
    assert (asked.method, asked.get_data()) == ("PUT", b'{"lines": []}')


@pytest.mark.parametrize("path", ["/jobs/abc", f"{JOB}/documents/x_y/pdf", f"{JOB}/documents/1/P"])
def test_nothing_but_ids_and_plain_names_become_part_of_an_address(
    bff: Bff, services: Services, path: str
) -> None:
    answer = bff.client.get(path)

    assert (answer.status_code, answer.json()["title"]) == (404, "No such job")
    assert not services.images.seen


@pytest.mark.parametrize(
    ("answer", "status", "title", "retry_after"),
    [
        (problem(409, "Finished"), 409, "Finished", None),
        (problem(503, "Full", **{"Retry-After": "9"}), 503, "Full", "9"),
        (problem(507, "Full"), 503, "Jobs not available", "5"),
        (Response("<h1>", 500), 503, "Jobs not available", "5"),
        (Response("<h1>", 403), 502, "A service failed", None),
    ],
)
def test_what_image_api_refuses_is_told_and_where_it_fails_is_said(
    bff: Bff, services: Services, answer: Response, status: int, title: str, retry_after: str | None
) -> None:
    services.images.answers[f"/api{JOB}"] = lambda _: answer

    refused = bff.client.get(JOB)

    assert (refused.status_code, refused.json()["title"]) == (status, title)
    assert refused.headers.get("Retry-After") == retry_after


def test_more_than_a_job_may_have_is_refused_here(bff: Bff, services: Services) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(102):
            yield bytes(2**20)

    answer = bff.client.post(
        "/jobs", content=chunks(), headers={"Content-Length": str(102 * 2**20)}
    )

    assert (answer.status_code, answer.json()["title"]) == (413, "Request Entity Too Large")
    assert not services.images.asked("/api/jobs")


def test_events_are_heard_when_they_happen(bff: Bff, services: Services) -> None:
    services.go.clear()

    def events(_request: Request) -> Response:
        def lines() -> Iterator[bytes]:
            yield b"data: 1\n\n"
            services.go.wait(30)
            yield b"data: 2\n\n"

        return Response(lines(), content_type="text/event-stream")

    services.images.answers[f"/api{JOB}/events"] = events
    with bff.client.stream("GET", f"{JOB}/events") as answer:
        chunks = answer.iter_raw()
        assert next(chunks) == b"data: 1\n\n"
        services.go.set()
        assert next(chunks) == b"data: 2\n\n"
    assert answer.headers["Content-Type"] == "text/event-stream"
