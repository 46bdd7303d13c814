"""Waiting longer after each failure, and never in step with others that failed together."""

import random


class Backoff:
    """The pauses between tries: doubled each time up to a limit, jittered by half.

    Args:
        first: Seconds before the second try.
        longest: Seconds that no pause exceeds.
    """

    def __init__(self, first: float = 0.2, longest: float = 10.0) -> None:
        self._first = first
        self._longest = longest
        self._next = first

    def next(self) -> float:
        """Seconds to wait before the next try."""
        pause, self._next = self._next, min(2 * self._next, self._longest)
        return pause * random.uniform(0.5, 1.0)

    def reset(self) -> None:
        """A try succeeded: the next failure begins anew."""
        self._next = self._first
