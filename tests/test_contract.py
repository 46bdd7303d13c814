"""Requests made up from each service's OpenAPI document: the answers keep to it, none is a 5xx."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.bff_contract.bff import COMMANDS, start
from tests.servers.platform import Service
from tests.servers.processes import Process, free_port, wait_until

EXAMPLES = os.environ.get("CONTRACT_EXAMPLES", "20")
"""An operation, drawn by chance; every night 500. Some 30 more follow from its schema."""
PHASES = os.environ.get("CONTRACT_PHASES", "examples,coverage,fuzzing")  # and stateful, every night
CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_schema_conformance",
)

pytestmark = pytest.mark.timeout(7200)  # seconds: thousands of examples take long


def assert_keeps_to_its_document(url: str) -> None:
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{url}/openapi.json"]
    options = {
        "--url": url,
        "--checks": ",".join(CHECKS),
        "--max-examples": EXAMPLES,
        "--phases": PHASES,
        "--seed": "1",
        "--request-timeout": "60",
    }
    ran = subprocess.run(
        [*command, *(word for option in options.items() for word in option), "--no-color"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout


@pytest.fixture
def service(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """One service, really started; its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    settings = {"SHOWOFF_PORT": str(port), "SHOWOFF_FILES_DIR": str(tmp_path / "pictures")}
    settings["SHOWOFF_DATABASE_URL"] = request.getfixturevalue("sqlite_url")
    process = Process(
        [sys.executable, "-m", request.param], tmp_path / "log", {**os.environ, **settings}
    )
    process.start()

    def alive() -> bool:
        try:
            return httpx.get(f"{url}/ready", timeout=5).is_success
        except httpx.HTTPError:
            return False

    wait_until(alive)
    yield url
    process.kill()


@pytest.mark.parametrize(
    "service", ["detection_api", "recognition_api", "image_api"], indirect=True
)
def test_a_service_keeps_to_its_document(service: str) -> None:
    assert_keeps_to_its_document(service)


@pytest.mark.parametrize("service", ["image_api"], indirect=True)
@pytest.mark.parametrize("language", COMMANDS)
def test_show_off_api_keeps_to_its_document(service: str, language: str, tmp_path: Path) -> None:
    """In front of a real image-api; the models behind it answer at once."""
    port = free_port()
    command = [sys.executable, "-m", "tests.faults.model_stand_in", str(port)]
    models = Service(Process(command, tmp_path / "models.log"), port)
    models.start()
    bff = start(
        COMMANDS[language](),
        tmp_path,
        {"OTEL_SDK_DISABLED": "true"},
        detection_url=models.url,
        recognition_url=models.url,
        storage_url=service,
        amqp_url="",
        outbox=tmp_path / "outbox.db",
        slots=4,
    )
    try:
        assert_keeps_to_its_document(bff.service.url)
    finally:
        bff.stop()
        models.kill()
