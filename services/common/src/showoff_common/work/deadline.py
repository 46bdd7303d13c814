"""One deadline for a whole read, across all its calls and services.

Checked before each stage: what is too late, or whose client has gone, is not begun.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final, Self

from showoff_common.errors import Problem

REQUEST_TIMEOUT: Final = "X-Request-Timeout-Ms"
"""Header with the milliseconds that the next service has left."""

CLIENT_GONE: Final = 499  # nginx's status, not HTTP's: for logs and metrics; it is never sent


@dataclass(frozen=True)
class Deadline:
    """A moment on the monotonic clock, and whether anybody still waits for it.

    Attributes:
        moment: In seconds; infinity where there is no hurry.
        abandoned: Whether the client has gone.
    """

    moment: float
    abandoned: Callable[[], bool] = lambda: False

    @classmethod
    def after(cls, seconds: float, abandoned: Callable[[], bool] = lambda: False) -> Self:
        return cls(time.monotonic() + seconds, abandoned)

    def remaining(self) -> float:
        """Seconds left, more than 0.

        Raises:
            Problem: 504 where none are; 499 where the client has gone.
        """
        left = self.moment - time.monotonic()
        if left <= 0:
            raise late()
        if self.abandoned():
            raise Problem(CLIENT_GONE, "Client gone", "Nobody waits for the answer any more.")
        return left

    def check(self) -> None:
        """Raises as `remaining`: to be asked before a stage that costs."""
        self.remaining()

    @property
    def headers(self) -> dict[str, str]:
        """The header for the next service; raises as `remaining`."""
        return {REQUEST_TIMEOUT: str(math.ceil(self.remaining() * 1000))}


ENDLESS: Final = Deadline(math.inf)


def late() -> Problem:
    return Problem(
        HTTPStatus.GATEWAY_TIMEOUT, "Too slow", "The picture was not read in time; try again."
    )
