"""Tests in several processes (pytest -n): those that share servers stay in one of them."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import pytest
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer

_SHARING: Final = {"tests/faults", "tests/telemetry"}
"""Folders with a platform of their own, which takes half a minute to start."""
_LONGEST_FIRST: Final = (
    "tests/faults",
    "tests/telemetry",
    "tests/test_contract.py",
    "tests/browser",
)


class _ByServers(LoadScopeScheduling):  # type: ignore[misc] # which has no types
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        folder = str(PurePath(file).parent)
        return folder if folder in _SHARING else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: "Producer") -> LoadScopeScheduling:
    return _ByServers(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, so that no process waits for another at the end."""

    def rank(item: pytest.Item) -> int:
        matching = [i for i, start in enumerate(_LONGEST_FIRST) if item.nodeid.startswith(start)]
        return matching[0] if matching else len(_LONGEST_FIRST)

    items.sort(key=rank)
