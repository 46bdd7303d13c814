"""What tests of all packages share."""

import gc
import os
from functools import cache

import httpx
import pytest
from hypothesis import settings

gc.set_threshold(50_000)  # what is imported and collected, which is much, is no garbage

EXAMPLES = int(os.environ.get("PROPERTY_EXAMPLES", "40"))
"""Of each property; every night 1000."""

# What is slow is measured elsewhere: a busy machine fails no property.
settings.register_profile("any-pace", deadline=None, max_examples=EXAMPLES)
settings.load_profile("any-pace")

if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # torch's: there are as many workers as CPUs

# Each httpx.get reads all certificates anew: more than the tests' servers need for their answer.
_kept = cache(httpx.create_ssl_context)
pytest.MonkeyPatch().setattr("httpx._transports.default.create_ssl_context", _kept)

pytest_plugins = ["tests.servers.fixtures", "tests.side_by_side"]


def pytest_collection_finish() -> None:
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what starts a broker or a database, so that `make unit` leaves it out."""
    for item in items:
        asked = getattr(item, "fixturenames", [])
        case = getattr(item, "callspec", None)
        if {"broker_server", "postgres_server"} & {*asked} or (case and "postgres" in case.id):
            item.add_marker("slow")
