import hashlib
from typing import Any

import httpx
import pytest
from tests.bff_contract.bff import Bff
from tests.bff_contract.conftest import Start
from tests.bff_contract.stand_ins import PICTURE, Services
from tests.contract.vectors import vectors

SECRET = "so_secret"
SELDOM = "so_seldom"
REVIEWER = "so_reviewer"


def entry(name: str, per_minute: int, secret: str) -> str:
    return f"{name}:{per_minute}:{hashlib.sha256(secret.encode()).hexdigest()}"


@pytest.fixture(scope="session")
def guarded_one(command: list[str], start_any: Start) -> Bff:
    keys = f"{entry('often', 99999, SECRET)} {entry('seldom', 25, SELDOM)}"
    keys += f" {entry('rita', 99999, REVIEWER)}:review"
    return start_any(command, keys=keys, allowed_origins="https://allowed.example")


@pytest.fixture
def guarded(guarded_one: Bff, services: Services) -> Bff:  # noqa: ARG001 - made whole
    return guarded_one


@pytest.fixture(scope="session")
def allowing(command: list[str], start_any: Start) -> Bff:
    return start_any(command, allowed_origins="https://scans.example")


@pytest.mark.parametrize(
    "headers",
    [
        {"Authorization": f"Bearer {SECRET}"},
        {"Authorization": httpx.BasicAuth("anyone", SECRET)._auth_header},
    ],
)
def test_a_key_opens_the_door_as_token_or_password(guarded: Bff, headers: dict[str, str]) -> None:
    assert guarded.client.get("/images", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "asks"),
    [
        ({}, 'Basic realm="show-off", charset="UTF-8"'),
        ({"Authorization": "Bearer wrong"}, 'Basic realm="show-off", charset="UTF-8"'),
        ({"X-Requested-With": "page"}, 'Bearer realm="show-off"'),
    ],
)
def test_without_a_key_it_stays_closed_and_says_how_to_ask(
    guarded: Bff, headers: dict[str, str], asks: str
) -> None:
    answer = guarded.client.post("/read", headers=headers, files={"image": PICTURE})

    assert (answer.status_code, answer.json()["title"]) == (401, "API key needed")
    assert answer.headers["WWW-Authenticate"] == asks


@pytest.mark.parametrize(
    "path", ["/", "/health", "/ready", "/metrics", "/openapi.json", "/doc", "/limits"]
)
def test_nothing_of_anybodys_is_open(guarded: Bff, path: str) -> None:
    assert guarded.client.get(path).status_code in {200, 302}


def test_a_key_may_read_so_often_a_minute_and_correct_as_often(guarded: Bff) -> None:
    headers = {"Authorization": f"Bearer {SELDOM}"}
    sent = [guarded.client.post("/read", headers=headers) for _ in range(52)]
    answers = [answer.status_code for answer in sent]

    # What the minute before counted fades within this one: at the turn there is room for more.
    assert 25 <= answers.count(422) < 52
    refused = next(answer for answer in sent if answer.status_code == 429)
    assert refused.json()["title"] == "Too many pictures"
    assert refused.json()["detail"] == "The key seldom may send 25 pictures a minute."
    assert refused.headers["Retry-After"] == "2"
    assert guarded.client.post("/correct-text", headers=headers).status_code == 415
    assert guarded.client.get("/images", headers=headers).status_code == 200


@vectors("origins")
def test_pages_of_other_sites(
    bff: Bff, allowing: Bff, given: dict[str, Any], expected: dict[str, Any]
) -> None:
    client = (allowing if given["allowed"] else bff).client

    answer = client.request(given["method"], "/nothing", headers=given["headers"])

    assert (answer.status_code == 403) == expected["refused"]


@vectors("request_ids")
def test_request_ids(bff: Bff, given: dict[str, Any], expected: dict[str, Any]) -> None:
    sent = [(name.encode(), value.encode()) for name, value in given.items()]

    answer = bff.client.get("/health", headers=httpx.Headers(sent))

    assert (answer.headers["X-Request-Id"] == given["X-Request-Id"]) == expected["kept"]


def test_scripts_of_allowed_sites_may_read_answers(guarded: Bff) -> None:
    allowed = guarded.client.options("/read", headers={"Origin": "https://allowed.example"})
    other = guarded.client.options("/read", headers={"Origin": "https://evil.example"})

    assert allowed.headers["Access-Control-Allow-Origin"] == "https://allowed.example"
    assert "X-Trace-Id" in allowed.headers["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Origin" not in other.headers
    assert allowed.headers["Vary"] == other.headers["Vary"] == "Origin"


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("127.0.0.1:1", 200), ("[::1]", 200), ("evil.example", 421), ("nas", 421)],
)
def test_it_answers_to_its_own_names_only(bff: Bff, host: str, status: int) -> None:
    assert bff.client.get("/images", headers={"Host": host}).status_code == status
    assert bff.client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("secret", "told"), [(SECRET, ("often", None)), (REVIEWER, ("rita", "review"))]
)
def test_image_api_is_told_whose_key_it_is_and_whether_it_reviews(
    guarded: Bff, secret: str, told: tuple[str, str | None]
) -> None:
    # What a client says about itself is not passed on.
    headers = {"Authorization": f"Bearer {secret}", "Caller-Role": "review", "Job-Owner": "x"}

    passed = guarded.client.get("/gold/lines", headers=headers).json()["headers"]

    assert (passed["Job-Owner"], passed.get("Caller-Role")) == told
