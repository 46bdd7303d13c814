"""Every picture whose reading was promised to be kept is in the database, once."""

import time
from collections.abc import Iterable

from tests.cluster.cluster import Cluster
from tests.cluster.readers import Answers
from tests.cluster.report import Report

_SECONDS = 180
_AT_ONCE = 500


def check(cluster: Cluster, answers: Answers, report: Report) -> None:
    """Outboxes and queues are given time to empty."""
    accepted = answers.accepted
    deadline = time.monotonic() + _SECONDS
    while (lost := accepted - kept(cluster, accepted)) and time.monotonic() < deadline:
        time.sleep(5)
    report.hold("lost of all accepted reads", not lost, f"{len(lost)} of {len(accepted)}")
    report.hold("reads at all", bool(accepted), answers)


def kept(cluster: Cluster, ids: Iterable[str]) -> set[str]:
    """Those of the ids, which are hexadecimal, that have a file and a reading."""
    ids = sorted(ids)
    found: set[str] = set()
    for begin in range(0, len(ids), _AT_ONCE):
        listed = ", ".join(f"'{it}'" for it in ids[begin : begin + _AT_ONCE])
        whole = "path IS NOT NULL AND detection_model IS NOT NULL"
        asked = f"SELECT id FROM image WHERE {whole} AND id IN ({listed})"  # noqa: S608
        found |= set(cluster.query(asked).split())
    return found
