"""All that was promised to be kept is in the database, and every job that was accepted is done."""

import time
from collections.abc import Iterable

from tests.cluster.cluster import Cluster
from tests.cluster.readers import Answers
from tests.cluster.report import Report

# A worker that was removed by force while it assembled a PDF has a lease of eleven minutes.
_SECONDS = {"read": 180, "job": 900}
_AT_ONCE = 500
_WHOLE = {
    "read": "image WHERE path IS NOT NULL AND detection_model IS NOT NULL",
    "job": "job WHERE state = 'succeeded'",
}
"""Where what was accepted is in the end. Those that are there have a file and a reading."""


def check(cluster: Cluster, answers: Answers, report: Report) -> None:
    """Outboxes and queues are given time to empty."""
    for what in _WHOLE:
        accepted = answers.accepted(what)
        deadline = time.monotonic() + _SECONDS[what]
        while (lost := accepted - whole(cluster, what, accepted)) and time.monotonic() < deadline:
            time.sleep(5)
        report.hold(f"lost of all accepted {what}s", not lost, f"{len(lost)} of {len(accepted)}")
    report.hold("reads at all", bool(answers.accepted("read")), answers)


def whole(cluster: Cluster, what: str, ids: Iterable[str]) -> set[str]:
    """Those of the ids, which are hexadecimal, that nothing is missing of."""
    ids = sorted(ids)
    found: set[str] = set()
    for begin in range(0, len(ids), _AT_ONCE):
        listed = ", ".join(f"'{it}'" for it in ids[begin : begin + _AT_ONCE])
        asked = f"SELECT id FROM {_WHOLE[what]} AND id IN ({listed})"  # noqa: S608
        found |= set(cluster.query(asked).split())
    return found
