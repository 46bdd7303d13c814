"""bootstrap.sh against stand-ins that remember: what it calls, its order, and a second time."""

import re
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.delivery.dockerfiles import DOCKERFILES, TOOLS
from tests.delivery.machine import OWN_REPOSITORY, SCRIPT, Machine

SCRIPTS = [SCRIPT, ROOT / ".ci" / "run", *sorted((ROOT / "tests").rglob("*.sh"))]
LOCAL = "apply --server-side --kustomize k8s/.local."
"""Applies the overlay that the locally built images are in."""
SECRETS = {
    "show-off-infra/postgres",
    "show-off-infra/rabbitmq",
    "show-off/database",
    "show-off/broker",
}


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda it: it.name)
def test_shellcheck_finds_nothing(script: Path) -> None:
    found = subprocess.run(
        [TOOLS / "shellcheck", "--enable=all", "--exclude=SC2250,SC2310,SC2312", script],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (found.stdout, found.returncode) == ("", 0)


def test_goes_from_a_bare_machine_to_a_synced_platform(machine: Machine) -> None:
    done = machine.bootstrap()

    assert done.returncode == 0, done.stderr
    steps = [
        "minikube start --profile show-off",
        "apply --server-side --kustomize k8s/overlays/minikube/namespaces",
        "create secret generic broker",
        "create namespace argocd",
        "--filename argocd/settings.yaml",
        "--namespace argocd rollout status statefulset",
        "--filename argocd/root.yaml",
    ]
    positions = [machine.position(step) for step in steps]
    assert positions == sorted(positions)
    assert machine.secrets.keys() == SECRETS
    assert not any("image" in call.split() for call in machine.calls)


def test_every_call_is_for_its_own_cluster(machine: Machine) -> None:
    machine.bootstrap()

    assert machine.calls
    for call in machine.calls:
        assert call.startswith(("kubectl --context show-off ", "minikube ")), call
        assert call.startswith("kubectl") or "--profile show-off" in call, call


def test_argocd_is_pinned_to_a_release(machine: Machine) -> None:
    machine.bootstrap()

    install = machine.calls[machine.position("argo-cd")]
    assert re.search(r"argoproj/argo-cd/v\d+\.\d+\.\d+/manifests/install.yaml$", install)


def test_waits_until_every_application_is_healthy_and_tells_what_changes(
    machine: Machine,
) -> None:
    done = machine.bootstrap()

    assert "part-2 OutOfSync Missing" in done.stdout
    assert done.stdout.index("part-2 Synced Healthy") < done.stdout.index("== Ready")


def test_gives_up_on_what_never_gets_healthy(machine: Machine) -> None:
    done = machine.bootstrap(HEALTHY="1", SHOWOFF_TIMEOUT="1", SHOWOFF_INTERVAL="0.2")

    assert done.returncode == 1
    assert "not healthy after 1 seconds" in done.stderr
    assert "== Ready" not in done.stdout


def test_ends_with_addresses_and_where_the_first_password_lies(machine: Machine) -> None:
    done = machine.bootstrap()

    for finished in ("http://localhost:8080", "http://localhost:16686", "https://localhost:8443"):
        assert finished in done.stdout
    assert "get secret argocd-initial-admin-secret" in done.stdout


def test_a_second_run_changes_nothing_that_is_there(machine: Machine) -> None:
    machine.bootstrap()
    secrets = machine.secrets

    done = machine.bootstrap()

    assert done.returncode == 0, done.stderr
    assert machine.secrets == secrets
    # Applying what is applied already is no change.
    assert all(" apply " in call or " rollout status " in call for call in machine.calls)


@pytest.mark.parametrize(
    "step",
    [
        "minikube start",
        "overlays/minikube/namespaces",
        "create secret generic postgres",
        "create secret generic rabbitmq",
        "create secret generic database",
        "create secret generic broker",
        "create namespace argocd",
        "manifests/install.yaml",
        "rollout status",
        "argocd/root.yaml",
        "get applications",
    ],
)
def test_after_a_failure_half_way_a_second_run_finishes(machine: Machine, step: str) -> None:
    failed = machine.bootstrap(FAIL=step)

    assert failed.returncode != 0
    assert step in (machine.folder / "state" / "calls").read_text().splitlines()[-1]
    kept = machine.secrets

    done = machine.bootstrap()

    assert done.returncode == 0, done.stderr
    assert machine.secrets.keys() == SECRETS
    assert kept.items() <= machine.secrets.items()
    assert_passwords_fit(machine.secrets)


def assert_passwords_fit(secrets: dict[str, str]) -> None:
    """Those that servers are told are those that services use."""
    for server, service in (("postgres", "database"), ("rabbitmq", "broker")):
        (password,) = re.findall(
            r"^password=(\w+)$", secrets[f"show-off-infra/{server}"], re.MULTILINE
        )
        assert f"://show-off:{password}@" in secrets[f"show-off/{service}"]


def test_passwords_are_long_different_each_time_and_never_arguments(
    machine: Machine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    another = Machine(tmp_path_factory.mktemp("another"))
    passwords = []
    for it in (machine, another):
        output = it.bootstrap()
        found = [
            re.findall(r"^password=(\w+)$", it.secrets[f"show-off-infra/{server}"], re.MULTILINE)[0]
            for server in ("postgres", "rabbitmq")
        ]
        for password in found:
            assert len(password) >= 32
            assert password not in output.stdout + output.stderr
            assert password not in (it.folder / "state" / "calls").read_text()
        passwords += found

    assert len(set(passwords)) == 4


def test_dry_run_tells_all_and_does_nothing(machine: Machine) -> None:
    finished = machine.bootstrap("--dry-run")

    assert finished.returncode == 0, finished.stderr
    assert machine.calls == []
    assert list((machine.folder / "state").iterdir()) == [machine.folder / "state" / "calls"]
    promised = re.findall(r"^\+ (.*)$", finished.stdout, re.MULTILINE)
    machine.bootstrap()
    assert promised == machine.calls


def test_local_builds_every_image_and_needs_no_argocd(machine: Machine) -> None:
    machine.publish("unpublished")

    done = machine.bootstrap("--local", ORIGIN="https://example.org/a/fork.git")

    assert done.returncode == 0, done.stderr
    builds = {
        match[1]: match[2].split()
        for call in machine.calls
        if (match := re.fullmatch(r"docker build --tag \S+/(\S+):local (.*)", call))
    }
    assert builds == {it.service: it.build_options for it in DOCKERFILES}
    applied = machine.position(LOCAL)
    for image in machine.applied_images:
        assert machine.position(f"minikube image load --profile show-off {image}\n") < applied
    assert {it.rpartition("/")[2].partition(":")[0] for it in machine.applied_images} == {
        it.service for it in DOCKERFILES
    }
    assert "argocd" not in done.stdout
    assert not any("argocd" in call for call in machine.calls)


def test_local_after_a_change_brings_the_change_and_nothing_else(machine: Machine) -> None:
    """Pods are made anew where their image's name changes, and only there."""
    machine.bootstrap("--local")
    before = machine.applied_images
    machine.bootstrap("--local")
    assert machine.applied_images == before

    machine.bootstrap("--local", CHANGED="show-off-api-lb")

    (old,), (new,) = before - machine.applied_images, machine.applied_images - before
    assert re.fullmatch(r"ghcr.io/\S+/show-off-api-lb:[0-9a-f]{12}", old)
    assert re.fullmatch(r"ghcr.io/\S+/show-off-api-lb:[0-9a-f]{12}", new)


def test_local_changes_nothing_in_the_clone(machine: Machine) -> None:
    before = sorted(machine.clone.rglob("*"))

    machine.bootstrap("--local")
    machine.bootstrap("--local", FAIL="rollout status")

    assert sorted(machine.clone.rglob("*")) == before


def test_local_runs_migrations_anew_and_waits_for_their_end(machine: Machine) -> None:
    done = machine.bootstrap("--local")

    assert machine.position("delete job image-migrations --ignore-not-found") < machine.position(
        LOCAL
    )
    # It asked again after it had been told that they run, and told what they said.
    assert machine.everything.count("get job image-migrations") == 2
    assert "what the migrations said" in done.stdout
    assert machine.everything.rindex("get job image-migrations") < machine.everything.rindex(
        "rollout status deployment"
    )


def test_local_is_not_ready_where_the_migrations_failed(machine: Machine) -> None:
    done = machine.bootstrap("--local", MIGRATIONS="FailureTarget Failed ")

    assert done.returncode == 1
    assert "== Ready" not in done.stdout
    assert "not up to date: they failed" in done.stderr
    assert "what the migrations said" in done.stderr


def test_local_gives_up_on_migrations_that_never_end(machine: Machine) -> None:
    done = machine.bootstrap("--local", MIGRATIONS="", SHOWOFF_TIMEOUT="1", SHOWOFF_INTERVAL="0.2")

    assert done.returncode == 1
    assert "did not end within 1 seconds" in done.stderr


def test_a_dry_run_of_local_tells_what_it_would_build_and_does_nothing(machine: Machine) -> None:
    before = sorted(machine.clone.rglob("*"))

    finished = machine.bootstrap("--local", "--dry-run")

    assert finished.returncode == 0, finished.stderr
    assert machine.calls == []
    assert sorted(machine.clone.rglob("*")) == before
    assert finished.stdout.count("+ docker build ") == len(DOCKERFILES)


def test_says_that_nothing_was_published_before_anything_waits_for_it(machine: Machine) -> None:
    machine.publish("unpublished")

    done = machine.bootstrap()

    assert done.returncode == 1
    assert "--local" in done.stderr
    assert machine.calls == []


def test_kind_takes_minikubes_place(machine: Machine) -> None:
    done = machine.without("minikube").bootstrap("--local", "--kind")

    assert done.returncode == 0, done.stderr
    assert machine.position("kind create cluster --name show-off") < machine.position("calico.yaml")
    assert "disableDefaultCNI: true" in (machine.folder / "state" / "kind").read_text()
    for image in machine.applied_images:
        assert machine.position(f"kind load docker-image --name show-off {image}\n")
    others = [it for it in machine.calls if not it.startswith(("docker ", "kind "))]
    assert all(it.startswith("kubectl --context kind-show-off ") for it in others)
    assert "--context kind-show-off" in done.stdout

    machine.bootstrap("--local", "--kind")
    assert not any("create cluster" in it or "calico" in it for it in machine.calls)
    machine.bootstrap("--kind", "--destroy")
    assert machine.calls == ["kind delete cluster --name show-off"]


def test_destroy_deletes_the_cluster_and_nothing_else(machine: Machine) -> None:
    machine.bootstrap()

    done = machine.bootstrap("--destroy")

    assert done.returncode == 0
    assert machine.calls == ["minikube delete --profile show-off"]


def test_destroy_with_dry_run_deletes_nothing(machine: Machine) -> None:
    machine.bootstrap()

    done = machine.bootstrap("--destroy", "--dry-run")

    assert "+ minikube delete --profile show-off" in done.stdout
    assert machine.calls == []


def test_says_how_to_get_all_that_is_missing(machine: Machine) -> None:
    done = machine.without("docker", "minikube", "kubectl").bootstrap()

    assert done.returncode == 1
    assert machine.calls == []
    for tool, address in (
        ("docker", "https://docs.docker.com/"),
        ("minikube", "https://minikube.sigs.k8s.io/"),
        ("kubectl", "https://kubernetes.io/docs/tasks/tools/"),
    ):
        assert re.search(rf"^ *{tool} +{address}", done.stderr, re.MULTILINE)


def test_a_dry_run_needs_none_of_them(machine: Machine) -> None:
    done = machine.without("docker", "minikube", "kubectl").bootstrap("--dry-run")

    assert done.returncode == 0, done.stderr
    assert "+ minikube start" in done.stdout


def test_says_so_when_docker_does_not_answer(machine: Machine) -> None:
    done = machine.bootstrap(FAIL="docker info")

    assert done.returncode == 1
    assert "Docker does not answer" in done.stderr
    assert machine.calls == []


@pytest.mark.parametrize("kind", ["x86_64", "aarch64", "arm64"])
def test_runs_on_both_processors(machine: Machine, kind: str) -> None:
    assert machine.bootstrap("--dry-run", MACHINE=kind).returncode == 0


def test_refuses_a_processor_without_images(machine: Machine) -> None:
    done = machine.bootstrap(MACHINE="riscv64")

    assert done.returncode == 1
    assert "riscv64" in done.stderr
    assert machine.calls == []


def test_a_fork_is_told_what_to_change(machine: Machine) -> None:
    done = machine.bootstrap(ORIGIN="https://example.org/a/fork.git")

    assert done.returncode == 1
    assert "--local" in done.stderr
    assert f"sed -i 's#{OWN_REPOSITORY}#https://example.org/a/fork.git#g'" in done.stderr
    assert machine.calls == []


def test_what_it_does_not_know_it_refuses(machine: Machine) -> None:
    done = machine.bootstrap("--produciton")

    assert done.returncode == 2
    assert done.stderr.startswith("Usage: ./bootstrap.sh")
    assert machine.calls == []
