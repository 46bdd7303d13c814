import json
import re
import socket
import ssl
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import pytest
from tests.delivery.gateway import Gateway, defaults
from tests.delivery.upstreams import Name, Upstream
from tests.servers.processes import free_port, wait_until

from show_off_api.settings import ShowOffApiSettings

FIRST, SECOND = "127.0.0.2", "127.0.0.3"


@pytest.fixture
def bffs() -> Iterator[list[Upstream]]:
    """Two, running."""
    port = free_port()
    upstreams = [Upstream(address, port) for address in (FIRST, SECOND)]
    for upstream in upstreams:
        upstream.start()
    yield upstreams
    for upstream in upstreams:
        upstream.release.set()
        upstream.stop()


@pytest.fixture
def name() -> Iterator[Name]:
    """The name show-off-api, which both BFFs have."""
    server = Name([FIRST, SECOND])
    server.start()
    yield server
    server.stop()


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that nginx's workers, which run as nobody, can reach."""
    with TemporaryDirectory(prefix="gateway-", ignore_cleanup_errors=True) as path:
        yield Path(path)


@pytest.fixture
def settings(bffs: list[Upstream], name: Name) -> dict[str, str]:
    return {
        "NGINX_LOCAL_RESOLVERS": f"127.0.0.1:{name.port}",
        "SHOWOFF_API": f"show-off-api.test:{bffs[0].port}",
        "SHOWOFF_UI": f"127.0.0.1:{free_port()}",
        "SHOWOFF_DOCUMENTATION": f"127.0.0.1:{free_port()}",
        "SHOWOFF_READS_PER_SECOND": "1000",
    }


@pytest.fixture
def gateway(folder: Path, settings: dict[str, str]) -> Iterator[Gateway]:
    server = Gateway(folder, settings)
    server.start()
    wait_until(lambda: httpx.get(f"{server.url}/api/ready").is_success)
    yield server
    server.stop()


def served_by(answer: httpx.Response) -> str:
    answer.raise_for_status()
    return answer.text.split()[0]


def spread(gateway: Gateway, requests: int) -> Counter[str]:
    with httpx.Client() as client:
        return Counter(
            served_by(client.post(f"{gateway.url}/api/read", content=b"picture"))
            for _ in range(requests)
        )


def test_reads_go_to_the_bffs_in_turn(gateway: Gateway) -> None:
    counts = spread(gateway, 40)

    assert abs(counts[FIRST] - counts[SECOND]) <= 2


def test_no_read_fails_when_a_bff_is_gone(gateway: Gateway, bffs: list[Upstream]) -> None:
    spread(gateway, 10)
    bffs[0].stop()

    assert spread(gateway, 40) == {SECOND: 40}


def test_a_bff_that_is_back_gets_its_share_again(gateway: Gateway, bffs: list[Upstream]) -> None:
    bffs[0].stop()
    spread(gateway, 10)
    bffs[0].start()

    wait_until(lambda: FIRST in spread(gateway, 4), seconds=30)


def test_bffs_join_and_leave_with_the_name(gateway: Gateway, name: Name) -> None:
    name.addresses = [SECOND]
    wait_until(lambda: set(spread(gateway, 8)) == {SECOND}, seconds=30)

    name.addresses = [FIRST, SECOND]
    wait_until(lambda: set(spread(gateway, 8)) == {FIRST, SECOND}, seconds=30)


def test_a_post_that_was_sent_is_never_sent_again(gateway: Gateway, bffs: list[Upstream]) -> None:
    answer = httpx.post(f"{gateway.url}/api/close", content=b"picture")

    assert (answer.status_code, answer.json()["status"]) == (502, 502)
    assert "may have been kept" in answer.json()["detail"]
    assert "Retry-After" not in answer.headers
    assert [path for bff in bffs for path in bff.paths].count("/close") == 1


def test_a_get_that_got_no_answer_is_sent_to_the_other(
    gateway: Gateway, bffs: list[Upstream]
) -> None:
    httpx.get(f"{gateway.url}/api/close")

    assert [bff.paths.count("/close") for bff in bffs] == [1, 1]


def test_a_late_post_is_given_up_once(
    folder: Path, settings: dict[str, str], bffs: list[Upstream]
) -> None:
    gateway = Gateway(folder, {**settings, "SHOWOFF_READ_TIMEOUT": "1s"})
    gateway.start()
    wait_until(lambda: httpx.get(f"{gateway.url}/api/ready").is_success)

    answer = httpx.post(f"{gateway.url}/api/wait", content=b"picture", timeout=30)
    gateway.stop()

    assert (answer.status_code, answer.json()["status"]) == (504, 504)
    assert [path for bff in bffs for path in bff.paths].count("/wait") == 1


def test_requests_at_work_end_when_their_neighbour_dies(
    gateway: Gateway, bffs: list[Upstream]
) -> None:
    answers: list[int] = []
    reads = [
        threading.Thread(
            target=lambda: answers.append(
                httpx.post(f"{gateway.url}/api/wait", content=b"x", timeout=60).status_code
            )
        )
        for _ in range(4)
    ]
    for read in reads:
        read.start()
    wait_until(lambda: sum(bff.paths.count("/wait") for bff in bffs) == 4)
    alive = bffs[1].paths.count("/wait")
    bffs[0].stop()
    for bff in bffs:
        bff.release.set()
    for read in reads:
        read.join(60)

    assert Counter(answers)[200] >= alive > 0


def test_uploads_up_to_the_services_limit_pass(gateway: Gateway, bffs: list[Upstream]) -> None:
    largest = ShowOffApiSettings().max_request_bytes

    assert httpx.post(f"{gateway.url}/api/read", content=bytes(largest)).is_success
    before = sum(len(bff.requests) for bff in bffs)
    answer = httpx.post(f"{gateway.url}/api/read", content=bytes(largest + 2**17))
    assert (answer.status_code, answer.json()["status"]) == (413, 413)
    assert sum(len(bff.requests) for bff in bffs) == before


def test_documents_pass_as_they_come_however_large(gateway: Gateway, bffs: list[Upstream]) -> None:
    before = sum(bff.begun for bff in bffs)

    def slowly() -> Iterator[bytes]:
        yield b"x" * 2**20
        wait_until(lambda: sum(bff.begun for bff in bffs) > before, 10)  # the rest is to come
        for _ in range(11):
            yield b"x" * 2**20

    length = {"Content-Length": str(12 * 2**20)}
    sent = httpx.post(f"{gateway.url}/api/jobs", content=slowly(), headers=length, timeout=30)
    assert sent.text.endswith(str(12 * 2**20))
    told = f"POST /api/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: {102 * 2**20}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", gateway.port)) as connection:
        connection.sendall(told.encode())
        assert b" 413 " in connection.makefile("rb").readline()


def test_waits_longer_than_a_bff_takes_for_a_read() -> None:
    assert (
        int(defaults()["SHOWOFF_READ_TIMEOUT"].removesuffix("s"))
        > ShowOffApiSettings().read_seconds
    )


@pytest.mark.parametrize(("path", "other"), [("read", "correct-text"), ("correct-text", "read")])
def test_who_sends_too_often_is_told_when_to_come_again(
    folder: Path, settings: dict[str, str], path: str, other: str
) -> None:
    gateway = Gateway(
        folder, {**settings, "SHOWOFF_READS_PER_SECOND": "1", "SHOWOFF_READS_BURST": "2"}
    )
    gateway.start()
    wait_until(lambda: httpx.get(f"{gateway.url}/api/ready").is_success)

    answers = [httpx.post(f"{gateway.url}/api/{path}", content=b"x") for _ in range(10)]
    others = [httpx.get(f"{gateway.url}/api/images") for _ in range(10)]
    others.append(httpx.post(f"{gateway.url}/api/{other}", content=b"x"))
    gateway.stop()

    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert {answer.headers["Retry-After"] for answer in refused} == {"1"}
    assert {answer.headers["Content-Type"] for answer in refused} == {"application/problem+json"}
    assert {answer.status_code for answer in others} == {200}


@pytest.mark.parametrize("asked", ["my-request.1", None, 'no"id'])
def test_a_request_has_one_id_everywhere(
    gateway: Gateway, bffs: list[Upstream], asked: str | None
) -> None:
    answer = httpx.get(f"{gateway.url}/api/images", headers={"X-Request-Id": asked or ""})

    request_id = answer.headers["X-Request-Id"]
    assert (request_id == asked) == (asked == "my-request.1")
    assert re.fullmatch(r"[\w.-]{1,64}", request_id)
    assert [
        request["HTTP_X_REQUEST_ID"]
        for bff in bffs
        for request in bff.requests
        if request["PATH_INFO"] == "/images"
    ] == [request_id]
    # nginx writes the line once the answer is out.
    wait_until(lambda: (request_id, "/api/images") in _logged(gateway))


def _logged(gateway: Gateway) -> list[tuple[str, str]]:
    """Id and path of each request in the access log."""
    lines = [json.loads(line) for line in gateway.log().splitlines()]
    return [(line["request_id"], line["path"]) for line in lines]


def test_its_own_errors_name_the_trace(gateway: Gateway) -> None:
    trace = "0af7651916cd43dd8448eb211c80319c"

    answer = httpx.get(
        f"{gateway.url}/api/metrics", headers={"traceparent": f"00-{trace}-b7ad6b7169203331-01"}
    )

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not found",
        "status": 404,
        "detail": "There is nothing at this address.",
        "trace_id": trace,
    }


def test_starts_and_says_so_while_nobody_is_behind_it(folder: Path) -> None:
    nobody = f"127.0.0.1:{free_port()}"
    gateway = Gateway(
        folder,
        {"SHOWOFF_API": nobody, "SHOWOFF_UI": nobody, "SHOWOFF_DOCUMENTATION": nobody},
    )
    gateway.start()

    assert httpx.get(f"{gateway.url}/health").text == "alive\n"
    answer = httpx.get(f"{gateway.url}/api/images")
    gateway.stop()
    assert_nothing_was_sent(answer)


def assert_nothing_was_sent(answer: httpx.Response) -> None:
    assert (answer.status_code, answer.json()["status"]) == (503, 503)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["Retry-After"] == "1"
    assert answer.headers["X-Request-Id"]


def test_a_read_that_reached_no_bff_may_be_tried_again(
    gateway: Gateway, bffs: list[Upstream]
) -> None:
    for bff in bffs:
        bff.stop()

    # First each refuses, then nginx rests both and asks none.
    for _ in range(4):
        assert_nothing_was_sent(httpx.post(f"{gateway.url}/api/read", content=b"picture"))


def test_a_read_that_no_bff_took_in_time_may_be_tried_again(
    folder: Path, settings: dict[str, str]
) -> None:
    """A pod that is gone: packets to its address are dropped, and connecting ends by itself."""
    with deaf() as address:
        gateway = Gateway(folder, {**settings, "SHOWOFF_API": address})
        gateway.start()
        answer = httpx.post(f"{gateway.url}/api/read", content=b"picture", timeout=30)
        gateway.stop()

    assert_nothing_was_sent(answer)


@contextmanager
def deaf() -> Iterator[str]:
    """An address whose queue of new connections is full: what else comes is dropped."""
    with socket.socket() as listener, ExitStack() as waiting:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(4):
            client = waiting.enter_context(socket.socket())
            client.setblocking(False)
            client.connect_ex(listener.getsockname())
        yield "{}:{}".format(*listener.getsockname())


@pytest.mark.parametrize("host", ["localhost:18080", "show-off.example.org"])
def test_a_redirect_holds_by_whichever_port_and_name_it_was_asked(
    gateway: Gateway, host: str
) -> None:
    answer = httpx.get(f"{gateway.url}/docs", headers={"Host": host})

    assert (answer.status_code, answer.headers["Location"]) == (308, "/docs/")


@pytest.fixture
def certificate(folder: Path) -> Path:
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    names = ["-keyout", str(folder / "tls.key"), "-out", str(folder / "tls.crt")]
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run(["openssl", "req", "-x509", *key, *subject, *names], check=True)
    return folder


def test_tls_ends_here_and_plain_http_is_sent_there(
    folder: Path, settings: dict[str, str], certificate: Path
) -> None:
    gateway = Gateway(
        folder,
        {**settings, "SHOWOFF_SCHEME": "https", "SHOWOFF_CERTIFICATES": str(certificate)},
    )
    gateway.start()
    trust = ssl.create_default_context(cafile=str(certificate / "tls.crt"))
    plain = httpx.get(f"{gateway.url}/api/images?limit=1")
    encrypted = httpx.Client(verify=trust)
    address = f"https://localhost:{gateway.tls_port}/api/read"
    wait_until(lambda: encrypted.post(address, content=b"picture").is_success)
    answer = encrypted.post(address, content=b"picture")
    old = ssl.create_default_context(cafile=str(certificate / "tls.crt"))
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    old.set_ciphers("AES128-SHA256")
    with pytest.raises(httpx.ConnectError):
        httpx.post(address, content=b"picture", verify=old)
    gateway.stop()

    assert plain.status_code == 308
    assert plain.headers["Location"] == "https://127.0.0.1/api/images?limit=1"
    assert "max-age=" in answer.headers["Strict-Transport-Security"]
    assert answer.headers["X-Request-Id"]
