"""Calls to image-api, over a stand-in."""

import pytest
from tests.servers.http_stand_in import FakeService, serving
from tests.servers.processes import free_port
from werkzeug.wrappers import Response

from show_off_api.upstream.image_api import ImageApi
from showoff_common.errors import Problem


def test_proxies_of_the_environment_are_not_for_image_api(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)

    with serving(FakeService(lambda _: Response("{}"))) as service:
        passed = ImageApi(service.url, 2, ("Away", "")).ask("GET", "/api/image")

        assert b"".join(passed.content) == b"{}"


@pytest.mark.parametrize("body", ["<h1>Not found</h1>", "[1]", "{}", ""])
def test_what_something_between_refuses_is_502(body: str) -> None:
    with (
        serving(FakeService(lambda _: Response(body, status=403))) as service,
        pytest.raises(Problem, match="image-api") as caught,
    ):
        ImageApi(service.url, 2, ("Away", "")).ask("GET", "/api/image")

    assert caught.value.status == 502
