"""The pages' own checks: logic, types, style, and a client that fits the API."""

from pathlib import Path

import pytest
from tests.browser import node


@pytest.fixture(scope="module", autouse=True)
def built(built_pages: None) -> None:
    """Everything is installed."""


def test_the_pages_logic_passes_its_own_tests() -> None:
    node.npm(node.PAGE, "test")


@pytest.mark.parametrize("folder", [node.PAGE, node.DOCUMENTATION], ids=["page", "documentation"])
def test_types_and_style_are_right(folder: Path) -> None:
    node.npm(folder, "run", "check")


def test_the_client_is_generated_from_the_api_as_it_is(address: str, tmp_path: Path) -> None:
    generated = tmp_path / "schema.ts"
    node.npm(node.PAGE, "run", "generate", "--", f"{address}/api/openapi.json", str(generated))
    kept = node.PAGE / "src" / "api" / "schema.ts"
    assert kept.read_text("utf-8") == generated.read_text("utf-8"), "npm run generate"
