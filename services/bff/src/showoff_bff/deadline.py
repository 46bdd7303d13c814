"""One deadline for a whole read, however many calls it takes."""

import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import Self

from showoff_common.problems import Problem


@dataclass(frozen=True)
class Deadline:
    """A moment on the monotonic clock."""

    moment: float

    @classmethod
    def after(cls, seconds: float) -> Self:
        return cls(time.monotonic() + seconds)

    def remaining(self) -> float:
        """Seconds left, more than 0.

        Raises:
            Problem: 504 where none are.
        """
        left = self.moment - time.monotonic()
        if left <= 0:
            raise late()
        return left


def late() -> Problem:
    return Problem(
        HTTPStatus.GATEWAY_TIMEOUT, "Too slow", "The picture was not read in time; try again."
    )
