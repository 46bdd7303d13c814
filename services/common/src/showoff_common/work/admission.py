"""A bounded waiting room: slots for work, a queue of limited length and time, refusal beyond."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from showoff_common.errors import Problem
from showoff_common.work.deadline import ENDLESS, Deadline


class Admission:
    """Lets a bounded number of threads work and a bounded number wait, in the order they came.

    Args:
        slots: How many may work at the same time.
        waiting: How many more may wait for a slot.
        wait_seconds: How long they wait for it at the longest.
        retry_after: Seconds after which one who was turned away may come back.
    """

    def __init__(
        self, slots: int, waiting: int, wait_seconds: float = 10, retry_after: int = 1
    ) -> None:
        self._free = slots
        self._line: deque[object] = deque()
        self._changed = threading.Condition()
        self._waiting = waiting
        self._wait_seconds = wait_seconds
        self._retry_after = retry_after

    @contextmanager
    def admit(
        self, deadline: Deadline = ENDLESS, tell: Callable[[int], None] = lambda _: None
    ) -> Iterator[None]:
        """Hold a slot while the block runs, unless it came too late to be of use.

        Args:
            deadline: Until when it is of use.
            tell: Called with how many come first, if there is a wait, and whenever that changes.

        Raises:
            Problem: 503 with `Retry-After` where no place is left or no slot came free in time;
                499 or 504 where the client has gone.
        """
        self._take_slot(deadline, tell)
        try:
            deadline.check()
            yield
        finally:
            with self._changed:
                self._free += 1
                self._changed.notify_all()

    def _take_slot(self, deadline: Deadline, tell: Callable[[int], None]) -> None:
        with self._changed:
            if len(self._line) - self._free >= self._waiting:
                raise full(self._retry_after)
            until = time.monotonic() + min(self._wait_seconds, deadline.remaining())
            me = object()
            self._line.append(me)
            try:
                self._wait_for_turn(me, until, tell)
                self._free -= 1
            finally:
                self._line.remove(me)
                self._changed.notify_all()

    def _wait_for_turn(self, me: object, until: float, tell: Callable[[int], None]) -> None:
        reported = None
        while (before := self._line.index(me)) >= self._free:
            if before != reported:
                tell(before)
                reported = before
            left = until - time.monotonic()
            if left <= 0:
                raise full(self._retry_after)
            self._changed.wait(left)


def full(retry_after: int = 1) -> Problem:
    """As much is being worked on as can be."""
    return Problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Busy",
        "As many requests as can be served are being served; try again shortly.",
        headers={"Retry-After": str(retry_after)},
    )
