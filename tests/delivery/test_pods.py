import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.delivery.known_settings import check_values, known_settings
from tests.delivery.machine import SCRIPT
from tests.delivery.manifests import OVERLAYS, PRODUCTION, Pod, of_kind, pods, render

from show_off_api.access.keys import make_key
from show_off_api.settings import ShowOffApiSettings

EVERY = [(overlay, pod) for overlay in OVERLAYS for pod in pods(render(overlay))]
# Made by bootstrap.sh on minikube, from the secret store in production: see the tests of both.
SECRETS = {
    "database": {"SHOWOFF_DATABASE_URL"},
    "broker": {"SHOWOFF_AMQP_URL"},
    "api-keys": {"SHOWOFF_KEYS"},  # on minikube made by hand where wanted
    "webhooks": {"SHOWOFF_WEBHOOK_SECRETS"},  # made by hand where wanted
    "postgres": {"password"},
    "rabbitmq": {"password"},
    "show-off-tls": {"tls.crt", "tls.key"},
}


def name(value: object) -> str:
    return value.name if isinstance(value, Path | Pod) else str(value)


every = pytest.mark.parametrize(("overlay", "pod"), EVERY, ids=name)
serving = pytest.mark.parametrize(
    ("overlay", "pod"), [(overlay, pod) for overlay, pod in EVERY if pod.serves], ids=name
)

each = pytest.mark.parametrize("pod", [pod for _, pod in EVERY], ids=name)
each_serving = pytest.mark.parametrize("pod", [pod for _, pod in EVERY if pod.serves], ids=name)


def variables_of(overlay: Path, pod: Pod) -> Iterator[tuple[str, str]]:
    """Its variables and their values; a secret's value is its own name."""
    maps = {it["metadata"]["name"]: it["data"] for it in of_kind(render(overlay), "ConfigMap")}
    for source in pod.container.get("envFrom", []):
        if reference := source.get("configMapRef"):
            yield from maps[reference["name"]].items()
        else:
            for key in SECRETS[source["secretRef"]["name"]]:
                yield key, source["secretRef"]["name"]
    for variable in pod.container.get("env", []):
        if "value" in variable:
            yield variable["name"], variable["value"]
        else:
            reference = variable["valueFrom"]["secretKeyRef"]
            assert reference["key"] in SECRETS[reference["name"]]
            yield variable["name"], reference["name"]


@each
def test_no_pod_asks_for_rights(pod: Pod) -> None:
    """The restricted profile of Pod Security, and a root file system that is read-only."""
    secured, container = pod.spec["securityContext"], pod.container["securityContext"]

    assert secured["runAsNonRoot"] is True
    assert secured["runAsUser"] > 0
    assert secured["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container["allowPrivilegeEscalation"] is False
    assert container["capabilities"] == {"drop": ["ALL"]}
    assert container["readOnlyRootFilesystem"] is True
    assert pod.spec["automountServiceAccountToken"] is False
    assert not {"hostNetwork", "hostPID", "hostIPC", "initContainers"} & pod.spec.keys()
    kinds = {kind for volume in pod.spec.get("volumes", []) for kind in volume if kind != "name"}
    assert kinds <= {"emptyDir", "configMap", "secret", "persistentVolumeClaim"}


@each
def test_a_pod_says_what_it_needs_at_least_and_at_most(pod: Pod) -> None:
    for bound in ("requests", "limits"):
        assert {"cpu", "memory", "ephemeral-storage"} <= pod.container["resources"][bound].keys()
    for volume in pod.spec.get("volumes", []):
        if "emptyDir" in volume:
            assert volume["emptyDir"]["sizeLimit"]


@each
def test_images_are_pinned(pod: Pod) -> None:
    assert re.search(
        r":(\d+\.\d+(\.\d+)?(-[\w.]+)?|[0-9a-f]{40}|unpublished)$", pod.container["image"]
    )


@each_serving
def test_a_pod_is_asked_whether_it_lives(pod: Pod) -> None:
    for probe in ("readinessProbe", "livenessProbe"):
        how = pod.container[probe]
        handler = how.get("httpGet") or how.get("tcpSocket")
        assert handler is None or handler["port"] in pod.ports
        assert handler or how["exec"]


@each_serving
def test_the_database_is_asked_where_clients_reach_it(pod: Pod) -> None:
    """While it is made, a server for the time being answers on its socket."""
    for probe in ("startupProbe", "readinessProbe", "livenessProbe"):
        command = pod.container.get(probe, {}).get("exec", {}).get("command", [])
        assert "pg_isready" not in command or "--host=127.0.0.1" in command


@every
def test_a_service_knows_what_it_is_told(overlay: Path, pod: Pod) -> None:
    image = pod.container["image"].rpartition("/")[2].partition(":")[0]
    if not pod.container["image"].startswith("ghcr.io/"):
        return
    command = " ".join(pod.container.get("args", []))
    variables = {
        key: value for key, value in variables_of(overlay, pod) if key.startswith("SHOWOFF_")
    }
    own = known_settings(image, command)
    # What one image's containers share, one of them may have no use for.
    shared = known_settings("image-api", "serve") | known_settings("image-api", "consume")

    assert variables.keys() <= (shared if image == "image-api" else own)
    secrets = {
        "database": "postgresql://x@y/z",
        "broker": "amqp://x@y/z",
        "api-keys": str(make_key("someone")[1]),
        "webhooks": f"*:whsec_{'A' * 32}",
    }
    check_values(
        image, command, {key: secrets.get(it, it) for key, it in variables.items() if key in own}
    )


@every
def test_what_a_pod_mounts_is_there(overlay: Path, pod: Pod) -> None:
    objects = render(overlay)
    maps = {it["metadata"]["name"] for it in of_kind(objects, "ConfigMap")}
    claims = {it["metadata"]["name"] for it in of_kind(objects, "PersistentVolumeClaim")}
    templates = pod.owner["spec"].get("volumeClaimTemplates", [])
    volumes = {volume["name"]: volume for volume in pod.spec.get("volumes", [])}
    names = volumes.keys() | {template["metadata"]["name"] for template in templates}

    assert {mount["name"] for mount in pod.container["volumeMounts"]} == names
    for volume in volumes.values():
        assert volume.get("configMap", {}).get("name") in maps | {None}
        assert volume.get("persistentVolumeClaim", {}).get("claimName") in claims | {None}


@every
def test_a_pod_runs_as_a_service_account_of_its_own(overlay: Path, pod: Pod) -> None:
    accounts = {
        it["metadata"]["name"]: it["automountServiceAccountToken"]
        for it in of_kind(render(overlay), "ServiceAccount")
    }

    assert pod.spec["serviceAccountName"] == pod.name
    assert accounts[pod.name] is False


@each
def test_what_still_starts_can_be_told_to_stop(pod: Pod) -> None:
    """Process 1 is deaf to SIGTERM until it has a handler, and would be killed at last."""
    assert pod.namespace != "show-off" or seconds_before_stop(pod) >= 5


def seconds_before_stop(pod: Pod) -> int:
    return int(pod.container["lifecycle"]["preStop"]["sleep"]["seconds"])


@each
def test_a_pod_that_is_found_by_name_answers_for_as_long_as_names_are_cached(pod: Pod) -> None:
    """CoreDNS caches for 30 s at most clusters, and the load balancer asks it for all addresses."""
    assert pod.name != "show-off-api" or seconds_before_stop(pod) > 30


@each
def test_no_pod_is_told_of_every_service(pod: Pod) -> None:
    assert pod.spec["enableServiceLinks"] is False


@each_serving
def test_a_deployment_is_given_as_long_as_bootstrap_waits(pod: Pod) -> None:
    (timeout,) = re.findall(r"SHOWOFF_TIMEOUT:-(\d+)", SCRIPT.read_text(encoding="utf-8"))

    if pod.owner["kind"] == "Deployment":
        assert pod.owner["spec"]["progressDeadlineSeconds"] == int(timeout)


@each
def test_the_migrations_go_on_until_their_deadline(pod: Pod) -> None:
    """The kubelet waits for up to five minutes before another try: 6 tries took less than four."""
    if pod.name == "image-migrations":
        job = pod.owner["spec"]
        assert job["backoffLimit"] * 5 * 60 > job["activeDeadlineSeconds"] >= 30 * 60


@each_serving
def test_claims_are_as_the_api_server_fills_them_in(pod: Pod) -> None:
    """Else ArgoCD, applying at the server's side, sees a difference for ever."""
    for template in pod.owner["spec"].get("volumeClaimTemplates", []):
        assert (template["apiVersion"], template["kind"]) == ("v1", "PersistentVolumeClaim")


@pytest.mark.parametrize("overlay", OVERLAYS, ids=name)
def test_a_pod_that_never_gets_ready_does_not_block_a_drain(overlay: Path) -> None:
    for budget in of_kind(render(overlay), "PodDisruptionBudget"):
        assert budget["spec"]["unhealthyPodEvictionPolicy"] == "AlwaysAllow"


def test_overlays_restart_a_deployment_the_same_way() -> None:
    """The API server refuses Recreate where it has filled in how to roll."""
    strategies = [
        {
            it["metadata"]["name"]: it["spec"].get("strategy")
            for it in of_kind(render(overlay), "Deployment")
        }
        for overlay in OVERLAYS
    ]

    assert all(strategy == strategies[0] for strategy in strategies)


@serving
def test_who_stops_first_lets_others_know_then_ends_what_it_began(overlay: Path, pod: Pod) -> None:
    if pod.namespace != "show-off":
        return  # a server of others, which nobody is led to by a load balancer
    leaves = seconds_before_stop(pod)
    values = dict(variables_of(overlay, pod))
    grace, settle, drain = (
        float(values.get(f"SHOWOFF_{name.upper()}", ShowOffApiSettings.model_fields[name].default))
        for name in ("grace_seconds", "settle_seconds", "drain_seconds")
    )
    files_only = pod.name in {"show-off-ui", "documentation-ui"}
    ends = 10 if files_only else settle + grace + drain

    assert leaves + ends < pod.spec["terminationGracePeriodSeconds"]


@pytest.mark.parametrize("overlay", OVERLAYS, ids=name)
def test_every_service_leads_to_pods_by_a_port_that_they_have(overlay: Path) -> None:
    objects = render(overlay)
    for service in of_kind(objects, "Service"):
        behind = [
            pod
            for pod in pods(objects)
            if service["spec"]["selector"].items() <= pod.labels.items()
            and pod.namespace == service["metadata"]["namespace"]
        ]
        assert behind, service["metadata"]["name"]
        for pod in behind:
            assert {port["targetPort"] for port in service["spec"]["ports"]} <= pod.ports.keys()


@pytest.mark.parametrize("overlay", OVERLAYS, ids=name)
def test_addresses_lead_to_services(overlay: Path) -> None:
    objects = render(overlay)
    services = {
        (it["metadata"]["name"], it["metadata"]["namespace"], port["port"])
        for it in of_kind(objects, "Service")
        for port in it["spec"]["ports"]
    }
    for pod in pods(objects):
        for key, value in variables_of(overlay, pod):
            found = re.search(
                r"(?:^|//)(?!localhost)([a-z-]+)(?:\.([a-z-]+)\.svc\.cluster\.local)?:(\d+)", value
            )
            if found:
                address = (found[1], found[2] or pod.namespace, int(found[3]))
                assert address in services, (pod.name, key)


def test_production_does_not_start_without_api_keys() -> None:
    objects = render(PRODUCTION)
    (api,) = (pod for pod in pods(objects) if pod.name == "show-off-api")

    assert {"secretRef": {"name": "api-keys"}} in api.container["envFrom"]


def test_production_makes_every_secret_that_it_asks_for() -> None:
    objects = render(PRODUCTION)
    made = {
        (it["metadata"]["namespace"], it["metadata"]["name"])
        for it in of_kind(objects, "ExternalSecret")
    }

    for pod in pods(objects):
        for source in pod.container.get("envFrom", []):
            if "secretRef" in source and not source["secretRef"].get("optional"):
                assert (pod.namespace, source["secretRef"]["name"]) in made


@pytest.mark.parametrize("overlay", OVERLAYS, ids=name)
def test_no_secret_is_in_git(overlay: Path) -> None:
    assert not of_kind(render(overlay), "Secret")


def test_production_outlives_the_loss_of_a_node() -> None:
    objects = render(PRODUCTION)
    scaled = {
        it["spec"]["scaleTargetRef"]["name"]
        for it in [*of_kind(objects, "HorizontalPodAutoscaler"), *of_kind(objects, "ScaledObject")]
    }
    guarded = {
        it["spec"]["selector"]["matchLabels"]["app.kubernetes.io/name"]
        for it in of_kind(objects, "PodDisruptionBudget")
    }
    for pod in pods(objects):
        if pod.namespace == "show-off" and pod.serves:
            assert pod.labels["app.kubernetes.io/name"] in guarded
            assert "topologySpreadConstraints" in pod.spec
            assert ("replicas" not in pod.owner["spec"]) == (pod.name in scaled)
            assert pod.owner["spec"].get("replicas", 2) >= 2
