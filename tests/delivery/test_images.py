import importlib
import re
import shlex
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.delivery.dockerfiles import DOCKERFILES, PYTHON, TOOLS, Dockerfile
from tools.install import for_uv
from tools.requirements_of import requirements_of

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LARGE = {
    "numpy": "numpy",
    "onnxruntime": "onnxruntime",
    "pillow": "PIL",
    "pillow-heif": "pillow_heif",
    "sqlalchemy": "sqlalchemy",
}
"""Packages, and the modules that they are imported by."""
MEGABYTES = {
    "show-off-api": 27,
    "detection-api": 200,
    "recognition-api": 200,
    "image-api": 200,
    "document-worker": 230,
}
"""What a service's packages may take, before its Dockerfile leaves the needless out; its base takes
120 to 130 more."""
every = pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda it: it.service)
python = pytest.mark.parametrize("dockerfile", PYTHON, ids=lambda it: it.service)


def wanted_packages(dockerfile: Dockerfile) -> set[str]:
    """What its own line of requirements_of asks for."""
    run = " ".join(rest for word, rest in dockerfile.instructions if word == "RUN")
    found = re.search(r"requirements_of.py (\S+ \S+) > run.txt", run)
    assert found
    return set(shlex.split(found[1]))


def names(requirements: str) -> set[str]:
    return set(re.findall(r"^([\w.-]+)==", requirements, re.MULTILINE))


def test_every_service_has_an_image() -> None:
    services = {path.name for path in (ROOT / "services").iterdir() if path.is_dir()}

    assert {it.service for it in DOCKERFILES} == services - {"common"}


@pytest.mark.parametrize("path", sorted({it.path for it in DOCKERFILES}), ids=str)
def test_hadolint_finds_nothing(path: Path) -> None:
    found = subprocess.run(
        [TOOLS / "hadolint", "--failure-threshold=style", path],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (found.stdout, found.returncode) == ("", 0)


@every
def test_bases_are_pinned_to_a_release(dockerfile: Dockerfile) -> None:
    for base in dockerfile.bases:
        assert base == "scratch" or re.fullmatch(
            r"docker\.io/[\w./-]+:\d+\.\d+\.\d+-[\w.-]+(@sha256:\w{64})?", base
        )


@every
def test_an_image_has_the_name_of_its_folder(dockerfile: Dockerfile) -> None:
    """Which is its Deployment's name, too, and that of its service in traces."""
    assert (ROOT / "services" / dockerfile.service).is_dir()
    assert dockerfile.title == dockerfile.service


@every
def test_an_image_says_what_it_is_and_whether_it_lives(dockerfile: Dockerfile) -> None:
    assert {"LABEL", "HEALTHCHECK", "EXPOSE"} <= dockerfile.image.keys()
    for label in ("title", "description", "licenses"):
        assert f"org.opencontainers.image.{label}=" in dockerfile.image["LABEL"]


@every
def test_nothing_runs_as_root(dockerfile: Dockerfile) -> None:
    unprivileged = "nginx-unprivileged:" in dockerfile.bases[-1]

    assert unprivileged or re.fullmatch(r"[1-9]\d*:[1-9]\d*", dockerfile.image["USER"])


@every
def test_what_is_copied_is_there_and_not_ignored(dockerfile: Dockerfile) -> None:
    context = dockerfile.context
    ignored = (context / ".dockerignore").read_text(encoding="utf-8").split("\n")
    for word, rest in dockerfile.instructions:
        if word != "COPY" or "--from" in rest:
            continue
        for source in shlex.split(rest)[:-1]:
            assert (context / source).exists(), source
            if "*" in ignored:
                assert f"!{source.rstrip('/')}" in ignored


@python
def test_an_image_starts_its_own_service_on_its_own_port(dockerfile: Dockerfile) -> None:
    assert dockerfile.module
    settings = importlib.import_module(f"{dockerfile.module}.settings")
    ports = {
        kind.model_fields["port"].default
        for kind in vars(settings).values()
        if hasattr(kind, "model_fields") and kind.__module__ == settings.__name__
        if "port" in kind.model_fields
    }

    assert ports == {int(dockerfile.image["EXPOSE"])}
    assert dockerfile.environment["SHOWOFF_PORT"] == dockerfile.image["EXPOSE"]
    assert "('127.0.0.1', int(os.environ['SHOWOFF_PORT']))" in dockerfile.image["HEALTHCHECK"]
    assert dockerfile.module == dockerfile.service.replace("-", "_")


@python
def test_an_image_installs_only_what_its_service_needs(dockerfile: Dockerfile) -> None:
    folder = ROOT / "services" / dockerfile.service
    project = (folder / "pyproject.toml").read_text(encoding="utf-8")
    package = re.findall(r'^name = "(.+)"', project, re.MULTILINE)

    assert wanted_packages(dockerfile) == {*package, "showoff-common"}
    installed = names(requirements_of(wanted_packages(dockerfile), LOCK))
    assert not {"torch", "pytest", "hatchling"} & installed
    computes = dockerfile.service in {"detection-api", "recognition-api"}
    decodes = computes or dockerfile.service in {"image-api", "document-worker"}
    assert ("onnxruntime" in installed) == computes
    assert ("numpy" in installed) == ("pillow" in installed) == decodes
    assert ("sqlalchemy" in installed) == (dockerfile.service == "image-api")


@python
def test_what_an_image_installs_is_no_larger_than_it_was(dockerfile: Dockerfile) -> None:
    installed = names(requirements_of(wanted_packages(dockerfile), LOCK))

    assert sum(map(size, installed)) <= MEGABYTES[dockerfile.service] * 1_000_000


def size(package: str) -> int:
    """Bytes of its files as they are installed here, without tests and bytecode."""
    found = distribution(package)
    files = [file for file in found.files or () if not {"tests", "__pycache__"} & {*file.parts}]
    return sum(Path(str(found.locate_file(file))).stat().st_size for file in files)


@python
def test_a_service_starts_without_the_large_packages_that_its_image_lacks(
    dockerfile: Dockerfile,
) -> None:
    installed = names(requirements_of(wanted_packages(dockerfile), LOCK))
    lacks = [module for package, module in LARGE.items() if package not in installed]
    module = dockerfile.module
    without = f"import sys; sys.modules |= dict.fromkeys({lacks})"
    started = subprocess.run(
        [sys.executable, "-c", f"{without}; import {module}.__main__, {module}.app"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode == 0, started.stderr


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("processor", ["x86_64", "aarch64"])
def test_every_requirement_has_a_wheel_for_each_processor_and_python(
    tmp_path: Path, processor: str, version: str
) -> None:
    """Resolved against the index, with the lock's hashes; nothing but the index is asked."""
    wanted = set[str]().union(*(wanted_packages(it) for it in PYTHON))
    asked = requirements_of(wanted, LOCK)

    resolved = subprocess.run(
        [
            *(TOOLS / "uv", "pip", "install", "--dry-run", "--no-deps", "--require-hashes"),
            *("--python-platform", f"{processor}-manylinux_2_28"),
            *("--python-version", version),
            *("--no-build", "--target", f"{tmp_path}/packages", "--requirements", "-"),
        ],
        input=asked,
        env=for_uv(),
        capture_output=True,
        text=True,
        check=False,
    )

    assert resolved.returncode == 0, resolved.stderr
    found = set(re.findall(r"^ \+ ([\w.-]+)==", resolved.stderr, re.MULTILINE))
    assert names(requirements_of(wanted, LOCK)) == found
