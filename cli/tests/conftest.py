from functools import cache

import pytest

from show_off import read
from show_off.local import LocalReader

_loaded_once = cache(LocalReader)


@pytest.fixture(autouse=True)
def models_are_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a command is run in this process."""
    monkeypatch.setattr(read, "LocalReader", _loaded_once)
