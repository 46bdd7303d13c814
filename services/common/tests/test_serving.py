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
from pathlib import Path

import pytest

PROGRAM = textwrap.dedent("""
    import time
    from showoff_common.service import create_app, serve
    from showoff_common.settings import ServiceSettings, load

    settings = load(ServiceSettings)

    def make_app():
        app = create_app("showoff-common", settings, dict)

        @app.post("/upload")
        def upload():
            from flask import request
            return {"bytes": len(request.get_data())}

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


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def server(tmp_path: Path, log: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    port = free_port()
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    environment = {**os.environ, "SHOWOFF_PORT": str(port), "SHOWOFF_MAX_REQUEST_BYTES": "100000"}
    with log.open("wb") as output:
        process = subprocess.Popen([sys.executable, program], env=environment, stdout=output)
    try:
        wait_until_alive(port)
        yield port, process
    finally:
        process.terminate()
        process.wait(60)


def wait_until_alive(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health")
        except OSError:
            time.sleep(0.1)
        else:
            assert connection.getresponse().status == 200
            return
    pytest.fail("the server did not start")


def test_a_refused_upload_is_answered_however_large(
    server: tuple[int, subprocess.Popen[bytes]],
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server[0], timeout=60)
    connection.request("POST", "/upload", body=b"x" * 20_000_000)

    assert connection.getresponse().status == 413


def test_a_running_request_is_finished_before_the_server_stops(
    server: tuple[int, subprocess.Popen[bytes]],
) -> None:
    port, process = server
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/slow")
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)

    assert connection.getresponse().status == 200
    assert process.wait(60) == 0


def test_log_lines_are_json_with_the_trace_of_the_answer(
    server: tuple[int, subprocess.Popen[bytes]], log: Path
) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", server[0], timeout=60)
    connection.request("GET", "/nowhere")
    trace_id = json.loads(connection.getresponse().read())["trace_id"]

    lines = [json.loads(line) for line in log.read_text().splitlines()]

    assert [line["path"] for line in lines if line["trace_id"] == trace_id] == ["/nowhere"]
