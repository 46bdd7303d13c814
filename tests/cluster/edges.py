"""Every edge of docs/operations.md and every other one, tried by a pod with the caller's labels."""

import json
from collections.abc import Iterable

from tests.cluster.cluster import NAMESPACES, Cluster
from tests.cluster.readers import image_of_show_off_api
from tests.cluster.report import Report
from tests.delivery.manifests import MINIKUBE, pods, render
from tests.delivery.policies import EDGES

_STRANGER = "stranger"
_DOOR = ("show-off-api-lb", 8080)
_API_SERVER = ("kubernetes", 443)
"""Kubernetes' own, which none of ours has anything to ask."""
_OUTSIDE = ("the internet", 443)
_OUTSIDE_ADDRESS = "github.com"  # where the runners' own jobs come from
_WEBHOOKS = "image-notify"
_SCRIPT = """
import json, socket, sys
from concurrent.futures import ThreadPoolExecutor
def opens(target):
    try:
        socket.create_connection((target[1], target[2]), 3).close()
        return True
    except OSError:
        return False
targets = json.loads(sys.argv[1])
with ThreadPoolExecutor(32) as pool:
    print(json.dumps(list(pool.map(opens, targets))))
"""


def check(cluster: Cluster, report: Report) -> None:
    targets = listening(cluster)
    found: set[tuple[str, str, int]] = set()
    callers = {pod.name: pod for pod in pods(render(MINIKUBE))}
    image = image_of_show_off_api(cluster)
    for name in [*callers, _STRANGER]:
        namespace = callers[name].namespace if name in callers else "default"
        labels = callers[name].labels if name in callers else {}
        found |= {
            (name, target, port)
            for target, port in reached(cluster, (namespace, name, labels), image, targets)
        }
    allowed = {target[0] for target in targets}
    expected = {
        *(
            (name, target, port)
            for name, pod in callers.items()
            for caller, target, port in EDGES
            if caller == pod.labels["app.kubernetes.io/name"] and target in allowed
        ),
        # Ours are let out to what they need only.
        (_STRANGER, *_DOOR),
        (_STRANGER, *_API_SERVER),
    }
    if (_STRANGER, *_OUTSIDE) in found:
        expected |= {(name, *_OUTSIDE) for name in (_STRANGER, _WEBHOOKS)}
    else:
        report.note("webhooks to the internet", "not tried: there is no way to it")
    tried = len(targets) * (len(callers) + 1)
    wrong = sorted(found ^ expected)
    result = f"{tried - len(wrong)} of {tried} as documented {' '.join(map(str, wrong))}"
    report.hold("network policies", not wrong, result.strip())


def listening(cluster: Cluster) -> list[tuple[str, str, int]]:
    """Pods, Kubernetes and the internet: a name, an address and a port, for each port they have."""
    ports = {pod.name: sorted(set(pod.ports.values())) for pod in pods(render(MINIKUBE))}
    found: dict[str, str] = {}
    for namespace in NAMESPACES:
        for pod in cluster.pods(namespace):
            name = pod["metadata"]["labels"].get("app.kubernetes.io/name", "")
            found.setdefault(name, pod["status"]["podIP"])
    name, port = _API_SERVER
    address = cluster.json("--namespace", "default", "get", "service", name)["spec"]["clusterIP"]
    return [
        *((name, found[name], port) for name in sorted(found) for port in ports.get(name, [])),
        (name, address, port),
        (_OUTSIDE[0], _OUTSIDE_ADDRESS, _OUTSIDE[1]),
    ]


def reached(
    cluster: Cluster,
    caller: tuple[str, str, dict[str, str]],
    image: str,
    targets: Iterable[tuple[str, str, int]],
) -> set[tuple[str, int]]:
    """What a pod with these labels can open a connection to. It is never ready: nobody calls it."""
    namespace, name, labels = caller
    targets = list(targets)
    pod = {
        "kind": "Pod",
        "apiVersion": "v1",
        "metadata": {"name": f"probe-{name}", "namespace": namespace, "labels": labels},
        "spec": {
            "restartPolicy": "Never",
            "automountServiceAccountToken": False,
            "terminationGracePeriodSeconds": 1,
            "securityContext": {
                "runAsNonRoot": True,
                "runAsUser": 10001,
                "seccompProfile": {"type": "RuntimeDefault"},
            },
            "containers": [
                {
                    "name": "probe",
                    "image": image,
                    "command": ["sleep", "600"],
                    "readinessProbe": {"exec": {"command": ["false"]}},
                    "securityContext": {
                        "allowPrivilegeEscalation": False,
                        "capabilities": {"drop": ["ALL"]},
                    },
                }
            ],
        },
    }
    own = ("--namespace", namespace)
    cluster.kubectl("create", "--filename", "-", sent=json.dumps(pod))
    try:
        running = "--for=jsonpath={.status.phase}=Running"
        cluster.kubectl(*own, "wait", running, f"pod/probe-{name}", "--timeout=120s")
        command = ("exec", f"probe-{name}", "--", "python", "-c", _SCRIPT, json.dumps(targets))
        answers = json.loads(cluster.kubectl(*own, *command))
    finally:
        cluster.kubectl(*own, "delete", "pod", f"probe-{name}", "--wait=false")
    return {
        (target, port) for (target, _, port), opened in zip(targets, answers, strict=True) if opened
    }
