from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from tests.conftest import ROOT
from tests.delivery.manifests import ARGOCD, K8S, PRODUCTION, Object, composed, of_kind, render
from tests.delivery.test_manifests import SCHEMAS

ROOT_OBJECTS: list[Object] = list(yaml.safe_load_all((ARGOCD / "root.yaml").read_text()))

overlays = pytest.mark.parametrize("overlay", ["minikube", "production"])


def applications(overlay: str) -> list[Object]:
    return of_kind(render(ARGOCD / overlay), "Application")


def project_of(application: Object, overlay: str) -> Any:  # noqa: ANN401 - a YAML document
    (project,) = (
        it["spec"]
        for it in [*of_kind(render(ARGOCD / overlay), "AppProject"), ROOT_OBJECTS[0]]
        if it["metadata"]["name"] == application["spec"]["project"]
    )
    return project


def wave(it: Object) -> int:
    return int(it["metadata"].get("annotations", {}).get("argocd.argoproj.io/sync-wave", "0"))


def deployed(application: Object) -> list[Object]:
    return render(ROOT / application["spec"]["source"]["path"])


@overlays
def test_objects_fit_their_schemas(overlay: str) -> None:
    objects = [*render(ARGOCD / overlay), *ROOT_OBJECTS]

    assert {it["kind"] for it in objects} == {"Application", "AppProject"}
    for it in objects:
        jsonschema.validate(it, SCHEMAS[it["kind"]])


@overlays
def test_every_part_of_the_overlay_is_an_application(overlay: str) -> None:
    parts = {path.parent for path in (ROOT / "k8s" / "overlays" / overlay).glob("*/*.yaml")}

    assert {ROOT / it["spec"]["source"]["path"] for it in applications(overlay)} == {
        part for part in parts if (part / "kustomization.yaml").exists()
    }


@overlays
def test_a_project_allows_what_its_applications_bring(overlay: str) -> None:
    for application in applications(overlay):
        project = project_of(application, overlay)
        namespaces = {it["namespace"] for it in project["destinations"]}
        assert application["spec"]["source"]["repoURL"] in project["sourceRepos"]
        assert application["spec"]["destination"]["namespace"] in namespaces
        for it in deployed(application):
            group = it["apiVersion"].rpartition("/")[0]
            kind = {"group": group, "kind": it["kind"]}
            cluster_wide = it["kind"] == "Namespace"
            allowed = "clusterResourceWhitelist" if cluster_wide else "namespaceResourceWhitelist"
            assert kind in project[allowed]
            assert cluster_wide or it["metadata"]["namespace"] in namespaces


def test_a_project_allows_no_more_than_its_applications_bring(
    request: pytest.FixtureRequest,
) -> None:
    brought: dict[str, set[tuple[str, str]]] = {}
    for overlay in ("minikube", "production"):
        for application in applications(overlay):
            kinds = brought.setdefault(application["spec"]["project"], set())
            kinds |= {
                (it["apiVersion"].rpartition("/")[0], it["kind"]) for it in deployed(application)
            }
    backed_up = composed(PRODUCTION / "postgres", [K8S / "components" / "backups"], request)
    brought["show-off-infra"] |= {
        (it["apiVersion"].rpartition("/")[0], it["kind"]) for it in backed_up
    }

    for project in of_kind(render(ARGOCD / "production"), "AppProject"):
        spec = project["spec"]
        listed = [*spec["clusterResourceWhitelist"], *spec["namespaceResourceWhitelist"]]
        assert {(it["group"], it["kind"]) for it in listed} == brought[project["metadata"]["name"]]


@overlays
def test_waves_go_from_the_ground_to_the_door(overlay: str) -> None:
    waves = {it["metadata"]["name"]: wave(it) for it in applications(overlay)}

    assert waves["namespaces"] < min(waves[it] for it in waves if it != "namespaces")
    # On minikube bootstrap.sh has made the secrets before.
    assert ("secrets" in waves) == (overlay == "production")
    assert waves.get("secrets", waves["network-policies"]) < waves["postgres"]
    assert waves["postgres"] == waves["rabbitmq"] < waves["image-api"]
    assert waves["image-api"] < waves["show-off-api"] < waves["show-off-api-lb"]
    assert waves["show-off-api-lb"] == max(waves.values())


@overlays
def test_tables_are_migrated_before_what_uses_them_starts(overlay: str) -> None:
    objects = render(ROOT / "k8s" / "overlays" / overlay / "image-api")
    (job,) = of_kind(objects, "Job")
    (config,) = of_kind(objects, "ConfigMap")
    (account,) = (
        it
        for it in of_kind(objects, "ServiceAccount")
        if it["metadata"]["name"] == "image-migrations"
    )

    assert job["metadata"]["annotations"]["argocd.argoproj.io/hook"] == "Sync"
    assert max(wave(config), wave(account)) < wave(job)
    assert wave(job) < min(wave(it) for it in of_kind(objects, "Deployment"))


def test_replicas_are_left_to_autoscalers_and_to_nobody_else() -> None:
    scaled = {
        it["spec"]["scaleTargetRef"]["name"]
        for application in applications("production")
        for it in deployed(application)
        if it["kind"] in {"HorizontalPodAutoscaler", "ScaledObject"}
    }
    for application in applications("production"):
        ignored = application["spec"]["ignoreDifferences"]
        assert {it["name"] for it in ignored} == scaled


def test_the_root_brings_the_applications_and_may_do_nothing_else() -> None:
    project, root = ROOT_OBJECTS

    assert Path(root["spec"]["source"]["path"]) == Path("argocd/minikube")
    assert root["spec"]["project"] == project["metadata"]["name"]
    assert project["spec"]["destinations"] == [root["spec"]["destination"]]
    assert {it["kind"] for it in project["spec"]["namespaceResourceWhitelist"]} == {
        "Application",
        "AppProject",
    }
    assert project["spec"]["clusterResourceWhitelist"] == []
