"""A bounded waiting room: slots for work, a queue of limited length and time, refusal beyond.

Nobody waits for the pages of a job: their requests are patient, let others go first, also between
the steps of their work, and take up half of the queue at most.
"""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Final

from showoff_common.errors import Problem
from showoff_common.work.deadline import ENDLESS, Deadline
from showoff_common.work.patience import patience

_LONG_ENOUGH: Final = 5.0  # seconds after which the first of the patient goes before all others
_QUIET: Final = 0.5  # seconds after another has left: it may be at the next service, or come again


@dataclass(frozen=True, eq=False)
class _Waiting:
    """Somebody in the queue, since when, and whether others may go first."""

    since: float
    patient: bool


@dataclass
class _Patience:
    """Of one request that has a slot: for how many more seconds it gives way."""

    left: float


class Admission:
    """Lets a bounded number of threads work and a bounded number wait, in the order they came.

    The patient come after all others, but for the first of them once it has waited for 5 seconds.
    Where their work gives way, they lend their slot to others, 5 seconds each at the most.

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
        self._others = 0  # who are not patient, waiting or working
        self._quiet_from = 0.0
        self._line: deque[_Waiting] = deque()
        self._changed = threading.Condition()
        self._waiting = waiting
        self._wait_seconds = wait_seconds
        self._retry_after = retry_after

    @contextmanager
    def admit(
        self,
        deadline: Deadline = ENDLESS,
        tell: Callable[[int], None] = lambda _: None,
        *,
        patient: bool = False,
    ) -> Iterator[None]:
        """Hold a slot while the block runs, unless it came too late to be of use.

        Args:
            deadline: Until when it is of use.
            tell: Called with how many come first, if there is a wait, and whenever that changes.
            patient: Whether others may go first.

        Raises:
            Problem: 503 with `Retry-After` where no place is left or no slot came free in time;
                499 or 504 where the client has gone.
        """
        way = partial(self._lend_slot, _Patience(_LONG_ENOUGH))
        with patience(way) if patient else self._counted():
            self._take_slot(deadline, tell, patient=patient)
            try:
                deadline.check()
                yield
            finally:
                with self._changed:
                    self._free += 1
                    self._changed.notify_all()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """One more who is not patient."""
        with self._changed:
            self._others += 1
        try:
            yield
        finally:
            with self._changed:
                self._others -= 1
                self._quiet_from = time.monotonic() + _QUIET
                self._changed.notify_all()

    def _lend_slot(self, its: _Patience) -> None:
        """Let others have a slot in use until they are gone, and it has been quiet for a moment."""
        with self._changed:
            begun = time.monotonic()
            until = begun + its.left
            self._free += 1
            self._changed.notify_all()
            while (now := time.monotonic()) < until and (self._others or now < self._quiet_from):
                quiet = until if self._others else min(until, self._quiet_from)
                self._changed.wait(quiet - now)
            while not self._free:
                self._changed.wait()
            self._free -= 1
            its.left -= time.monotonic() - begun

    def _take_slot(self, deadline: Deadline, tell: Callable[[int], None], *, patient: bool) -> None:
        with self._changed:
            if self._is_full(patient=patient):
                raise full(self._retry_after)
            now = time.monotonic()
            until = now + min(self._wait_seconds, deadline.remaining())
            me = _Waiting(now, patient)
            self._line.append(me)
            try:
                self._wait_for_turn(me, until, tell)
                self._free -= 1
            finally:
                self._line.remove(me)
                self._changed.notify_all()

    def _is_full(self, *, patient: bool) -> bool:
        if len(self._line) - self._free >= self._waiting:
            return True
        many = sum(one.patient for one in self._line)
        return patient and many - self._free >= (self._waiting + 1) // 2

    def _before(self, me: _Waiting) -> int:
        """How many come first."""
        patient = [one for one in self._line if one.patient]
        others = [one for one in self._line if not one.patient]
        if patient and time.monotonic() - patient[0].since >= _LONG_ENOUGH:
            others.insert(0, patient.pop(0))
        return [*others, *patient].index(me)

    def _wait_for_turn(self, me: _Waiting, until: float, tell: Callable[[int], None]) -> None:
        reported = None
        while (before := self._before(me)) >= self._free:
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
