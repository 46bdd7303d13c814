"""The one door of the platform on one machine."""

from pathlib import Path

import pytest
from werkzeug.test import Client

from show_off.front import FrontSettings, create_front


@pytest.fixture
def door(tmp_path: Path) -> Client:
    settings = FrontSettings(
        outbox=tmp_path / "outbox.db",
        amqp_url="",
        host="0.0.0.0",  # noqa: S104 - what is served to a network
    )
    return Client(create_front(settings))


@pytest.mark.parametrize("path", ["/api/metrics", "/api/metrics/"])
@pytest.mark.parametrize(("address", "status"), [("127.0.0.1", 200), ("192.168.1.7", 404)])
def test_figures_are_told_on_this_machine_only(
    door: Client, address: str, status: int, path: str
) -> None:
    answer = door.get(path, environ_overrides={"REMOTE_ADDR": address})

    assert answer.status_code == status
    if status == 404:
        assert answer.content_type == "application/problem+json"
        assert "showoff_" not in answer.text


def test_the_api_without_a_path_leads_to_its_documentation(door: Client) -> None:
    for path in ("/api", "/api/"):
        answer = door.get(path)
        assert answer.status_code in {302, 308}
        assert answer.headers["Location"].endswith(("/api/", "doc"))
