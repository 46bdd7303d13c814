import json
import socket
from typing import Any

import httpx
import pytest
from tests.bff_contract.bff import Bff
from tests.bff_contract.conftest import Start
from tests.bff_contract.stand_ins import MODEL, PICTURE, Services, found, problem, said, told
from werkzeug.wrappers import Response

STAGES = "application/x-ndjson"


def test_the_answer_tells_all_that_the_models_said(bff: Bff) -> None:
    answer = bff.read(words="1", letters="yes").json()

    assert answer["text"] == "line 0\nline 1"
    assert (answer["width"], answer["height"], answer["model"]) == (640, 480, MODEL)
    first, second = answer["lines"]
    assert second["box"] == {"start_x": 2, "start_y": 20, "width": 61, "height": 11}
    assert first["words"][0]["points"] == [[10.03, 0], [62.75, 0], [62.75, 10], [10.03, 10]]
    assert first["letters"] == [
        {"index": 0, "confidence": 0.6, "alternatives": [{"text": "v", "confidence": 0.3}]}
    ]
    assert "words" not in bff.read().json()["lines"][0]


def test_more_lines_than_are_read_at_once_are_read_in_parts(bff: Bff, services: Services) -> None:
    extract = services.recognition.answers["/extract"]
    services.detection.answers["/lines"] = lambda _: told(found("", *["\n"] * 2299))
    services.recognition.answers["/extract"] = lambda request: (
        problem(413, "Too many")
        if len(json.loads(request.form["boxes"])) > 1000
        else extract(request)
    )

    lines = bff.read(words="1").json()["lines"]

    asked = [json.loads(it.form["boxes"]) for it in services.recognition.asked("/extract")]
    assert [len(boxes) for boxes in asked] == [1000, 1000, 300]
    assert [line["text"] for line in (lines[999], lines[1000], lines[-1])] == [
        "line 999",
        "line 0",
        "line 299",
    ]
    assert [boxes[0][0][1] for boxes in asked] == [0, 20_250, 40_500]
    assert all(line["words"] for line in lines)


@pytest.mark.parametrize(
    ("sure", "height", "helps"), [(0.4, 10, True), (0.7, 10, False), (0.4, 13, False)]
)
def test_a_line_that_is_low_and_doubtful_tells_that_a_larger_picture_helps(
    bff: Bff, services: Services, sure: float, height: int, helps: bool
) -> None:
    word = {"text": "line", "confidence": sure, "start": 0, "end": 1}
    services.recognition.answers["/extract"] = lambda _: told(said("line", words=[[word]]))
    corners = [[0, 0], [90, 0], [90, height], [0, height]]
    line = {"points": corners, "probability": 0.9, "separator": ""}
    services.detection.answers["/lines"] = lambda _: told({**found(""), "lines": [line]})

    assert bff.read().json()["larger_helps"] is helps


def test_text_alone_tells_where_the_rest_is(bff: Bff) -> None:
    answer = bff.read("text/plain")

    assert (answer.text, answer.headers["Content-Type"]) == (
        "line 0\nline 1",
        "text/plain; charset=utf-8",
    )
    assert answer.headers["Content-Location"].startswith("images/")


def test_stages_are_told_as_they_begin(bff: Bff, services: Services) -> None:
    services.go.clear()
    files = {"image": ("picture", PICTURE)}
    with bff.client.stream("POST", "/read", files=files, headers={"Accept": STAGES}) as answer:
        lines = answer.iter_lines()

        assert json.loads(next(lines)) == {"stage": "detecting"}
        services.go.set()
        assert json.loads(next(lines)) == {"stage": "recognising", "lines": 2}
        done = json.loads(next(lines))

    assert (done["stage"], done["answer"]["text"]) == ("done", "line 0\nline 1")
    assert answer.headers["X-Accel-Buffering"] == "no"
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_fails_between_stages_is_the_last_line(bff: Bff, services: Services) -> None:
    services.recognition.answers["/extract"] = lambda _: problem(
        503, "Busy", **{"Retry-After": "7"}
    )

    *_, last = map(json.loads, bff.read(STAGES).text.splitlines())

    assert (last["stage"], last["retry_after"], last["problem"]["title"]) == ("failed", 7, "Busy")


def test_the_models_are_sent_the_picture_the_region_the_lines_and_the_time_left(
    bff: Bff, services: Services
) -> None:
    bff.read(headers={"X-Request-Timeout-Ms": "20000"}, roi=" 007 ,2,3,4")

    (lines,), (extract,) = (
        services.detection.asked("/lines"),
        services.recognition.asked("/extract"),
    )
    assert lines.form["roi"] == "7,2,3,4"
    assert json.loads(extract.form["boxes"])[1][0] == [2.5, 20.25]
    assert (extract.form["words"], extract.form["letters"]) == ("1", "1")
    for request in (lines, extract):
        assert request.files["image"].filename == "picture"
        assert 15_000 < int(request.headers["X-Request-Timeout-Ms"]) <= 20_000
        assert "Idempotency-Key" not in request.headers


@pytest.mark.parametrize(
    ("answer", "status", "title", "retry_after"),
    [
        (problem(400, "Not a picture"), 400, "Not a picture", None),
        (problem(413, "Picture too large"), 413, "Picture too large", None),
        (problem(415, "Picture type not read"), 415, "Picture type not read", None),
        (problem(422, "Odd"), 422, "Odd", None),
        (problem(503, "Busy", **{"Retry-After": "3"}), 503, "Busy", "3"),
        (Response("<h1>", 503), 503, "Service Unavailable", None),
        (Response("<h1>", 400), 502, "A service failed", None),
        (problem(504, "Late"), 504, "Too slow", None),
        (problem(500, "Internal error"), 502, "A service failed", None),
        (problem(404, "Not Found"), 502, "A service failed", None),
        (told({"lines": []}), 502, "A service failed", None),
        (Response("not JSON", 200), 502, "A service failed", None),
    ],
)
def test_what_a_model_service_refuses_is_told_and_where_it_fails_is_said(
    bff: Bff, services: Services, answer: Response, status: int, title: str, retry_after: str | None
) -> None:
    services.detection.answers["/lines"] = lambda _: answer

    refused = bff.read()

    assert (refused.status_code, refused.json()["title"]) == (status, title)
    assert refused.headers.get("Retry-After") == retry_after
    assert len(services.detection.asked("/lines")) == 1, "what was sent is not sent again"


def test_texts_of_another_number_of_lines_are_not_believed(bff: Bff, services: Services) -> None:
    services.recognition.answers["/extract"] = lambda _: told(said("one"))

    assert bff.read().status_code == 502


def test_a_page_without_lines_says_nothing(bff: Bff, services: Services) -> None:
    services.detection.answers["/lines"] = lambda _: told(found())

    answer = bff.read().json()

    assert (answer["text"], answer["lines"]) == ("", [])


def test_a_service_that_is_away_is_tried_again_and_then_said_to_fail(start_bff: Start) -> None:
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))  # taken, but nobody listens
        bff = start_bff(detection_url=f"http://127.0.0.1:{reserved.getsockname()[1]}")

        answer = bff.read()

    assert (answer.status_code, answer.json()["title"]) == (502, "A service failed")
    assert "detection-api" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("header", "status", "title"),
    [
        ("x", 400, "Bad header"),
        ("1.5", 400, "Bad header"),
        ("0", 504, "Too slow"),
        ("300", 504, "Too slow"),
    ],
)
def test_the_callers_time_is_the_deadline(
    bff: Bff, services: Services, header: str, status: int, title: str
) -> None:
    services.go.clear()

    answer = bff.read(headers={"X-Request-Timeout-Ms": header})

    services.go.set()
    assert (answer.status_code, answer.json()["title"]) == (status, title)


@pytest.mark.parametrize(
    ("sent", "location"),
    [
        ({"data": {"roi": "1,2,0,4"}, "files": {"image": PICTURE}}, "roi"),
        ({"data": {"words": "maybe"}, "files": {"image": PICTURE}}, "words"),
        ({"data": {"region": "1,2,3,4"}, "files": {"image": PICTURE}}, "region"),
        ({"files": [("image", PICTURE), ("image", PICTURE)]}, "image"),
        ({"files": {"picture": PICTURE}}, "image"),
        ({"files": {"image": PICTURE}, "params": {"roi": "1,2,3,4"}}, "roi"),
        ({"files": {"image": PICTURE}, "params": {"format": "docx"}}, "format"),
    ],
)
def test_what_is_not_known_is_refused_with_its_name(
    bff: Bff, services: Services, sent: dict[str, Any], location: str
) -> None:
    answer = bff.client.post("/read", **sent)

    assert (answer.status_code, answer.json()["title"]) == (422, "Input does not fit the schema")
    assert location in answer.json()["detail"]
    assert not services.detection.asked("/lines")


def test_what_is_too_large_is_refused_with_the_limit_and_hears_it(bff: Bff) -> None:
    answer = bff.client.post("/read", files={"image": ("picture", b"x" * (11 << 20))})

    assert (answer.status_code, answer.json()["title"]) == (413, "Request Entity Too Large")
    assert "10485760 bytes" in answer.json()["detail"]


def test_formats_are_rendered_behind_and_passed_on(bff: Bff, services: Services) -> None:
    answer = bff.client.post("/read?format=pdf", files={"image": ("picture", PICTURE)})

    sent = answer.json()
    (page,) = sent["reading"]["pages"]
    assert (sent["files"], [line["text"] for line in page["lines"]]) == (
        ["image"],
        ["line 0", "line 1"],
    )
    assert answer.headers["Content-Location"] == f"images/{sent['reading']['name']}/pdf"
    assert "X-Inner" not in answer.headers
    services.images.answers["/api/render/csv"] = lambda _: problem(500)
    refused = bff.client.post("/read", files={"image": PICTURE}, headers={"Accept": "text/csv"})
    assert (refused.status_code, refused.json()["title"]) == (
        503,
        "Read and kept, but not rendered",
    )
    assert refused.headers["Content-Location"].endswith("/csv")


def test_who_hangs_up_while_waiting_leaves_the_line(start_bff: Start, services: Services) -> None:
    bff = start_bff(slots=1, waiting=1)
    services.go.clear()
    files = {"image": ("picture", PICTURE)}
    with bff.client.stream("POST", "/read", files=files, headers={"Accept": STAGES}) as first:
        told_first = first.iter_lines()
        assert json.loads(next(told_first)) == {"stage": "detecting"}
        headers, url = {"Accept": STAGES}, f"{bff.service.url}/read"
        with httpx.stream("POST", url, files=files, headers=headers, timeout=60) as second:
            told_second = second.iter_lines()  # kept: thrown away, it would hang up
            assert json.loads(next(told_second)) == {"stage": "waiting", "before": 0}
            third = httpx.post(url, files=files, timeout=60)
            assert (third.status_code, third.json()["title"]) == (503, "Busy")
            assert third.headers["Retry-After"] == "1"
        services.go.set()
        assert [json.loads(line)["stage"] for line in told_first] == ["recognising", "done"]
