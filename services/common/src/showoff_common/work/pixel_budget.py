"""A limit on the pixels that are decoded at the same time, over all pictures."""

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from showoff_common.work.admission import full
from showoff_common.work.deadline import ENDLESS, Deadline


class PixelBudget:
    """What decoded pictures may hold in memory together; given out in the order asked.

    Args:
        most: Pixels, all pictures together. A picture of more is decoded alone.
        wait_seconds: How long a picture waits for its share at the longest.
    """

    def __init__(self, most: int, wait_seconds: float = 10) -> None:
        self._most = most
        self._free = most
        self._line: deque[object] = deque()
        self._changed = threading.Condition()
        self._wait_seconds = wait_seconds

    @contextmanager
    def hold(self, pixels: int, deadline: Deadline = ENDLESS) -> Iterator[None]:
        """Hold ``pixels`` while the block runs.

        Raises:
            Problem: 503 with `Retry-After` where they were not free in time; 499 or 504 where
                the client has gone.
        """
        share = min(pixels, self._most)
        self._take(share, time.monotonic() + min(self._wait_seconds, deadline.remaining()))
        try:
            deadline.check()
            yield
        finally:
            with self._changed:
                self._free += share
                self._changed.notify_all()

    def _take(self, share: int, until: float) -> None:
        me = object()
        with self._changed:
            self._line.append(me)
            try:
                while self._line[0] is not me or self._free < share:
                    left = until - time.monotonic()
                    if left <= 0:
                        raise full()
                    self._changed.wait(left)
                self._free -= share
            finally:
                self._line.remove(me)
                self._changed.notify_all()
