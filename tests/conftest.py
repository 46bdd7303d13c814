import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser.chromium import OTHER_HOST
from tests.servers.show_off import ShowOff

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def show_off(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ShowOff]:
    """The platform, really started, with the real models; shared by all tests that only read.

    It answers to the name, too, by which other machines of the house know this one.
    """
    variables = {**os.environ, "SHOWOFF_HOSTS": OTHER_HOST}
    platform = ShowOff(tmp_path_factory.mktemp("show-off"), environment=variables)
    platform.start()
    yield platform
    platform.interrupt()


@pytest.fixture(scope="session")
def samples() -> Path:
    """Our own pictures: images/ and gt/."""
    return ROOT / "samples"
