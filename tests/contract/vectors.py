"""The cases of contract/vectors, as parameters of tests."""

import json
from typing import Final

import pytest
from tests.conftest import ROOT

CONTRACT: Final = ROOT / "contract"


def vectors(name: str) -> pytest.MarkDecorator:
    """The cases of a file: what goes in is `given`, what comes out `expected`."""
    cases = json.loads((CONTRACT / "vectors" / f"{name}.json").read_text(encoding="utf-8"))
    return pytest.mark.parametrize(
        ("given", "expected"),
        [pytest.param(case["in"], case["out"], id=case["name"]) for case in cases],
    )
