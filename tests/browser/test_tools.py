"""The pages' own checks: logic, types, style, and a client that fits the API."""

import shutil
from pathlib import Path

import pytest
from tests.browser import node


@pytest.fixture(scope="module", autouse=True)
def built(built_pages: None) -> None:
    """Everything is installed."""


def test_the_pages_logic_passes_its_own_tests() -> None:
    node.npm(node.PAGE, "test")


@pytest.mark.parametrize("folder", [node.PAGE, node.DOCUMENTATION], ids=["ui", "docs"])
def test_types_and_style_are_right(folder: Path) -> None:
    node.npm(folder, "run", "check")


def test_the_client_fits_the_api_as_it_is(address: str, tmp_path: Path) -> None:
    for part in ("package.json", "tsconfig.json", "vite.config.ts", "src", "node_modules"):
        (tmp_path / part).symlink_to(node.PAGE / part)
    (tmp_path / "src").unlink()
    shutil.copytree(node.PAGE / "src", tmp_path / "src")
    schema = tmp_path / "src" / "api" / "schema.ts"
    schema.unlink()
    node.npm(node.PAGE, "run", "generate", "--", f"{address}/api/openapi.json", str(schema))
    node.npm(tmp_path, "exec", "--", "tsc", "--noEmit")
