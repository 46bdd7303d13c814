from typing import Any, NamedTuple

import pytest
from tests.conftest import ROOT
from tests.delivery.manifests import K8S, Object, of_kind, pods, render

# Who calls whom, by which port. The same is drawn in docs/operations.md.
EDGES = {
    ("show-off-api-lb", "show-off-api", 5000),
    ("show-off-api-lb", "show-off-ui", 8080),
    ("show-off-api-lb", "documentation-ui", 8080),
    ("documentation-ui", "show-off-api", 5000),
    ("documentation-ui", "detection-api", 5001),
    ("documentation-ui", "recognition-api", 5002),
    ("documentation-ui", "image-api", 5003),
    ("show-off-api", "detection-api", 5001),
    ("show-off-api", "recognition-api", 5002),
    ("show-off-api", "image-api", 5003),
    ("show-off-api", "rabbitmq", 5672),
    ("image-consumers", "rabbitmq", 5672),
    ("image-consumers", "postgres", 5432),
    ("image-api", "postgres", 5432),
    ("image-migrations", "postgres", 5432),
    ("image-retention", "postgres", 5432),
    ("show-off-api", "jaeger", 4318),
    ("detection-api", "jaeger", 4318),
    ("recognition-api", "jaeger", 4318),
    ("image-api", "jaeger", 4318),
    ("image-consumers", "jaeger", 4318),
    ("image-retention", "jaeger", 4318),
}
OBJECTS = render(K8S / "overlays" / "minikube")
POLICIES = of_kind(OBJECTS, "NetworkPolicy")


class End(NamedTuple):
    """One end of an edge."""

    name: str
    namespace: str


def selected(policy: Object) -> End | None:
    """Whom a policy is for; None where it is for all in its namespace."""
    labels = policy["spec"]["podSelector"].get("matchLabels")
    if not labels:
        return None
    return End(labels["app.kubernetes.io/name"], policy["metadata"]["namespace"])


def peer(policy: Object, it: dict[str, Any]) -> End:
    namespace = it.get("namespaceSelector", {}).get("matchLabels", {})
    return End(
        it["podSelector"]["matchLabels"]["app.kubernetes.io/name"],
        namespace.get("kubernetes.io/metadata.name", policy["metadata"]["namespace"]),
    )


def allowed(direction: str, side: str) -> set[tuple[End, End, int]]:
    """Every (me, peer, port) that the policies allow one way."""
    return {
        (me, peer(policy, other), port["port"])
        for policy in POLICIES
        if (me := selected(policy))
        for rule in policy["spec"].get(direction, [])
        for other in rule.get(side, [])
        for port in rule["ports"]
    }


def test_exactly_the_drawn_edges_may_be_begun() -> None:
    assert {(me.name, to.name, port) for me, to, port in allowed("egress", "to")} == EDGES


def test_each_edge_is_let_in_where_it_is_let_out() -> None:
    out = {(me, to, port) for me, to, port in allowed("egress", "to")}

    assert {(source, me, port) for me, source, port in allowed("ingress", "from")} == out


def test_only_the_door_is_open_to_all() -> None:
    doors = {
        selected(policy)
        for policy in POLICIES
        for rule in policy["spec"].get("ingress", [])
        if "from" not in rule
    }

    assert doors == {End("show-off-api-lb", "show-off")}


def test_every_namespace_forbids_what_is_not_allowed() -> None:
    defaults = [policy for policy in POLICIES if selected(policy) is None]

    assert {policy["metadata"]["namespace"] for policy in defaults} == {
        it["metadata"]["name"] for it in of_kind(OBJECTS, "Namespace")
    }
    for policy in POLICIES:
        assert set(policy["spec"]["policyTypes"]) == {"Ingress", "Egress"}
    for policy in defaults:
        assert "ingress" not in policy["spec"]
        (names,) = policy["spec"]["egress"]
        assert {port["port"] for port in names["ports"]} == {53}


def test_every_edge_ends_at_pods_with_that_port() -> None:
    ports = {End(pod.name, pod.namespace): set(pod.ports.values()) for pod in pods(OBJECTS)}

    for source, to, port in allowed("egress", "to"):
        assert source in ports
        assert port in ports[to]


@pytest.mark.parametrize("edge", sorted(EDGES), ids=lambda it: f"{it[0]}-{it[1]}")
def test_every_edge_is_drawn_for_operators(edge: tuple[str, str, int]) -> None:
    drawn = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    rows = [row for row in drawn.splitlines() if row.startswith(f"| {edge[0]} |")]

    assert rows
    assert f"{edge[1]}:{edge[2]}" in rows[0]
