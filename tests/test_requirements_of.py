import re

import pytest
from tests.conftest import ROOT
from tools.requirements_of import requirements_of

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def names(requirements: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", requirements, re.MULTILINE))


def test_a_package_brings_what_it_needs_and_no_more() -> None:
    detection = names(requirements_of({"detection-api", "showoff-common"}, LOCK))

    assert {"onnxruntime", "flask", "pillow"} <= detection
    assert not {"pika", "sqlalchemy", "rich", "ruff", "onnx"} & detection


def test_what_runs_needs_neither_tools_nor_training() -> None:
    packages = {
        "show-off",
        "show-off-api",
        "detection-api",
        "recognition-api",
        "image-api",
        "showoff-common",
    }

    running = names(requirements_of(packages, LOCK))

    assert {"pika", "sqlalchemy", "rich", "httpx"} <= running
    assert not {"ruff", "mypy", "pytest", "onnx", "matplotlib", "torch", "uv"} & running


def test_every_hash_is_kept() -> None:
    rich = requirements_of({"rich"}, LOCK)

    (entry,) = re.findall(r"^rich==.*\n(?:[ \t]+.*\n)*", LOCK, re.MULTILINE)
    assert entry in rich
    assert "--hash=sha256:" in entry


@pytest.mark.parametrize("word", ["http://", "https://", "file://", "--index-url"])
def test_the_lock_names_no_index(word: str) -> None:
    assert word not in LOCK
