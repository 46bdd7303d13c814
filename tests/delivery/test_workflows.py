import json
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import ROOT
from tests.delivery.dockerfiles import DOCKERFILES, PYTHON, TOOLS, Dockerfile

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# Nothing but strings: `on` is a word here, not a truth.
LOADED: dict[str, dict[str, Any]] = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - safe
    for path in WORKFLOWS
}
SHARED = ("requirements.lock", "tools/requirements_of.py", "services/common/src/x.py")
every = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda it: it.stem)


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    return dict(LOADED[path.stem]["jobs"])


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(path).values():
        yield from job["steps"]


def step(workflow: str, job: str, name: str) -> dict[str, Any]:
    """The one step with this id or name."""
    (found,) = [
        it
        for it in LOADED[workflow]["jobs"][job]["steps"]
        if name in {it.get("id"), it.get("name")}
    ]
    return dict(found)


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_actionlint_finds_nothing() -> None:
    """With shellcheck over what they run."""
    found = run(TOOLS / "actionlint", "-shellcheck", TOOLS / "shellcheck", *WORKFLOWS)

    assert (found.stdout, found.returncode) == ("", 0)


def test_zizmor_finds_nothing() -> None:
    found = run(TOOLS / "zizmor", "--offline", "--no-progress", "--format=plain", ".github")

    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("schema", ["github-workflows", "dependabot"])
def test_fits_the_schema(schema: str) -> None:
    files = WORKFLOWS if schema == "github-workflows" else [ROOT / ".github/dependabot.yml"]

    checked = run(TOOLS / "check-jsonschema", f"--builtin-schema=vendor.{schema}", *files)

    assert checked.returncode == 0, checked.stdout


@every
def test_actions_are_pinned_to_a_commit_that_a_comment_names(path: Path) -> None:
    used = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]

    assert len(used) == sum("uses" in it for it in steps(path)) > 0
    for line in used:
        assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


@every
def test_nothing_is_permitted_but_what_a_job_asks_for(path: Path) -> None:
    # Written by BaseLoader as it stands: an empty mapping grants nothing.
    assert LOADED[path.stem]["permissions"] == {}
    for job in jobs(path).values():
        assert "permissions" in job


def test_only_pushing_an_image_and_committing_its_tag_write() -> None:
    writing = {
        (path.stem, name, scope)
        for path in WORKFLOWS
        for name, job in jobs(path).items()
        for scope, right in job["permissions"].items()
        if right != "read"
    }

    assert writing == {("images", "build", "packages"), ("images", "deploy", "contents")}


@every
def test_only_what_pushes_keeps_the_credentials_of_the_clone(path: Path) -> None:
    for name, job in jobs(path).items():
        for it in job["steps"]:
            if it.get("uses", "").startswith("actions/checkout@"):
                keeps = it["with"]["persist-credentials"] == "true"
                assert keeps == ((path.stem, name) == ("images", "deploy"))


@every
def test_what_they_make_can_be_made(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = path.read_text(encoding="utf-8")

    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", text)) <= targets
    for job in jobs(path).values():
        assert set(job.get("strategy", {}).get("matrix", {}).get("what", [])) <= targets


@every
def test_paths_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    triggers = [it for it in LOADED[path.stem]["on"].values() if isinstance(it, dict)]
    watched = {each for trigger in triggers for each in trigger.get("paths", [])}
    named = set(
        re.findall(r"(?<![\w./$-])(?:services|k8s|tools|tests|docs|argocd)/[\w./*-]+", text)
    )

    for pattern in watched | {it.rstrip("./") for it in named}:
        assert any(ROOT.glob(pattern)), pattern


@every
def test_their_python_is_that_of_the_images(path: Path) -> None:
    (version,) = {re.findall(r"python:([\d.]+)-", it.bases[-1])[0] for it in PYTHON}
    containers = [job["container"] for job in jobs(path).values() if "container" in job]
    asked = [
        it["with"]["python-version"] for it in steps(path) if "setup-python" in it.get("uses", "")
    ]

    assert set(containers) <= {f"docker.io/library/python:{version}-bookworm"}
    assert set(asked) <= {version.rpartition(".")[0]}


def test_ci_runs_the_one_test_command() -> None:
    runs = [it["run"] for it in LOADED["ci"]["jobs"]["test"]["steps"] if "run" in it]

    assert runs == ["make test"]


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A repository with the services' Dockerfiles, for a workflow to look at."""
    folder = tmp_path / "history"
    for dockerfile in DOCKERFILES:
        target = folder / dockerfile.path.relative_to(ROOT)
        target.parent.mkdir(parents=True)
        target.write_bytes(dockerfile.path.read_bytes())
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=test", "-c", "user.email=test@example.org")
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, *paths: str) -> str:
    """Change files and commit; returns the new commit."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).open("a").write("changed\n")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=change")
    return git(folder, "rev-parse", "HEAD")


def changed_services(folder: Path, before: str) -> set[str]:
    """What the workflow's own script finds."""
    output = folder.with_name("output")
    output.unlink(missing_ok=True)
    subprocess.run(
        ["bash", "-euo", "pipefail", "-c", step("images", "changed", "find")["run"]],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "BEFORE": before, "GITHUB_OUTPUT": str(output)},
        capture_output=True,
        check=True,
    )
    (found,) = re.findall(r"^services=(\[.*\])$", output.read_text(), re.MULTILINE)
    return set(json.loads(found))


@pytest.mark.parametrize("service", sorted(it.service for it in DOCKERFILES))
def test_an_image_is_built_where_its_folder_changed(history: Path, service: str) -> None:
    before = git(history, "rev-parse", "HEAD")
    commit(history, f"services/{service}/src/x", "docs/x.md")

    assert changed_services(history, before) == {service}


@pytest.mark.parametrize("shared", SHARED)
def test_what_python_services_share_builds_all_of_them(history: Path, shared: str) -> None:
    before = git(history, "rev-parse", "HEAD")
    commit(history, shared)

    assert changed_services(history, before) == {it.service for it in PYTHON}


def test_every_commit_of_a_push_counts(history: Path) -> None:
    before = git(history, "rev-parse", "HEAD")
    commit(history, "services/show-off-ui/src/x")
    commit(history, "services/documentation-ui/src/x")

    assert changed_services(history, before) == {"show-off-ui", "documentation-ui"}


def test_nothing_is_built_for_nothing(history: Path) -> None:
    before = git(history, "rev-parse", "HEAD")
    commit(history, "docs/operations.md", *(f"services/{it.service}-2/x" for it in DOCKERFILES))

    assert changed_services(history, before) == set()
    assert LOADED["images"]["jobs"]["build"]["if"] == "needs.changed.outputs.services != '[]'"


def test_the_first_push_builds_everything(history: Path) -> None:
    assert changed_services(history, "0" * 40) == {it.service for it in DOCKERFILES}


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda it: it.service)
def test_an_image_is_built_as_its_dockerfile_expects(
    dockerfile: Dockerfile, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    told = {"SERVICE": dockerfile.service, "GITHUB_SHA": "abc", "GITHUB_REPOSITORY": "Some/Fork"}
    subprocess.run(
        ["bash", "-euo", "pipefail", "-c", step("images", "build", "image")["run"]],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "GITHUB_OUTPUT": str(output), **told},
        check=True,
    )

    assert dict(line.split("=", 1) for line in output.read_text().splitlines()) == {
        "dockerfile": str(dockerfile.path.relative_to(ROOT)),
        "context": "." if dockerfile in PYTHON else f"services/{dockerfile.service}",
        "address": f"ghcr.io/some/fork/{dockerfile.title}:abc",
    }


def test_images_are_scanned_before_they_are_pushed_for_both_processors() -> None:
    names = [it.get("uses", "") for it in LOADED["images"]["jobs"]["build"]["steps"]]
    scan = next(i for i, it in enumerate(names) if it.startswith("aquasecurity/trivy-action@"))
    pushed = step("images", "build", "Build for all and push")
    push = LOADED["images"]["jobs"]["build"]["steps"].index(pushed)

    assert LOADED["images"]["jobs"]["build"]["steps"][scan]["with"]["exit-code"] == "1"
    assert scan < push
    assert set(pushed["with"]["platforms"].split(",")) == {"linux/amd64", "linux/arm64"}
    assert pushed["with"]["sbom"] == "true"
    assert pushed["with"]["provenance"] == "mode=max"


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda it: it.service)
@pytest.mark.parametrize("overlay", ["minikube", "production"])
def test_a_new_tag_finds_the_overlay_that_argocd_follows(
    dockerfile: Dockerfile, overlay: str
) -> None:
    file = ROOT / "k8s/overlays" / overlay / dockerfile.title / "kustomization.yaml"
    images = yaml.safe_load(file.read_text(encoding="utf-8"))["images"]

    assert [it["name"] for it in images] == [f"show-off/{dockerfile.title}"]
