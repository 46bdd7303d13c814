from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.servers.show_off import ShowOff

ROOT = Path(__file__).parent.parent

# A dozen processes on a busy machine may miss a patience of minutes: such a test is tried once
# more, and its report says so. Faults are tried once: what loses a message now and then would hide.
_MANY_PROCESSES = ("browser", "load", "telemetry")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(ROOT / "tests") and item.path.parent.name in _MANY_PROCESSES:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def show_off(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShowOff]:
    """The platform, really started, with the real models; shared by all tests that only read."""
    platform = ShowOff(tmp_path_factory.mktemp("show-off"))
    platform.start()
    yield platform
    platform.interrupt()


@pytest.fixture(scope="session")
def samples() -> Path:
    """Our own pictures: images/ and gt/."""
    return ROOT / "samples"
