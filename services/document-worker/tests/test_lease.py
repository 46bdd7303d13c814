"""A task in hand is kept, but not for ever."""

import time
from typing import cast

from document_worker.lease import Lease
from document_worker.storage import Away, Storage
from showoff_common.contracts.tasks import Claim, DocumentFacts, ReadOptions, Task

TASK = Task(document="0" * 32, step="read", page=1, attempt=1)
CLAIM = Claim(
    lease_seconds=120,
    document=DocumentFacts(
        id="0" * 32, job="1", number=1, name="", media_type="", bytes=0, sha256="", pages=1
    ),
    options=ReadOptions(),
    traceparent=None,
)


class Asked:
    """image-api as far as claims go; away for the second one."""

    def __init__(self) -> None:
        self.claimers: list[str] = []

    def claim(self, _: Task, claimer: str) -> Claim:
        self.claimers.append(claimer)
        if len(self.claimers) == 2:
            raise Away
        return CLAIM


def test_whoever_hangs_over_a_task_loses_it_in_the_end() -> None:
    asked = Asked()
    lease = Lease(cast("Storage", asked), TASK)
    lease.claim()
    began = lease.ends

    with lease.kept(seconds=0.03):
        time.sleep(0.3)  # hangs

    assert len(asked.claimers) == 1 + 4
    assert len({*asked.claimers}) == 1, "always the same claimer"
    assert lease.ends > began


def test_what_is_done_is_kept_no_longer() -> None:
    asked = Asked()
    lease = Lease(cast("Storage", asked), TASK)

    with lease.kept(seconds=0.3):
        pass
    time.sleep(0.2)

    assert asked.claimers == []
