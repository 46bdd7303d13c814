"""`show-off up`: what `make up` starts."""

import os
import re
import shlex
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.servers.processes import listens, wait_until
from tests.servers.show_off import ShowOff

PROXY = "http://127.0.0.1:9"
"""It leads nowhere."""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShowOff]:
    told = {**os.environ, "HTTP_PROXY": PROXY, "http_proxy": PROXY}
    platform = ShowOff(tmp_path_factory.mktemp("own"), environment=told)
    yield platform
    platform.process.signal(signal.SIGTERM)
    platform.process.wait()


@pytest.fixture
def platform(own: ShowOff) -> ShowOff:
    """One of its own, to be stopped and broken; it runs."""
    if not own.process.runs():
        own.start()
    return own


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


def test_ctrl_c_stops_everything_and_a_second_start_finds_what_was_kept(
    platform: ShowOff, samples: Path
) -> None:
    answer = platform.read((samples / "images" / "receipt.png").read_bytes())
    processes = platform.processes()
    assert len(processes) >= 4, "detection, recognition, storage and the door"

    assert platform.interrupt() == 0

    assert not listens(platform.port)
    assert not [process for process in processes if is_alive(process)]
    logs = [log.read_text() for log in (platform.folder / "data" / "logs").iterdir()]
    assert not [log for log in logs if "SIGABRT" in log or "Traceback" in log]
    platform.start()
    # What was accepted just before the stop may still be on its way from the outbox.
    kept = f"{platform.url}/api/images/{answer['id']}"
    wait_until(lambda: httpx.get(kept).is_success)
    assert httpx.get(kept).json()["id"] == answer["id"]


def test_a_proxy_that_leads_nowhere_stops_nothing(platform: ShowOff) -> None:
    assert platform.process.environment
    assert platform.process.environment["HTTP_PROXY"] == PROXY
    wait_until(lambda: "is ready at" in platform.process.log.read_text(), seconds=60)


def test_the_printed_curl_works_as_it_stands(show_off: ShowOff) -> None:
    wait_until(lambda: "curl" in show_off.process.log.read_text())
    (line,) = re.findall(r"^ +(curl .*)$", show_off.process.log.read_text(), re.MULTILINE)

    ran = subprocess.run(
        [*shlex.split(line), "--silent", "--fail"], stdout=subprocess.PIPE, text=True, check=True
    )

    assert "CORNER CAFE" in ran.stdout


def test_a_service_that_ends_ends_all_and_is_named(platform: ShowOff) -> None:
    (recognition,) = (
        child
        for child in platform.processes(depth=1)
        if "recognition_api" in Path(f"/proc/{child}/cmdline").read_text()
    )
    os.kill(recognition, signal.SIGKILL)

    assert platform.process.wait() == 1
    assert "recognition-api ended" in platform.process.log.read_text()
    assert not listens(platform.port)


def test_a_taken_port_is_said_and_nothing_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        platform = ShowOff(tmp_path, port=other.getsockname()[1])
        platform.process.start()

        assert platform.process.wait() == 2

    said = platform.process.log.read_text()
    assert f"Port {platform.port} is taken" in said
    assert f"PORT={platform.port + 1}" in said
    assert "Traceback" not in said


def test_the_page_and_the_documentation_come_without_another_command(show_off: ShowOff) -> None:
    wait_until(lambda: '<div id="root">' in httpx.get(show_off.url).text)
    wait_until(lambda: 'id="document"' in httpx.get(f"{show_off.url}/docs/").text)


def test_root_and_docs_say_how_to_use_the_api(show_off: ShowOff) -> None:
    page = httpx.get(show_off.url, follow_redirects=True)
    documentation = httpx.get(f"{show_off.url}/docs", follow_redirects=True)

    assert page.is_success
    assert page.headers["Content-Type"].startswith("text/html")
    assert documentation.is_success
    assert documentation.headers["Content-Type"].startswith("text/html")
