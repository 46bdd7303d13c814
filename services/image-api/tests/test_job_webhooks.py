import ipaddress
import json
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from flask.testing import FlaskClient
from standardwebhooks.webhooks import Webhook
from tests.jobs import PNG, Sender, Worker
from tests.servers.http_stand_in import FakeService, serving
from tests.servers.processes import wait_until
from werkzeug.wrappers import Request, Response

from image_api.app import create_app
from image_api.database import Database
from image_api.jobs.processes import create_notifier
from image_api.jobs.webhooks.addresses import Refused, Rules, check, is_outside, resolve
from image_api.jobs.webhooks.deliveries import RETRY_SECONDS, Outbox, Outcome, Outgoing
from image_api.jobs.webhooks.notifier import Notifier
from image_api.jobs.webhooks.sending import Courier
from image_api.jobs.webhooks.signing import parse_secrets
from image_api.settings import ImageApiSettings, NotifierSettings
from showoff_common.messaging.events import now

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OLD = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
SECRETS = f"ada:{OLD} ada:{SECRET}"


@pytest.fixture
def told() -> dict[str, object]:
    return {"webhook_secrets": SECRETS, "webhook_http": True, "webhook_inside": True}


@pytest.fixture
def client(sqlite_url: str, tmp_path: Path, told: dict[str, object]) -> FlaskClient:
    settings = {"database_url": sqlite_url, "files_dir": tmp_path / "pictures", **told}
    return create_app(ImageApiSettings.model_validate(settings)).test_client()


class Hook:
    """Somebody's server that webhooks come to."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.bodies: list[bytes] = []
        self.answer: Callable[[], Response] = lambda: Response(status=204)
        self.service = FakeService(self._take)

    @property
    def url(self) -> str:
        return f"{self.service.url}/hook?of=ada"

    def _take(self, request: Request) -> Response:
        self.requests.append(request)
        self.bodies.append(request.get_data())
        return self.answer()


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    with serving(hook.service):
        yield hook


@pytest.fixture
def send(sqlite_url: str) -> Callable[..., list[str]]:
    """Send what is due by now, or in a while; the states of it then."""
    outbox = Outbox(Database(sqlite_url))
    courier = Courier(parse_secrets(SECRETS), Rules(http=True, inside=True))

    def send(later: float = 0) -> list[str]:
        moment = now() + timedelta(seconds=later)
        return [
            outbox.settle(message, courier.send(message, now()), moment)
            for message in outbox.take(moment, 10)
        ]

    return send


def finished_job(client: FlaskClient, url: str) -> tuple[Sender, str]:
    sender = Sender(client, "ada")
    job_id = sender.send(PNG, formats=["text"], webhook={"url": url})
    Worker(client).work()
    return sender, job_id


def delivery(sender: Sender, job_id: str) -> dict[str, object]:
    (one,) = sender.ask("GET", f"/{job_id}/webhook").get_json()["deliveries"]
    return dict(one)


@pytest.mark.parametrize("secret", [OLD, SECRET])
def test_whoever_has_a_secret_knows_that_it_is_ours(
    client: FlaskClient, hook: Hook, send: Callable[..., list[str]], secret: str
) -> None:
    sender, job_id = finished_job(client, hook.url)

    assert send() == ["delivered"]

    (request,), (body,) = hook.requests, hook.bodies
    assert request.full_path == "/hook?of=ada"
    read = Webhook(secret).verify(body, {k.lower(): v for k, v in request.headers.items()})
    assert read["type"] == "job.finished"
    assert read["data"] == {
        "id": job_id,
        "state": "succeeded",
        "pages": {"total": 1, "done": 1, "failed": 0},
        "url": f"/jobs/{job_id}",
    }
    one = delivery(sender, job_id)
    assert (one["state"], one["status"], one["id"]) == (
        "delivered",
        204,
        request.headers["webhook-id"],
    )
    assert send(10**6) == [], "once is enough"


def test_it_is_tried_again_under_the_same_id_and_given_up_in_the_end(
    client: FlaskClient, hook: Hook, send: Callable[..., list[str]]
) -> None:
    sender, job_id = finished_job(client, hook.url)
    hook.answer = lambda: Response(status=500)

    assert send() == ["waiting"]
    assert send(RETRY_SECONDS[0] - 1) == [], "not before its time"
    states, later = [], 0.0
    for pause in RETRY_SECONDS:
        later += pause + 1
        states += send(later)
    assert states == ["waiting"] * (len(RETRY_SECONDS) - 1) + ["gave_up"]
    assert len({request.headers["webhook-id"] for request in hook.requests}) == 1

    hook.answer = lambda: Response(status=200)
    assert sender.ask("POST", f"/{job_id}/webhook/retry").status_code == 202
    assert send() == ["delivered"]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (lambda: Response(status=302, headers={"Location": "http://127.0.0.1:1/"}), "waiting"),
        (lambda: Response(status=410), "off"),
        (lambda: Response(status=429, headers={"Retry-After": "3600"}), "waiting"),
    ],
)
def test_what_an_answer_means(
    client: FlaskClient,
    hook: Hook,
    send: Callable[..., list[str]],
    answer: Callable[[], Response],
    state: str,
) -> None:
    sender, job_id = finished_job(client, hook.url)
    hook.answer = answer

    assert send() == [state]
    if answer().status_code == 429:
        assert send(3599) == [], "as it asked for"
    assert len(hook.requests) == 1, "no redirect is followed"
    assert delivery(sender, job_id)["status"] == answer().status_code


def test_a_cancelled_job_is_told_of_too(
    client: FlaskClient, hook: Hook, send: Callable[..., list[str]]
) -> None:
    sender = Sender(client, "ada")
    job_id = sender.send(PNG, webhook={"url": hook.url})
    assert send() == []
    assert sender.ask("POST", f"/{job_id}/webhook/retry").status_code == 409

    sender.ask("POST", f"/{job_id}/cancel")

    assert send() == ["delivered"]
    assert json.loads(hook.bodies[0])["data"]["state"] == "cancelled"


def test_the_notifier_sends_until_it_is_stopped(
    client: FlaskClient, hook: Hook, sqlite_url: str, told: dict[str, object]
) -> None:
    settings = NotifierSettings.model_validate({"database_url": sqlite_url, **told})
    notifier = create_notifier(settings, Database(sqlite_url))
    thread = Thread(target=notifier.run)
    thread.start()
    sender, job_id = finished_job(client, hook.url)

    wait_until(lambda: delivery(sender, job_id)["state"] == "delivered", 20)

    notifier.stop()
    thread.join(10)
    assert not thread.is_alive()


def test_one_who_answers_without_end_is_cut_off() -> None:
    def answer(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            for _ in range(60):
                connection.sendall(b"x")
                time.sleep(0.1)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=answer, args=[listener], daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        courier = Courier(parse_secrets(SECRETS), Rules(http=True, inside=True), seconds=0.5)
        begun = time.monotonic()
        outcome = courier.send(Outgoing("msg_1", "ada", url, {}, 1), now())

    assert (outcome.state, outcome.error) == ("waiting", "not answered within 0.5 seconds")
    assert time.monotonic() - begun < 3


def test_a_bug_over_one_message_keeps_back_no_other(
    client: FlaskClient, hook: Hook, sqlite_url: str
) -> None:
    class Broken(Courier):
        def send(self, message: Outgoing, now: datetime) -> Outcome:
            if message.url.endswith("broken"):
                raise ValueError(message.url)
            return super().send(message, now)

    secrets, rules = parse_secrets(SECRETS), Rules(http=True, inside=True)
    notifier = Notifier(Outbox(Database(sqlite_url)), Broken(secrets, rules))
    sender, broken = finished_job(client, f"{hook.url}&broken")
    with ThreadPoolExecutor(1) as thread:
        running = thread.submit(notifier.run)
        wait_until(lambda: delivery(sender, broken)["error"] == "ValueError", 10)
        _, sound = finished_job(client, hook.url)
        wait_until(lambda: delivery(sender, sound)["state"] == "delivered", 10)
        notifier.stop()
        running.result(10)


@pytest.mark.parametrize("told", [{"webhook_secrets": SECRETS}])
@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/",
        "https://user:password@example.com/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/latest",
        "ftp://example.com/",
    ],
)
def test_a_webhook_that_leads_inside_is_refused_at_once(client: FlaskClient, url: str) -> None:
    refused = Sender(client, "ada").post(PNG, webhook={"url": url})

    assert refused.status_code == 422
    assert "webhook.url" in refused.get_json()["detail"]


@pytest.mark.parametrize("told", [{"webhook_secrets": SECRETS}])
def test_without_a_secret_of_theirs_nobody_has_webhooks(client: FlaskClient) -> None:
    hook = {"url": "https://example.com/"}

    assert Sender(client, "bob").post(PNG, webhook=hook).status_code == 422
    assert Sender(client, "ada").post(PNG, webhook=hook).status_code == 202


@pytest.mark.parametrize(
    "address",
    [
        *("10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.1.1", "100.64.0.1"),
        *("0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),  # noqa: S104
        *("::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2001:db8::1"),
    ],
)
def test_an_address_inside_is_known_whatever_it_is_wrapped_in(address: str) -> None:
    assert not is_outside(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:8.8.8.8"])
def test_an_address_outside_is_known(address: str) -> None:
    assert is_outside(ipaddress.ip_address(address))


def test_a_name_is_looked_up_once_and_the_judged_address_is_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = iter(["93.184.216.34", "127.0.0.1"])

    def look_up(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (next(answers), 443))]

    monkeypatch.setattr("socket.getaddrinfo", look_up)
    target = resolve("https://rebinds.example/hook", Rules())

    assert (target.url, target.host) == ("https://93.184.216.34:443/hook", "rebinds.example")
    assert next(answers) == "127.0.0.1", "a second look-up would have led inside"
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("10.0.0.1", 443))])
    with pytest.raises(Refused):
        resolve("https://inside.example/", Rules())


@pytest.mark.parametrize(
    "entries", ["ada", "ada:whsec_", "ada:whsec_c2hvcnQ=", "ada:secret", "whsec_" + "A" * 32]
)
def test_what_is_no_secret_is_refused_without_being_repeated(entries: str) -> None:
    with pytest.raises(ValueError, match=r"^a webhook secret's entry is NAME"):
        parse_secrets(entries)


def test_plain_http_is_taken_where_it_is_allowed() -> None:
    check("http://example.com/", Rules(http=True))
