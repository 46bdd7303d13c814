"""Work that nobody waits for: between its steps it lets go first what somebody does wait for."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_here: Final = threading.local()


@contextmanager
def patience(way: Callable[[], None]) -> Iterator[None]:
    """What this thread does in the block is patient work.

    Args:
        way: Returns when it may go on.
    """
    _here.way = way
    try:
        yield
    finally:
        del _here.way


def give_way() -> bool:
    """Between two steps: wait, if this thread's work is patient, until others have gone first.

    Returns:
        Whether it is patient.
    """
    way: Callable[[], None] | None = getattr(_here, "way", None)
    if way is None:
        return False
    way()
    return True
