"""The server, really started."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.servers.processes import wait_until

pytestmark = pytest.mark.slow

PROGRAM = textwrap.dedent("""
    import time
    from showoff_common.web import caller
    from showoff_common.errors import Problem
    from showoff_common.web.app import create_app
    from showoff_common.web.server import serve
    from showoff_common.settings import ServiceSettings, load

    settings = load(ServiceSettings)

    def make_app():
        app = create_app("showoff-common", settings, dict)

        @app.post("/upload")
        def upload():
            from flask import request
            return {"bytes": len(request.get_data())}

        @app.get("/begin")
        def begin():
            from pathlib import Path
            from flask import request
            here, hurry = Path(request.args["folder"]), caller.deadline()
            (here / "asked").touch()
            while not (here / "go").exists():
                time.sleep(0.01)
            try:
                hurry.check()
                (here / "begun").touch()
            except Problem as problem:
                (here / "refused").write_text(str(problem.status))
            return {}

        @app.get("/slow")
        def slow():
            time.sleep(1)
            return {"slept": 1}

        return app

    serve(make_app, settings)
""")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Server = tuple[int, subprocess.Popen[bytes]]


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[Server]:
    port = free_port()
    program = folder / "program.py"
    program.write_text(PROGRAM)
    environment = {"SHOWOFF_PORT": str(port), "SHOWOFF_MAX_REQUEST_BYTES": "100000", **settings}
    with (folder / "log").open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, program], env={**os.environ, **environment}, stdout=output
        )
    try:
        wait_until_alive(port, settings.get("SHOWOFF_HOST", "127.0.0.1"))
        yield port, process
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """One that a test may stop."""
    with serving(tmp_path) as server:
        yield server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("server")


@pytest.fixture(scope="module")
def port(folder: Path) -> Iterator[int]:
    """That of one which all share that only ask."""
    with serving(folder) as (port, _):
        yield port


@pytest.fixture
def server_settling(tmp_path: Path) -> Iterator[Server]:
    with serving(tmp_path, SHOWOFF_SETTLE_SECONDS="3") as server:
        yield server


def get(port: int, path: str, **headers: str) -> http.client.HTTPConnection:
    """Ask and don't wait for the answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=headers)
    return connection


def wait_until_alive(port: int, host: str = "127.0.0.1") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection(host, port, timeout=5)
            connection.request("GET", "/health")
        except OSError:
            time.sleep(0.1)
        else:
            assert connection.getresponse().status == 200
            return
    pytest.fail("the server did not start")


def test_what_listens_on_all_addresses_is_reached_by_both_kinds(tmp_path: Path) -> None:
    with serving(tmp_path, SHOWOFF_HOST="::") as (port, _):
        wait_until_alive(port, "::1")
        wait_until_alive(port, "127.0.0.1")


def test_a_refused_upload_is_answered_however_large(
    port: int,
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/upload", body=b"x" * 20_000_000)

    assert connection.getresponse().status == 413


@pytest.mark.parametrize(
    "header", ["PATH_INFO: /health", "SCRIPT_NAME: /nowhere", "X-Forwarded-Proto: https"]
)
def test_nobody_is_believed_what_they_forward(port: int, header: str) -> None:
    """Also not on loopback, where any page of a browser may ask."""
    request = f"GET /nowhere/health HTTP/1.1\r\nHost: localhost\r\n{header}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(request.encode())
        answer = http.client.HTTPResponse(client)
        answer.begin()

    assert answer.status == 404


def test_a_running_request_is_finished_before_the_server_stops(
    server: Server,
) -> None:
    port, process = server
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/slow")
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)

    assert connection.getresponse().status == 200
    assert process.wait(60) == 0


def test_log_lines_are_json_with_the_trace_of_the_answer(port: int, folder: Path) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/nowhere")
    trace_id = json.loads(connection.getresponse().read())["trace_id"]

    lines = [json.loads(line) for line in (folder / "log").read_text().splitlines()]

    assert [line["path"] for line in lines if line["trace_id"] == trace_id] == ["/nowhere"]


@pytest.mark.parametrize("hangs_up", [True, False])
def test_a_stage_that_nobody_waits_for_is_not_begun(
    port: int, tmp_path: Path, *, hangs_up: bool
) -> None:
    connection = get(port, f"/begin?folder={tmp_path}")
    wait_until((tmp_path / "asked").exists)
    if hangs_up:
        connection.close()
        time.sleep(0.2)  # for the kernel to tell; on loopback it is at once

    (tmp_path / "go").touch()
    wait_until(lambda: (tmp_path / "begun").exists() or (tmp_path / "refused").exists())

    assert (tmp_path / "begun").exists() is not hangs_up
    if hangs_up:
        wait_until(lambda: (tmp_path / "refused").read_text() == "499")


def test_a_stage_whose_time_is_over_is_not_begun(port: int, tmp_path: Path) -> None:
    connection = get(port, f"/begin?folder={tmp_path}", **{"X-Request-Timeout-Ms": "1"})
    wait_until((tmp_path / "asked").exists)
    time.sleep(0.01)
    (tmp_path / "go").touch()

    assert connection.getresponse().status == 200
    assert (tmp_path / "refused").read_text() == "504"


@pytest.mark.parametrize("value", ["soon", "-1", "1.5", "", "9" * 10])
def test_a_time_that_is_none_is_refused(port: int, tmp_path: Path, value: str) -> None:
    (tmp_path / "go").touch()

    answer = get(port, f"/begin?folder={tmp_path}", **{"X-Request-Timeout-Ms": value}).getresponse()

    assert answer.status == 400


def test_told_to_stop_it_settles_alive_but_not_ready(
    tmp_path: Path, server_settling: Server
) -> None:
    port, process = server_settling
    running = get(port, f"/begin?folder={tmp_path}")
    wait_until((tmp_path / "asked").exists)
    assert get(port, "/ready").getresponse().status == 200

    process.send_signal(signal.SIGTERM)

    wait_until(lambda: get(port, "/ready").getresponse().status == 503)
    health = get(port, "/health").getresponse()
    assert health.status == 200
    assert health.getheader("Connection") == "close"
    (tmp_path / "go").touch()
    assert running.getresponse().status == 200
    assert process.wait(120) == 0


def test_told_to_stop_it_answers_or_refuses_whoever_comes_while_it_finishes(
    tmp_path: Path, server: Server
) -> None:
    port, process = server
    running = get(port, f"/begin?folder={tmp_path}")
    wait_until((tmp_path / "asked").exists)

    def refused() -> bool:
        try:
            answer = get(port, "/health").getresponse()
        except ConnectionRefusedError:
            return True
        assert answer.status == 200
        return False

    process.send_signal(signal.SIGTERM)

    wait_until(refused)
    (tmp_path / "go").touch()
    assert running.getresponse().status == 200
    assert process.wait(120) == 0


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET /health?" + b"x" * 5000 + b" HTTP/1.1\r\n", 414),
        (b"GET /health HTTP/1.1\r\nX-Long: " + b"x" * 10_000 + b"\r\n", 431),
        (b"GET /health\r\n", 400),
        (b"POST /upload HTTP/1.1\r\nTransfer-Encoding: magic\r\n", 400),
    ],
)
def test_what_is_no_proper_request_is_refused_with_problem_details(
    port: int, request_line: bytes, status: int
) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        client.sendall(request_line + b"Host: x\r\n\r\n")
        answer = http.client.HTTPResponse(client)
        answer.begin()
        details = json.loads(answer.read())

    assert answer.status == details["status"] == status
    assert answer.getheader("Content-Type") == "application/problem+json"
