"""Waiting for a job to change: a few at a time, each asking the database now and then."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_EVERY: Final = 0.25  # seconds


class Places:
    """So many may wait at the same time: each holds a thread of the server.

    Args:
        most: How many.
    """

    def __init__(self, most: int) -> None:
        self._free = threading.BoundedSemaphore(most)

    def take(self) -> bool:
        """Take a place, if there is one; whether there was."""
        return self._free.acquire(blocking=False)

    def free(self) -> None:
        """Give a place back."""
        self._free.release()

    @contextmanager
    def one(self) -> Iterator[bool]:
        """Hold a place while the block runs, if there is one; whether there was."""
        had = self.take()
        try:
            yield had
        finally:
            if had:
                self.free()


def wait_for_change(
    version: Callable[[], int], known: int, seconds: float, over: Callable[[], bool]
) -> int:
    """Wait until the version is another than ``known``; the version in the end.

    Args:
        version: Asks for it.
        known: What it was.
        seconds: How long at most.
        over: Whether there is no point in waiting any more.
    """
    until = time.monotonic() + seconds
    while (found := version()) == known and not over():
        left = until - time.monotonic()
        if left <= 0:
            break
        time.sleep(min(_EVERY, left))
    return found
