"""A bounded waiting room: so many work, so many wait, so long; all others shall come back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from showoff_common.deadline import ENDLESS, Deadline
from showoff_common.problems import Problem


class Admission:
    """Lets a bounded number of threads work and a bounded number wait.

    Args:
        slots: How many may work at the same time.
        waiting: How many more may wait for a slot.
        wait_seconds: How long they wait for it at the longest.
        retry_after: Seconds after which one who was turned away may come back.
    """

    def __init__(
        self, slots: int, waiting: int, wait_seconds: float = 10, retry_after: int = 1
    ) -> None:
        self._places = threading.BoundedSemaphore(slots + waiting)
        self._slots = threading.BoundedSemaphore(slots)
        self._wait_seconds = wait_seconds
        self._retry_after = retry_after

    @contextmanager
    def admit(self, deadline: Deadline = ENDLESS) -> Iterator[None]:
        """Hold a slot while the block runs, unless it came too late to be of use.

        Raises:
            Problem: 503 with `Retry-After` where no place is left or no slot came free in time;
                499 or 504 where nobody waits any more.
        """
        if not self._places.acquire(blocking=False):
            raise self._full()
        try:
            if not self._slots.acquire(timeout=min(self._wait_seconds, deadline.remaining())):
                raise self._full()
            try:
                deadline.check()
                yield
            finally:
                self._slots.release()
        finally:
            self._places.release()

    def _full(self) -> Problem:
        return Problem(
            HTTPStatus.SERVICE_UNAVAILABLE,
            "Busy",
            "As many requests as can be served are being served; try again shortly.",
            headers={"Retry-After": str(self._retry_after)},
        )
