from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.delivery.manifests import (
    K8S,
    MINIKUBE,
    OVERLAYS,
    PRODUCTION,
    Object,
    composed,
    of_kind,
    pods,
    render,
)
from tests.delivery.policies import EDGES, End, allowed, edges


def service(name: str, port: int = 0) -> End:
    """What operators and clusters run, which is in no manifest of ours."""
    namespace = {"prometheus": "observability", "solver": "show-off"}
    labels = {
        "postgres": {"app.kubernetes.io/name": "postgres", "cnpg.io/cluster": "postgres"},
        "solver": {"acme.cert-manager.io/http01-solver": "true"},
    }
    return End(
        name,
        namespace.get(name, "show-off-infra" if name in {"postgres", "rabbitmq"} else name),
        labels.get(name, {"app.kubernetes.io/name": name}),
        {"own": port} if port else {},
    )


OTHERS = [
    service("postgres", 5432),
    service("rabbitmq", 5672),
    service("keda"),
    service("cnpg-system"),
    service("ingress-nginx"),
    service("prometheus"),
    service("solver", 8089),
]
"""In production, beside our own."""
IN_PRODUCTION = {
    ("ingress-nginx", "show-off-api-lb", 8080),
    ("ingress-nginx", "solver", 8089),
    ("keda", "rabbitmq", 5672),
    ("keda", "image-api", 5003),
    ("cnpg-system", "postgres", 5432),
    ("postgres", "postgres", 5432),
    ("prometheus", "show-off-api", 5000),
    ("prometheus", "detection-api", 5001),
    ("prometheus", "recognition-api", 5002),
    ("prometheus", "image-api", 5003),
    ("prometheus", "image-consumers", 9103),
    ("prometheus", "image-dispatch", 9103),
    ("prometheus", "image-notify", 9103),
    ("prometheus", "document-worker", 5004),
}

overlays = pytest.mark.parametrize("overlay", OVERLAYS, ids=lambda it: it.name)


def policies(overlay: Path) -> list[Object]:
    return of_kind(render(overlay), "NetworkPolicy")


def ends(objects: list[Object]) -> list[End]:
    return [End.of(pod) for pod in pods(objects)]


def test_exactly_the_drawn_edges_are_open_on_minikube() -> None:
    stranger = End("stranger", "default", {})
    own = ends(render(MINIKUBE))

    assert edges(policies(MINIKUBE), [*own, stranger]) == EDGES | {
        ("stranger", "show-off-api-lb", 8080)
    }


def test_exactly_the_drawn_edges_are_open_in_production() -> None:
    stranger = End("stranger", "default", {})
    own = ends(render(PRODUCTION))

    assert edges(policies(PRODUCTION), [*own, *OTHERS, stranger]) == EDGES | IN_PRODUCTION


def test_nobody_but_the_ingress_controller_can_say_whose_a_request_is_in_production() -> None:
    """The load balancer believes X-Forwarded-For of every pod that reaches it."""
    own = ends(render(PRODUCTION))
    (door,) = (it for it in own if it.name == "show-off-api-lb")
    callers = [*own, *OTHERS, End("stranger", "default", {})]

    assert {
        it.name for it in callers if allowed(policies(PRODUCTION), it, door, door.ports["http"])
    } == {"ingress-nginx"}


@pytest.fixture
def with_tls(request: pytest.FixtureRequest) -> list[Object]:
    """The minikube overlay, its load balancer with the component tls."""
    part = MINIKUBE / "show-off-api-lb"
    return [
        *composed(part, [K8S / "components" / "tls"], request),
        *policies(MINIKUBE),
        *of_kind(render(MINIKUBE), "Namespace"),
    ]


def test_the_door_lets_in_what_it_serves_with_tls(with_tls: list[Object]) -> None:
    (door,) = ends(with_tls)
    (exposed,) = of_kind(with_tls, "Service")
    stranger = End("stranger", "default", {})

    for port in exposed["spec"]["ports"]:
        number = door.ports[port["targetPort"]]
        assert allowed(of_kind(with_tls, "NetworkPolicy"), stranger, door, number)
    assert {port["port"] for port in exposed["spec"]["ports"]} == {80, 443}


@overlays
def test_every_namespace_forbids_what_is_not_allowed(overlay: Path) -> None:
    defaults = [it for it in policies(overlay) if it["metadata"]["name"] == "default"]

    assert {it["metadata"]["namespace"] for it in defaults} == {
        it["metadata"]["name"] for it in of_kind(render(overlay), "Namespace")
    }
    stranger = End("stranger", "default", {}, {"any": 1})
    for pod in ends(render(overlay)):
        assert not allowed(policies(overlay), pod, stranger, 1)
        assert not allowed(policies(overlay), stranger, pod, 1)
    for policy in policies(overlay):
        own = policy["metadata"]["name"] != "monitoring"  # which lets in, and nothing else
        assert set(policy["spec"]["policyTypes"]) == {"Ingress", *(["Egress"] if own else [])}
    for policy in defaults:
        assert "ingress" not in policy["spec"]
        (names,) = policy["spec"]["egress"]
        assert {port["port"] for port in names["ports"]} == {53}


@overlays
def test_all_may_ask_for_names(overlay: Path) -> None:
    dns = End("dns", "kube-system", {"k8s-app": "kube-dns"}, {"dns": 53})

    for pod in ends(render(overlay)):
        assert allowed(policies(overlay), pod, dns, 53)


@overlays
def test_every_policy_is_for_pods_that_there_are(overlay: Path) -> None:
    there = [*ends(render(overlay)), *(OTHERS if overlay == PRODUCTION else [])]
    for policy in policies(overlay):
        wanted = policy["spec"]["podSelector"].get("matchLabels", {}).items()
        namespace = policy["metadata"]["namespace"]
        assert any(wanted <= it.labels.items() for it in there if it.namespace == namespace)


@pytest.mark.parametrize("edge", sorted(EDGES), ids=lambda it: f"{it[0]}-{it[1]}")
def test_every_edge_is_drawn_for_operators(edge: tuple[str, str, int]) -> None:
    drawn = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = [row for row in drawn.splitlines() if row.startswith(f"| {edge[0]} |")]

    assert rows
    assert f"{edge[1]}:{edge[2]}" in rows[0]
