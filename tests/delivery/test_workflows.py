import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.conftest import ROOT
from tests.delivery.dockerfiles import DOCKERFILES, PYTHON, TOOLS, Dockerfile
from tests.delivery.manifests import ARGOCD, PRODUCTION, render
from tests.delivery.test_manifests import SCHEMAS

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
# Nothing but strings: `on` is a word here, not a truth.
LOADED: dict[str, dict[str, Any]] = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - safe
    for path in WORKFLOWS
}
SERVICES = {it.service for it in DOCKERFILES}
SHARED = (
    *("requirements.lock", "tools/requirements_of.py", ".dockerignore"),
    *("services/Dockerfile", "services/common/src/x.py"),
)
_IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "test"), ("EMAIL", "test@example.org"))
}
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


def test_only_pushing_an_image_and_deploying_it_write() -> None:
    writing = {
        (path.stem, name, scope)
        for path in WORKFLOWS
        for name, job in jobs(path).items()
        for scope, right in job["permissions"].items()
        if right != "read"
    }

    assert writing == {
        ("images", "build", "packages"),
        ("images", "deploy", "contents"),
        ("images", "deploy", "pull-requests"),
    }


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
    (in_go,) = (it for it in DOCKERFILES if it.service == "show-off-api-go")
    containers = [
        job["container"]
        for job in jobs(path).values()
        if "container" in job and "matrix." not in job["container"]
    ]
    asked = [
        it["with"]["python-version"] for it in steps(path) if "setup-python" in it.get("uses", "")
    ]

    of_images = {f"docker.io/library/python:{version}-bookworm", in_go.bases[0]}
    assert set(containers) <= of_images
    assert set(asked) <= {version.rpartition(".")[0]}


def test_ci_runs_the_one_test_command() -> None:
    runs = [it["run"] for it in LOADED["ci"]["jobs"]["test"]["steps"] if "run" in it]

    assert runs == ["make test"]


def test_ci_starts_and_tests_on_every_python_that_may_be_used() -> None:
    job = LOADED["ci"]["jobs"]["pythons"]
    runs = [it["run"] for it in job["steps"] if "run" in it]
    projects = [*ROOT.glob("services/*/pyproject.toml"), *ROOT.glob("*/pyproject.toml")]

    assert job["strategy"]["matrix"]["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert runs == ["tests/first-minute.sh", "make unit"]
    for project in projects:
        assert 'requires-python = ">=3.11"' in project.read_text(encoding="utf-8"), project


def test_images_are_built_of_what_passed_the_tests_on_main() -> None:
    trigger = LOADED["images"]["on"]["workflow_run"]
    condition = LOADED["images"]["jobs"]["changed"]["if"]

    assert trigger == {"workflows": ["ci"], "types": ["completed"], "branches": ["main"]}
    assert "push" not in LOADED["images"]["on"]
    for needed in (
        "workflow_run.conclusion == 'success'",
        "workflow_run.event == 'push'",  # a pull request's own main is none
        "head_repository.full_name == github.repository",
    ):
        assert needed in condition
    assert LOADED["images"]["env"]["TESTED"].startswith("${{ github.event.workflow_run.head_sha ||")
    for job in ("changed", "build"):
        assert LOADED["images"]["jobs"][job]["steps"][0]["with"]["ref"] == "${{ env.TESTED }}"


@dataclass
class Repository:
    """A clone of a repository, with its services' Dockerfiles and overlays, for a workflow."""

    folder: Path

    @property
    def head(self) -> str:
        return self.git("rev-parse", "HEAD")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env={**os.environ, **_IDENTITY},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, *paths: str) -> str:
        """Change files, commit and push; returns the new commit."""
        for path in paths:
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            with (self.folder / path).open("a") as file:
                file.write("# changed\n")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message=change")
        self.git("push", "--quiet", "origin", "HEAD:main")
        return self.head

    def deploy(self, tag: str, *services: str) -> str:
        """Let the minikube overlay run a commit's images, by default of all services."""
        for service in services or SERVICES:
            file = self.folder / "k8s/overlays/minikube" / service / "kustomization.yaml"
            file.write_text(re.sub("newTag: .*", f'newTag: "{tag}"', file.read_text("utf-8")))
        return self.commit()

    def tags(self, overlay: str) -> dict[str, str]:
        """What an overlay runs, by its services, on the checked-out branch."""
        found = {}
        for service in SERVICES:
            file = self.folder / "k8s/overlays" / overlay / service / "kustomization.yaml"
            (image,) = yaml.safe_load(file.read_text(encoding="utf-8"))["images"]
            found[service] = f"{image['newName']}:{image['newTag']}"
        return found

    def run(self, job: str, name: str, **variables: str) -> str:
        """A step's own script, as the workflow runs it; its outputs."""
        output = self.folder.with_name("output")
        output.write_text("")
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", step("images", job, name)["run"]],
            cwd=self.folder,
            env={
                "PATH": os.environ["PATH"],
                "GITHUB_OUTPUT": str(output),
                **_IDENTITY,
                **variables,
            },
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return output.read_text(encoding="utf-8")

    def changed(self) -> set[str]:
        (found,) = re.findall(r"^services=(\[.*\])$", self.run("changed", "find"), re.MULTILINE)
        return set(json.loads(found))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Nothing was published of it yet."""
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "--initial-branch=main", tmp_path / "origin"],
        check=True,
    )
    folder = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", tmp_path / "origin", folder], check=True)
    overlays = [*ROOT.glob("k8s/overlays/*/*/kustomization.yaml")]
    for source in [*(it.path for it in DOCKERFILES), *overlays]:
        target = folder / source.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    made = Repository(folder)
    made.git("switch", "--quiet", "--create", "main")
    made.commit()
    return made


def test_at_first_everything_is_built(repository: Repository) -> None:
    assert repository.changed() == SERVICES


def test_nothing_is_built_for_nothing(repository: Repository) -> None:
    repository.deploy(repository.head)
    repository.commit(
        *("docs/operations.md", "services/image-api/tests/test_x.py", "services/common/tests/x.py"),
        *(f"services/{it}-2/x" for it in SERVICES),
    )

    assert repository.changed() == set()
    assert LOADED["images"]["jobs"]["build"]["if"] == "needs.changed.outputs.services != '[]'"


@pytest.mark.parametrize("service", sorted(SERVICES))
def test_an_image_is_built_where_its_folder_changed(repository: Repository, service: str) -> None:
    repository.deploy(repository.head)
    repository.commit(f"services/{service}/src/x", "docs/x.md")

    assert repository.changed() == {service}


@pytest.mark.parametrize("shared", SHARED)
def test_what_python_services_share_builds_all_of_them(repository: Repository, shared: str) -> None:
    repository.deploy(repository.head)
    repository.commit(shared)

    assert repository.changed() == {it.service for it in PYTHON}


def test_what_an_earlier_run_did_not_build_the_next_one_does(repository: Repository) -> None:
    """GitHub cancels all but the last of those that wait; a build may fail as well."""
    repository.deploy(repository.head)
    repository.commit("services/show-off-ui/src/x")
    later = repository.commit("services/documentation-ui/src/x")
    assert repository.changed() == {"show-off-ui", "documentation-ui"}

    repository.deploy(later, "documentation-ui")

    assert repository.changed() == {"show-off-ui"}


def test_what_is_tested_late_does_not_take_the_place_of_what_is_newer(
    repository: Repository,
) -> None:
    repository.deploy(repository.head)
    older = repository.commit("services/show-off-ui/src/x")
    repository.deploy(repository.commit("services/show-off-ui/src/x"), "show-off-ui")

    repository.git("checkout", "--quiet", older)

    assert repository.changed() == set()


@pytest.mark.parametrize("dockerfile", DOCKERFILES, ids=lambda it: it.service)
def test_an_image_is_built_as_its_dockerfile_expects(
    dockerfile: Dockerfile, repository: Repository
) -> None:
    variables = {"SERVICE": dockerfile.service, "TESTED": "abc", "GITHUB_REPOSITORY": "Some/Fork"}
    written = repository.run("build", "image", **variables)

    assert dict(line.split("=", 1) for line in written.splitlines()) == {
        "dockerfile": str(dockerfile.path.relative_to(ROOT)),
        "context": "." if dockerfile.in_python else f"services/{dockerfile.service}",
        "address": f"ghcr.io/some/fork/{dockerfile.service}:abc",
    }


def test_each_build_is_told_its_service() -> None:
    builds = [
        it["with"]
        for it in LOADED["images"]["jobs"]["build"]["steps"]
        if it.get("uses", "").startswith("docker/build-push-action@")
    ]

    assert len(builds) == 2
    for build in builds:
        assert build["build-args"] == "SERVICE=${{ matrix.service }}"


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A folder with a `docker` that has only the images which its file names, and a `gh`."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name, script in {
        "docker": f'grep -qx "$3" {folder}/pushed',
        "gh": f'echo "$*" >>{folder}/asked',
    }.items():
        (folder / name).write_text(f"#!/bin/bash\n{script}\n")
        (folder / name).chmod(0o755)
    (folder / "asked").touch()
    return folder


def deploy(repository: Repository, registry: Path, tested: str, *services: str) -> None:
    """Both steps of the job, once these services' images have been pushed."""
    names = [f"ghcr.io/show-off/show-off/{it}:{tested}\n" for it in services]
    (registry / "pushed").write_text("".join(names))
    variables = {
        "PATH": f"{registry}:{os.environ['PATH']}",
        "GITHUB_REPOSITORY": "show-off/show-off",
        "TESTED": tested,
        "SERVICES": json.dumps(sorted(SERVICES)),
    }
    repository.git("switch", "--quiet", "main")
    repository.run("deploy", "Tell minikube's overlay", **variables)
    repository.run("deploy", "Propose the same for production", **variables)


def test_what_was_pushed_is_deployed_to_minikube_and_proposed_for_production(
    repository: Repository, registry: Path
) -> None:
    before, tested = repository.tags("production"), repository.head
    deploy(repository, registry, tested, *SERVICES)
    new = {it: f"ghcr.io/show-off/show-off/{it}:{tested}" for it in SERVICES}

    repository.git("checkout", "--quiet", "origin/main")
    assert (repository.tags("minikube"), repository.tags("production")) == (new, before)
    assert new.keys() == before.keys()
    repository.git("checkout", "--quiet", "origin/deploy-production")
    assert repository.tags("production") == new
    assert "pr create --head deploy-production" in (registry / "asked").read_text()


def test_what_could_not_be_built_keeps_what_it_has_and_holds_up_nothing(
    repository: Repository, registry: Path
) -> None:
    before, tested = repository.tags("minikube"), repository.head
    deploy(repository, registry, tested, *(SERVICES - {"image-api"}))

    repository.git("checkout", "--quiet", "origin/main")
    now = repository.tags("minikube")
    assert {it for it in SERVICES if now[it] == before[it]} == {"image-api"}
    assert LOADED["images"]["jobs"]["deploy"]["if"].startswith("${{ !cancelled()")


def test_nothing_is_committed_where_nothing_was_pushed(
    repository: Repository, registry: Path
) -> None:
    before = repository.head
    deploy(repository, registry, before)

    assert repository.git("rev-parse", "origin/main") == before
    assert (registry / "asked").read_text() == ""


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
    file = ROOT / "k8s/overlays" / overlay / dockerfile.service / "kustomization.yaml"
    (image,) = yaml.safe_load(file.read_text(encoding="utf-8"))["images"]

    assert image["name"] == f"show-off/{dockerfile.service}"
    assert image["newName"] == f"ghcr.io/show-off/show-off/{dockerfile.service}"


def test_production_is_applied_with_all_that_it_is_made_of() -> None:
    """Every kind that is not Kubernetes' own has its definition installed before."""
    install = step("cluster", "production", "Install what the operators define")
    variables = f"{install['env']} {install['run']}".lower()
    objects = [*render(PRODUCTION), *render(ARGOCD / "production")]
    foreign = {it["kind"].lower() for it in objects if it["kind"] in SCHEMAS}

    assert len(foreign) >= 7
    for kind in foreign:
        assert re.search(rf"\b_?{kind}s?\b|_{kind}s|[{{,]{kind}s?[,}}]|{kind}-crd", variables), kind


def test_every_cluster_is_of_the_version_that_bootstrap_makes() -> None:
    script = (ROOT / "bootstrap.sh").read_text(encoding="utf-8")
    (version,) = re.findall(r"^readonly KUBERNETES=(v\S+)$", script, re.MULTILINE)
    workflow = (ROOT / ".github/workflows/cluster.yml").read_text(encoding="utf-8")

    assert set(re.findall(r"(?:kubectl_version: |kindest/node:)(v[\d.]+)", workflow)) == {version}
    assert script.count('"kindest/node:$KUBERNETES"') == 1


def test_what_makes_clusters_of_kinds_is_installed_where_runners_lack_it() -> None:
    for name, job in jobs(ROOT / ".github/workflows/cluster.yml").items():
        used = [it.get("uses", "") for it in job["steps"]]
        runs = [n for n, it in enumerate(job["steps"]) if re.search("make|kind", it.get("run", ""))]
        (installed,) = [n for n, it in enumerate(used) if it.startswith("helm/kind-action@")]
        assert installed < min(runs), name


def test_clusters_are_tested_where_what_makes_them_changes() -> None:
    watched = LOADED["cluster"]["on"]["pull_request"]["paths"]

    assert {"k8s/**", "argocd/**", "bootstrap.sh", "services/Dockerfile"} <= set(watched)
    assert LOADED["cluster"]["on"]["push"]["paths"] == watched
    assert "schedule" in LOADED["cluster"]["on"]
