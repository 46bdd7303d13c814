import io
import logging
import re
from http import HTTPStatus
from typing import Any

import httpx
import pytest
from apiflask import APIFlask
from apiflask.fields import UploadFile
from flask.testing import FlaskClient
from pydantic import BaseModel, Field
from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import TestResponse

from showoff_common.errors import Problem
from showoff_common.pictures.regions import RegionField
from showoff_common.settings import ServiceSettings
from showoff_common.web import forms
from showoff_common.web.app import create_app
from showoff_common.web.problems import MEDIA_TYPE

PICTURE = b"x"


class Form(BaseModel):
    image: UploadFile = Field(description="A picture.")
    roi: RegionField | None = None


@pytest.fixture
def dependencies() -> dict[str, bool]:
    return {"model": True, "broker": True}


@pytest.fixture
def app(dependencies: dict[str, bool]) -> APIFlask:
    settings = ServiceSettings(port=0, max_request_bytes=100_000)
    app = create_app("showoff-common", settings, lambda: dependencies)

    @app.post("/upload")
    @forms.multipart(Form, "-F image=@picture.jpg")
    @app.input(Form, location="files")
    @app.doc(responses=[413])
    def upload(files_data: Form) -> dict[str, object]:
        return {"bytes": len(files_data.image.read()), "roi": str(files_data.roi)}

    @app.get("/busy")
    def busy() -> dict[str, str]:
        raise Problem(503, "Busy", "Come back.", headers={"Retry-After": "3"})

    @app.get("/bug")
    def bug() -> dict[str, str]:
        raise KeyError("secret")

    return app


@pytest.fixture
def client(app: APIFlask) -> FlaskClient:
    return app.test_client()


def body(answer: TestResponse) -> dict[str, Any]:
    return dict(answer.get_json())


def test_health_tells_that_the_process_lives(client: FlaskClient) -> None:
    assert client.get("/health").status_code == HTTPStatus.OK


def test_ready_names_what_is_missing(client: FlaskClient, dependencies: dict[str, bool]) -> None:
    assert client.get("/ready").status_code == HTTPStatus.OK

    dependencies["broker"] = False
    answer = client.get("/ready")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "broker" in body(answer)["detail"]
    assert "model" not in body(answer)["detail"]


def test_problem_becomes_problem_details(client: FlaskClient) -> None:
    answer = client.get("/busy")

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert answer.content_type == MEDIA_TYPE
    assert answer.headers["Retry-After"] == "3"
    details = body(answer)
    trace_id = details["trace_id"]
    assert details == {
        "type": "about:blank",
        "title": "Busy",
        "status": 503,
        "detail": "Come back.",
        "trace_id": trace_id,
    }
    assert re.fullmatch("[0-9a-f]{32}", trace_id)


@pytest.mark.parametrize(
    ("method", "path", "status"), [("GET", "/nowhere", 404), ("DELETE", "/upload", 405)]
)
def test_routing_errors_are_problem_details(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    answer = client.open(path, method=method)

    assert (answer.status_code, answer.content_type) == (status, MEDIA_TYPE)


def test_a_bug_is_logged_and_not_shown(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get("/bug")

    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert answer.content_type == MEDIA_TYPE
    assert "secret" not in answer.text
    assert "KeyError" in caplog.text


def test_a_missing_field_is_named(client: FlaskClient) -> None:
    answer = client.post("/upload", data={"picture": (io.BytesIO(b"x"), "x.png")})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.content_type == MEDIA_TYPE
    assert "image" in body(answer)["detail"]


@pytest.mark.parametrize(
    ("data", "status", "detail"),
    [
        ({}, 422, "image: missing; send multipart/form-data with this field: curl -F image=@"),
        ({"image": "text"}, 422, "image: sent as text; send it as a file: curl -F image=@picture"),
        ({"image": (PICTURE, "")}, 422, "image: sent without a file name"),
        ({"image": (PICTURE, "x"), "lang": "en"}, 422, "lang: unknown field; known are image, roi"),
        ({"image": [(PICTURE, "x"), (PICTURE, "y")]}, 422, "image: sent more than once"),
        ({"image": (PICTURE, "x"), "roi": ["1,2,3,4", "1,2,3,5"]}, 422, "roi: sent more than once"),
        ({"image": (PICTURE, "x"), "roi": (PICTURE, "roi")}, 422, "roi: sent as a file"),
    ],
)
def test_each_field_is_known_sent_once_and_as_it_should_be(
    client: FlaskClient, data: dict[str, Any], status: int, detail: str
) -> None:
    answer = client.post("/upload", data=fresh(data), content_type="multipart/form-data")

    assert answer.status_code == status
    assert body(answer)["detail"].startswith(detail)


def fresh(data: dict[str, Any]) -> dict[str, Any]:
    """Pictures become files, which are read once."""

    def made(value: object) -> object:
        if isinstance(value, list):
            return [made(one) for one in value]
        return (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value

    return {name: made(value) for name, value in data.items()}


@pytest.mark.parametrize(
    ("disposition", "says"),
    [("form-data", "a part without a name"), ('form-data; name=""', ": unknown field")],
)
def test_a_part_without_a_name_is_refused(client: FlaskClient, disposition: str, says: str) -> None:
    part = f"--b\r\nContent-Disposition: {disposition}\r\n\r\nx\r\n--b--\r\n"

    answer = client.post("/upload", data=part, content_type="multipart/form-data; boundary=b")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert body(answer)["detail"].startswith(says)


@pytest.mark.parametrize(
    ("content_type", "says"),
    [
        ("image/png", "image/png is not taken here. Send multipart/form-data: curl -F image=@"),
        ("application/json", "application/json is not taken"),
        ("application/x-www-form-urlencoded", "application/x-www-form-urlencoded is not taken"),
        ("multipart/form-data", "needs a boundary"),
        ("", "Send multipart/form-data"),
    ],
)
def test_another_media_type_is_told_which_one_to_send(
    client: FlaskClient, content_type: str, says: str
) -> None:
    answer = client.post("/upload", data=b"image=x", content_type=content_type)

    assert answer.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    assert says in body(answer)["detail"]


def test_a_field_in_the_address_is_not_overlooked(client: FlaskClient) -> None:
    answer = client.post("/upload?roi=1,2,3,4", data={"image": (io.BytesIO(b"x"), "x")})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert body(answer)["detail"].startswith("roi: no query parameters are taken")


@pytest.mark.parametrize(("path", "leads_to"), [("/", "doc"), ("/upload/", None), ("/x/", None)])
def test_who_is_close_is_led_on(client: FlaskClient, path: str, leads_to: str | None) -> None:
    answer = client.get(path)

    if leads_to:
        assert (answer.status_code, answer.headers["Location"]) == (302, leads_to)
    else:
        assert answer.status_code == 404
        assert ("try /upload, without a slash" in body(answer)["detail"]) is (path == "/upload/")


def test_below_another_application_it_leads_there_also_without_a_slash(app: APIFlask) -> None:
    front = DispatcherMiddleware(NotFound(), {"/api": app})

    with httpx.Client(transport=httpx.WSGITransport(front), base_url="http://localhost") as browser:
        for path in ("/api", "/api/"):
            assert "POST /upload" in browser.get(path, follow_redirects=True).text


def test_a_malformed_region_is_named(client: FlaskClient) -> None:
    answer = client.post("/upload", data={"image": (io.BytesIO(b"x"), "x.png"), "roi": "all"})

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "roi" in body(answer)["detail"]


def test_upload_and_region_arrive(client: FlaskClient) -> None:
    answer = client.post("/upload", data={"image": (io.BytesIO(b"12345"), "x"), "roi": "1,2,3,4"})

    assert answer.json == {"bytes": 5, "roi": "1,2,3,4"}


def test_too_large_a_request_is_413(client: FlaskClient) -> None:
    answer = client.post("/upload", data={"image": (io.BytesIO(b"x" * 200_000), "x.png")})

    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert answer.content_type == MEDIA_TYPE
    assert "at most 100000 bytes" in body(answer)["detail"]


def test_traceparent_of_the_caller_is_continued(client: FlaskClient) -> None:
    trace_id = "0af7651916cd43dd8448eb211c80319c"

    answer = client.get("/busy", headers={"traceparent": f"00-{trace_id}-b7ad6b7169203331-01"})

    assert body(answer)["trace_id"] == trace_id


def test_openapi_document_is_3_1_and_declares_problems(client: FlaskClient) -> None:
    document = body(client.get("/openapi.json"))

    assert document["openapi"].startswith("3.1")
    upload = document["paths"]["/upload"]["post"]
    assert set(upload["responses"]) == {"413", "421", "422"}
    assert list(upload["responses"]["422"]["content"]) == [MEDIA_TYPE]
    assert list(upload["requestBody"]["content"]) == ["multipart/form-data"]


def test_documentation_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    page = client.get("/doc").text

    assert "POST /upload" in page
    assert "http://" not in page.replace("http://localhost", "")
    assert "https://" not in page


def test_requests_are_counted_by_route(client: FlaskClient) -> None:
    client.get("/busy")

    figures = client.get("/metrics").text

    assert 'showoff_http_requests_total{method="GET",route="/busy",status="503"}' in figures


def test_methods_that_are_made_up_are_counted_as_one(client: FlaskClient) -> None:
    for number in range(20):
        assert client.open("/busy", method=f"MADEUP{number}").status_code == 405

    figures = client.get("/metrics").text

    assert "MADEUP" not in figures
    assert re.search(r'showoff_http_requests_total{method="_OTHER".*} 20.0', figures)


def test_a_page_that_made_its_name_lead_here_is_refused(client: FlaskClient) -> None:
    rebound = {"Host": "evil.example:8080", "Origin": "http://evil.example:8080"}

    answer = client.get("/busy", headers=rebound)

    assert (answer.status_code, answer.content_type) == (421, MEDIA_TYPE)
    assert "SHOWOFF_HOSTS" in body(answer)["detail"]
    assert client.get("/health", headers=rebound).status_code == 200
