"""A task in hand: claimed, and claimed again before its time is over."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final
from uuid import uuid4

from document_worker.storage import Away, Storage
from showoff_common.contracts.tasks import Claim, Task
from showoff_common.telemetry.tracing import untraced

_RENEWALS: Final = 4
"""Whoever hangs over a task does not keep it for ever."""
_SHARE: Final = 1 / 3
"""Of a lease, after which it is renewed: twice more there is time to, should image-api be away."""


class Lease:
    """One claimer's hold of a task.

    Args:
        storage: Who has the task.
        task: Which.

    Attributes:
        ends: When others may have it, on the monotonic clock, as far as is known here.
    """

    def __init__(self, storage: Storage, task: Task) -> None:
        self.ends = time.monotonic()
        self._storage = storage
        self._task = task
        self._claimer = uuid4().hex

    def claim(self) -> Claim | None:
        """Take the task, or keep it: also where an answer to this was lost before.

        Returns:
            None where it is somebody else's, or nobody wants it any more.

        Raises:
            Away: Nobody can tell.
        """
        asked = time.monotonic()
        with untraced():
            claim = self._storage.claim(self._task, self._claimer)
        if claim is not None:
            self.ends = asked + claim.lease_seconds
        return claim

    @contextmanager
    def kept(self, seconds: float) -> Iterator[None]:
        """Keep the task, of so long a lease, while the block runs: within bounds."""
        over = threading.Event()
        renewing = threading.Thread(target=self._renew, args=(over, seconds * _SHARE), daemon=True)
        renewing.start()
        try:
            yield
        finally:
            over.set()

    def _renew(self, over: threading.Event, every: float) -> None:
        for _ in range(_RENEWALS):
            if over.wait(every):
                return
            try:
                if self.claim() is None:
                    return  # its result will be refused; an old image-api renews nothing
            except Away:
                continue
