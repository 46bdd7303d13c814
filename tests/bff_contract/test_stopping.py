import signal
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final

import httpx
from tests.bff_contract.conftest import Start
from tests.bff_contract.stand_ins import Services
from tests.servers.processes import wait_until


def test_told_to_stop_it_settles_finishes_what_runs_and_ends(
    start_bff: Start, services: Services
) -> None:
    bff = start_bff(settle_seconds=1.5, drain_seconds=1)
    services.go.clear()
    with ThreadPoolExecutor(1) as executor:
        running = executor.submit(bff.read)
        wait_until(lambda: services.detection.asked("/lines"), 30)
        bff.service.process.signal(signal.SIGTERM)

        def not_ready() -> bool:
            return bff.client.get("/ready").status_code == 503

        wait_until(not_ready, 5)
        late = bff.client.get("/images")
        assert (late.status_code, late.headers["Connection"]) == (200, "close")
        wait_until(lambda: refuses(bff.service.url), 20)
        services.go.set()
        assert running.result().status_code == 200
    assert bff.service.process.wait() == 0


def refuses(url: str) -> bool:
    try:
        httpx.get(f"{url}/health", timeout=5)
    except httpx.ConnectError:
        return True
    except httpx.TransportError:  # it was in the kernel's queue when the door was closed
        return False
    return False


WRONG: Final = (
    {
        "SHOWOFF_PORT": "x",
        "SHOWOFF_SLOTS": "0",
        "SHOWOFF_READ_SECONDS": "0",
        "SHOWOFF_LOG_LEVEL": "LOUD",
        "SHOWOFF_AMQP_URL": "http://x",
    },
    {"SHOWOFF_THREADS": "3", "SHOWOFF_SLOTS": "4"},
    {"SHOWOFF_KEYS": "# none"},
    {"SHOWOFF_KEYS": "no entry"},
    {"SHOWOFF_KEYS_FILE": "/nowhere"},
    {"SHOWOFF_OUTBOX": f"{__file__}/outbox.db"},  # below a file there is no folder, not for root
    {"SHOWOFF_HOST": "2001:db8::1"},
)
"""Each is told by its variable; those of the first all at once."""


def test_settings_that_cannot_be_are_named_at_start(command: Sequence[str], folder: Path) -> None:
    started = [
        subprocess.Popen(command, env=variables, cwd=folder, stderr=subprocess.PIPE, text=True)
        for variables in WRONG
    ]
    for variables, process in zip(WRONG, started, strict=True):
        _, said = process.communicate(timeout=120)
        assert process.returncode == 2
        named = [name for name in variables if name in said]
        assert named == [*variables]
        assert "Traceback" not in said
