import base64
import io
import logging

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from show_off_api.access import guard
from show_off_api.access.keys import KeyRing, make_key
from show_off_api.routes import limits
from show_off_api.settings import ShowOffApiSettings
from showoff_common.web.app import create_app
from showoff_common.web.origins import Origins
from showoff_common.web.problems import MEDIA_TYPE

SECRET, KEY = make_key("alice", 3)
BY_THE_PAGE = {"X-Requested-With": "XMLHttpRequest"}
FRIEND = "https://scans.example"


def make_app(
    keys: KeyRing, origins: Origins, settings: ShowOffApiSettings | None = None
) -> APIFlask:
    app = create_app("show-off-api", settings or ShowOffApiSettings(), ready=dict)
    guard.install(app, keys, origins)
    app.register_blueprint(limits.create_blueprint(1_000))

    @app.post("/read")
    def read() -> dict[str, str]:
        return {"text": "read"}

    @app.post("/correct-text")
    def correct() -> dict[str, str]:
        return {"text": "corrected"}

    @app.get("/images")
    @app.delete("/images")
    def images() -> dict[str, str]:
        return {"images": "all"}

    return app


@pytest.fixture
def locked() -> FlaskClient:
    return make_app(KeyRing([KEY]), Origins()).test_client()


@pytest.fixture
def unlocked() -> FlaskClient:
    return make_app(KeyRing([]), Origins(frozenset({FRIEND}))).test_client()


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def post(client: FlaskClient, headers: dict[str, str]) -> TestResponse:
    return client.post("/read", data={"image": (io.BytesIO(b"x"), "x")}, headers=headers)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        bearer("so_wrong"),
        bearer(""),
        {"Authorization": SECRET},
        {"Authorization": "Basic !!!"},
        bearer(KEY.digest),
    ],
)
def test_without_a_valid_key_nothing_is_done(locked: FlaskClient, headers: dict[str, str]) -> None:
    for answer in (post(locked, headers), locked.get("/images", headers=headers)):
        assert (answer.status_code, answer.content_type) == (401, MEDIA_TYPE)


@pytest.mark.parametrize(
    ("headers", "scheme"),
    [
        ({}, "Basic"),
        (bearer("so_wrong"), "Basic"),
        (BY_THE_PAGE, "Bearer"),
        (BY_THE_PAGE | bearer("so_wrong"), "Bearer"),
    ],
)
def test_browsers_ask_for_a_password_but_not_over_the_page_which_asks_itself(
    locked: FlaskClient, headers: dict[str, str], scheme: str
) -> None:
    answer = locked.get("/images", headers=headers)

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].split()[0] == scheme


def test_a_key_opens(locked: FlaskClient) -> None:
    assert post(locked, bearer(SECRET)).status_code == 200
    assert locked.get("/images", headers=bearer(SECRET)).status_code == 200


def test_a_key_is_a_password_for_browsers(locked: FlaskClient) -> None:
    basic = base64.b64encode(f"anyone:{SECRET}".encode()).decode()

    assert post(locked, {"Authorization": f"Basic {basic}"}).status_code == 200


@pytest.mark.parametrize("path", sorted(guard.OPEN))
def test_probes_and_documents_need_no_key(locked: FlaskClient, path: str) -> None:
    assert locked.get(path, follow_redirects=True).status_code == 200


def test_a_key_that_reads_too_often_waits_and_may_still_look(locked: FlaskClient) -> None:
    answers = [post(locked, bearer(SECRET)) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert answers[-1].content_type == MEDIA_TYPE
    assert locked.get("/images", headers=bearer(SECRET)).status_code == 200


def test_a_key_that_corrects_too_often_waits_and_may_still_read(locked: FlaskClient) -> None:
    answers = [locked.post("/correct-text", headers=bearer(SECRET)) for _ in range(5)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert "corrections" in answers[-1].get_json()["detail"]
    assert post(locked, bearer(SECRET)).status_code == 200


def test_without_keys_all_is_open(unlocked: FlaskClient) -> None:
    assert post(unlocked, {}).status_code == 200


def test_what_pictures_say_is_kept_in_no_cache(unlocked: FlaskClient) -> None:
    assert unlocked.get("/images").headers["Cache-Control"] == "private, no-store"


def test_no_other_site_may_read_answers(unlocked: FlaskClient) -> None:
    answer = unlocked.get("/images", headers={"Origin": "https://evil.example"})

    assert "Access-Control-Allow-Origin" not in answer.headers


def test_an_allowed_site_may_ask_and_read(unlocked: FlaskClient) -> None:
    asked = unlocked.options("/read", headers={"Origin": FRIEND})
    answer = post(unlocked, {"Origin": FRIEND, "Sec-Fetch-Site": "cross-site"})

    assert asked.status_code == 200
    assert "Authorization" in asked.headers["Access-Control-Allow-Headers"]
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == FRIEND
    assert "Origin" in answer.headers["Vary"]


def test_an_allowed_site_may_name_the_request_and_learn_its_trace(unlocked: FlaskClient) -> None:
    asked = unlocked.options("/read", headers={"Origin": FRIEND})
    answer = post(unlocked, {"Origin": FRIEND, "X-Request-Id": "order-66"})

    assert {"traceparent", "X-Request-Id"} <= listed(asked.headers["Access-Control-Allow-Headers"])
    shown = listed(answer.headers["Access-Control-Expose-Headers"])
    assert shown == {"Retry-After", "X-Request-Id", "X-Trace-Id"}
    assert answer.headers["X-Request-Id"] == "order-66"
    assert int(answer.headers["X-Trace-Id"], 16)


def listed(header: str) -> set[str]:
    return set(header.split(", "))


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://other.localhost"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://[broken"},
    ],
)
def test_pages_of_other_sites_can_do_nothing(
    unlocked: FlaskClient, headers: dict[str, str]
) -> None:
    for answer in (post(unlocked, headers), unlocked.delete("/images", headers=headers)):
        assert (answer.status_code, answer.content_type) == (403, MEDIA_TYPE)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://localhost:8080"},  # a proxy in between dropped the port
        {},
    ],
)
def test_the_own_page_and_programs_can(unlocked: FlaskClient, headers: dict[str, str]) -> None:
    assert post(unlocked, headers).status_code == 200


def test_a_page_whose_name_was_made_to_lead_here_deletes_nothing(unlocked: FlaskClient) -> None:
    rebound = {
        "Host": "evil.example:8080",
        "Origin": "http://evil.example:8080",
        "Sec-Fetch-Site": "same-origin",
    }

    assert unlocked.delete("/images", headers=rebound).status_code == 421


def test_where_keys_guard_it_any_name_leads_to_it_unless_told() -> None:
    public = {"Host": "scans.example", **bearer(SECRET)}
    configured, untold = (
        ShowOffApiSettings(keys=str(KEY), hosts="other.example"),
        ShowOffApiSettings(keys=str(KEY)),
    )

    def asked(settings: ShowOffApiSettings) -> int:
        client = make_app(KeyRing([KEY]), Origins(), settings).test_client()
        return client.get("/images", headers=public).status_code

    assert asked(untold) == 200
    assert asked(configured) == 421


@pytest.mark.parametrize(
    ("host", "keys", "warned"),
    [
        ("0.0.0.0", [], True),  # noqa: S104 - that is the point
        ("192.168.1.5", [], True),
        ("127.0.0.1", [], False),
        ("localhost", [], False),
        ("0.0.0.0", [KEY], False),  # noqa: S104
    ],
)
def test_an_open_door_is_said_loudly(
    caplog: pytest.LogCaptureFixture, host: str, keys: list[object], *, warned: bool
) -> None:
    with caplog.at_level(logging.WARNING):
        guard.warn_if_open(KeyRing([KEY] if keys else []), host)

    assert ("OPEN TO EVERYONE" in caplog.text) is warned
