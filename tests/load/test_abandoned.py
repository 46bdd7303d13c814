"""What nobody waits for any more stops costing."""

import re
import socket
from pathlib import Path

import httpx
import pytest
from tests.servers.processes import wait_until
from tests.servers.show_off import ShowOff

READS = 10


def reads_by_status(platform: ShowOff) -> dict[str, float]:
    figures = httpx.get(f"{platform.url}/api/metrics", timeout=60).text
    pattern = r'^showoff_http_requests_total\{method="POST",route="/read",status="(\d+)"\} (\S+)$'
    return {status: float(count) for status, count in re.findall(pattern, figures, re.MULTILINE)}


@pytest.mark.parametrize("accept", ["application/json", "application/x-ndjson"])
def test_reads_whose_clients_hang_up_are_not_finished(
    show_off: ShowOff, samples: Path, accept: str
) -> None:
    picture = (samples / "images" / "receipt.png").read_bytes()
    request = httpx.Request(
        "POST", f"{show_off.url}/api/read", files={"image": picture}, headers={"Accept": accept}
    )
    lines = [f"{name}: {value}" for name, value in request.headers.items()]
    head = "\r\n".join(["POST /api/read HTTP/1.1", *lines, "", ""]).encode()
    before = reads_by_status(show_off)

    clients = [socket.create_connection(("127.0.0.1", show_off.port)) for _ in range(READS)]
    for client in clients:
        client.sendall(head + request.read())
    for client in clients:
        client.close()

    def answered() -> dict[str, float]:
        now = reads_by_status(show_off)
        return {status: count - before.get(status, 0) for status, count in now.items()}

    wait_until(lambda: sum(answered().values()) >= READS)
    # One may have been quick.
    assert answered().get("499", 0) >= READS - 1, answered()
