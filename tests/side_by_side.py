"""Tests in several processes (pytest -n): those that share servers stay together."""

import os
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

import pytest
from xdist.scheduler import LoadScopeScheduling

if TYPE_CHECKING:
    from xdist.remote import Producer

_SHARING: Final = {
    "tests/bff_contract": 1,
    "tests/browser": 2,
    "tests/faults": 1,
    "tests/telemetry": 1,
}
"""Folders whose files share servers that take long to start, and in how many processes they run."""
_WITH_THE_BROWSER: Final = (
    "tests/abuse",
    "tests/documents",
    "tests/load",
    "tests/test_bad_input.py",
    "tests/test_end_to_end.py",
    "tests/test_up.py",
)
"""They use the platform that tests/browser has started."""
_LONGEST_FIRST: Final = (
    "tests/browser",
    "tests/faults",
    "tests/test_contract.py",
    "tests/bff_contract",
    "tests/telemetry",
    "tests/learning",
    "tests/documents",
)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """As many as CPUs (pytest -n logical), or one more (auto): who waits for a server uses none."""
    return len(os.sched_getaffinity(0)) + int(config.option.numprocesses == "auto")


class _ByServers(LoadScopeScheduling):  # type: ignore[misc] # which has no types
    @cached_property
    def _files(self) -> dict[str, list[str]]:
        """Those of each folder."""
        found: dict[str, list[str]] = {}
        for file in sorted({nodeid.partition("::")[0] for nodeid in self.collection}):
            found.setdefault(str(PurePath(file).parent), []).append(file)
        return found

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if file.startswith(_WITH_THE_BROWSER):
            return f"tests/browser {_SHARING['tests/browser'] - 1}"
        folder = str(PurePath(file).parent)
        if folder not in _SHARING:
            return file
        return f"{folder} {self._files[folder].index(file) % _SHARING[folder]}"


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
