"""A read's trace in the cluster's own Jaeger, edge for edge."""

from tests.cluster.cluster import Cluster
from tests.cluster.report import Report
from tests.telemetry import jaeger
from tests.telemetry.graph import READ
from tests.telemetry.platform import RECEIPT, traced_post

_ARRIVAL_SECONDS = 60


def check(cluster: Cluster, report: Report) -> None:
    """Where something stands in for Jaeger, it says so and no more."""
    with (
        cluster.forwarded("show-off", "show-off-api-lb", 80) as url,
        cluster.forwarded("observability", "jaeger", 16686) as traces,
    ):
        if not jaeger.is_jaeger(traces):
            report.note("a read's trace in Jaeger", "not asked: a stand-in takes the traces")
            return
        call = traced_post(f"{url}/api/read", files={"image": RECEIPT.read_bytes()})
        found = jaeger.kept(traces, call, READ, _ARRIVAL_SECONDS)
    wrong = sorted(found.calls ^ READ.calls)
    edges = len(READ.calls & found.calls)
    reported = f"{edges} of {len(READ.calls)} edges {' '.join(map(str, wrong))}"
    report.hold("a read's trace in Jaeger", found == READ, reported.strip())
