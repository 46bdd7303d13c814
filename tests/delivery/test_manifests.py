import json
from functools import cache
from itertools import product
from pathlib import Path

import jsonschema
import kubernetes_validate
import pytest
import yaml
from tests.delivery.manifests import (
    K8S,
    OVERLAYS,
    PARTS,
    PRODUCTION,
    Object,
    composed,
    of_kind,
    pods,
    render,
)

KUBERNETES = "1.35"
SCHEMAS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in (Path(__file__).parent / "schemas").glob("*.json")
}
BASES = sorted(path.parent for path in K8S.glob("base/*/kustomization.yaml"))
COMPONENTS = sorted(path.parent for path in K8S.glob("components/**/kustomization.yaml"))


_TRACED = (
    *("show-off-api", "show-off-api-go", "detection-api", "recognition-api"),
    *("image-api", "image-consumers", "image-dispatch", "image-notify"),
    *("image-retention", "document-worker"),
)


def check(objects: list[Object]) -> None:
    for it in objects:
        check_once(json.dumps(it))


@cache
def check_once(text: str) -> None:
    """What is the same everywhere need not be checked everywhere: it takes a while."""
    it = json.loads(text)
    if it["kind"] in SCHEMAS:
        jsonschema.validate(it, SCHEMAS[it["kind"]])
    else:
        kubernetes_validate.validate(it, KUBERNETES, strict=True)


def fits(base: Path, component: Path) -> bool:
    """Whether a component is for this base: one that only brings its own goes alone."""
    needs = {
        "backups": "",  # for production's own Postgres, below
        "tls": "show-off-api-lb",
        "image-consumers": "image-api",
        "network-policies": "namespaces",
        "monitoring": "namespaces",
        "model-gate": "recognition-api",
    }
    if component.parent.name == "autoscaling":
        needs[component.name] = needs.get(component.name, component.name)
    return needs.get(component.name, base.name) == base.name


@pytest.mark.parametrize("folder", PARTS, ids=lambda it: str(it.relative_to(K8S)))
def test_every_object_fits_its_schema(folder: Path) -> None:
    objects = render(folder)

    assert objects
    check(objects)


@pytest.mark.parametrize(
    ("base", "component"),
    [pair for pair in product(BASES, COMPONENTS) if fits(*pair)],
    ids=lambda it: str(it.relative_to(K8S)),
)
def test_every_component_goes_with_every_base_that_it_is_for(
    base: Path, component: Path, request: pytest.FixtureRequest
) -> None:
    check(composed(base, [component], request))


@pytest.fixture
def backed_up(request: pytest.FixtureRequest) -> list[Object]:
    return composed(PRODUCTION / "postgres", [K8S / "components" / "backups"], request)


def test_backups_go_where_their_key_fits(backed_up: list[Object]) -> None:
    check(backed_up)
    cluster, store, schedule, key = (
        of_kind(backed_up, kind)[0]
        for kind in ("Cluster", "ObjectStore", "ScheduledBackup", "ExternalSecret")
    )
    (plugin,) = cluster["spec"]["plugins"]
    credentials = store["spec"]["configuration"]["s3Credentials"].values()

    assert plugin["isWALArchiver"] is True
    assert plugin["parameters"] == {"barmanObjectName": store["metadata"]["name"]}
    assert schedule["spec"]["cluster"]["name"] == cluster["metadata"]["name"]
    assert schedule["spec"]["pluginConfiguration"]["name"] == plugin["name"]
    assert {it["name"] for it in credentials} == {key["metadata"]["name"]}
    assert {it["key"] for it in credentials} == key["spec"]["target"]["template"]["data"].keys()


def test_backups_are_promised_where_they_are_configured_only() -> None:
    """`spec.backup` or a plugin makes them; a word in a comment does not."""
    (cluster,) = of_kind(render(PRODUCTION), "Cluster")
    text = (PRODUCTION / "postgres" / "cluster.yaml").read_text(encoding="utf-8")

    assert "plugins" in cluster["spec"] or "and backups" not in text


@pytest.mark.parametrize("overlay", OVERLAYS, ids=lambda it: it.name)
def test_every_object_has_a_namespace_that_is_there(overlay: Path) -> None:
    objects = render(overlay)
    namespaces = {it["metadata"]["name"] for it in of_kind(objects, "Namespace")}

    assert {
        it["metadata"].get("namespace") for it in objects if it["kind"] != "Namespace"
    } == namespaces


@pytest.mark.parametrize("overlay", OVERLAYS, ids=lambda it: it.name)
def test_an_overlay_is_the_sum_of_its_parts(overlay: Path) -> None:
    def names(objects: list[Object]) -> list[tuple[str, str]]:
        return sorted((it["kind"], it["metadata"]["name"]) for it in objects)

    parts = [it for part in PARTS if part.parent == overlay for it in render(part)]

    assert names(render(overlay)) == names(parts)


@pytest.mark.parametrize("part", [it for it in PARTS if it.name == "jaeger"], ids=str)
def test_what_jaeger_is_told_hangs_together(part: Path) -> None:
    (config,) = of_kind(render(part), "ConfigMap")
    collector = yaml.safe_load(config["data"]["jaeger.yaml"])
    pipeline = collector["service"]["pipelines"]["traces"]

    assert set(collector["service"]["extensions"]) == collector["extensions"].keys()
    for stage in ("receivers", "processors", "exporters"):
        assert set(pipeline[stage]) == collector[stage].keys()
    assert (
        collector["extensions"]["jaeger_query"]["storage"]["traces"]
        in (collector["extensions"]["jaeger_storage"]["backends"])
    )


@pytest.mark.parametrize("overlay", OVERLAYS, ids=lambda it: it.name)
def test_all_that_makes_traces_sends_them_to_jaeger(overlay: Path) -> None:
    objects = render(overlay)
    (jaeger,) = (it for it in of_kind(objects, "Service") if it["metadata"]["name"] == "jaeger")
    (port,) = (it["port"] for it in jaeger["spec"]["ports"] if it["name"] == "otlp")
    collector = {
        pod.name: env["value"]
        for pod in pods(objects)
        for env in pod.container.get("env", [])
        if env["name"] == "OTEL_EXPORTER_OTLP_ENDPOINT"
    }

    address = f"http://jaeger.{jaeger['metadata']['namespace']}.svc.cluster.local:{port}"
    assert collector == dict.fromkeys(_TRACED, address)
