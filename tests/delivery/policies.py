"""Who may call whom, as Kubernetes understands NetworkPolicies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.delivery.manifests import Object, Pod

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
    ("image-dispatch", "rabbitmq", 5672),
    ("image-dispatch", "postgres", 5432),
    ("image-dispatch", "jaeger", 4318),
    ("image-notify", "postgres", 5432),
    ("image-notify", "jaeger", 4318),
    ("document-worker", "detection-api", 5001),
    ("document-worker", "recognition-api", 5002),
    ("document-worker", "image-api", 5003),
    ("document-worker", "rabbitmq", 5672),
    ("document-worker", "jaeger", 4318),
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
"""Who calls whom, by which port. The same is drawn in docs/operations.md."""


@dataclass(frozen=True)
class End:
    """A kind of pods: one end of a connection.

    Attributes:
        name: What it is called here.
        ports: What it listens on, by the names of the ports.
    """

    name: str
    namespace: str
    labels: Mapping[str, str] = field(hash=False)
    ports: Mapping[str, int] = field(default_factory=dict, hash=False)

    @classmethod
    def of(cls, pod: Pod) -> "End":
        name = pod.labels.get("app.kubernetes.io/name", pod.name)  # one of all that are one service
        return cls(name, pod.namespace, pod.labels, pod.ports)


def edges(policies: Iterable[Object], ends: Iterable[End]) -> set[tuple[str, str, int]]:
    """Every (source, target, port) that is let out at the one end and let in at the other."""
    policies, ends = list(policies), list(ends)
    return {
        (source.name, target.name, port)
        for source in ends
        for target in ends
        for port in target.ports.values()
        if allowed(policies, source, target, port)
    }


def allowed(policies: Iterable[Object], source: End, target: End, port: int) -> bool:
    return all(
        _lets(policies, direction, me, other, target, port)
        for direction, me, other in (("Egress", source, target), ("Ingress", target, source))
    )


def _lets(
    policies: Iterable[Object], direction: str, me: End, other: End, target: End, port: int
) -> bool:
    """Whether one end lets it pass: everything where no policy selects it, else what one names."""
    mine = [
        it["spec"]
        for it in policies
        if it["metadata"]["namespace"] == me.namespace
        and direction in it["spec"]["policyTypes"]
        and _selects(it["spec"]["podSelector"], me.labels)
    ]
    peers = "to" if direction == "Egress" else "from"
    return not mine or any(
        _has_port(rule, target, port)
        and (peers not in rule or any(_is_peer(it, me, other) for it in rule[peers]))
        for spec in mine
        for rule in spec.get(direction.lower(), [])
    )


def _has_port(rule: Object, target: End, port: int) -> bool:
    """By number or by the name that the target gives it; a rule without ports is for all."""
    return "ports" not in rule or any(
        target.ports.get(it["port"], it["port"]) == port for it in rule["ports"]
    )


def _is_peer(peer: Object, me: End, other: End) -> bool:
    if "ipBlock" in peer:  # of the world outside: none of the ends is there
        return False
    assert peer.keys() <= {"namespaceSelector", "podSelector"}, peer
    namespace = {"kubernetes.io/metadata.name": other.namespace}
    there = (
        _selects(peer["namespaceSelector"], namespace)
        if "namespaceSelector" in peer
        else other.namespace == me.namespace
    )
    return there and _selects(peer.get("podSelector", {}), other.labels)


def _selects(selector: Mapping[str, Any], labels: Mapping[str, str]) -> bool:
    assert selector.keys() <= {"matchLabels"}, selector
    return bool(selector.get("matchLabels", {}).items() <= labels.items())
