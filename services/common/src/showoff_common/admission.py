"""A bounded waiting room: so many work, so many wait, all others are asked to come back."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from showoff_common.problems import Problem


class Admission:
    """Lets a bounded number of threads work and a bounded number wait.

    Args:
        slots: How many may work at the same time.
        waiting: How many more may wait for a slot.
        retry_after: Seconds after which one who was turned away may come back.
    """

    def __init__(self, slots: int, waiting: int, retry_after: int = 1) -> None:
        self._places = threading.BoundedSemaphore(slots + waiting)
        self._slots = threading.BoundedSemaphore(slots)
        self._retry_after = retry_after

    @contextmanager
    def admit(self, patience: float | None = None) -> Iterator[None]:
        """Hold a slot while the block runs.

        Args:
            patience: Seconds to wait for a slot at the longest; None waits as long as it takes.

        Raises:
            Problem: 503 with `Retry-After` where no place is left or no slot came free in time.
        """
        if not self._places.acquire(blocking=False):
            raise self._full()
        try:
            if not self._slots.acquire(timeout=patience):
                raise self._full()
            try:
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
