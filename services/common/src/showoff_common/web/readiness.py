"""Whether the services that a read needs would answer: cached for a second, so answered at once."""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Final

_FRESH_SECONDS: Final = 1.0


class Readiness:
    """Caches what was found for a second; only one thread at a time checks.

    The others get the last known answer meanwhile. So probes, and strangers, cost the
    services little, and where those hang they hold one thread here.

    Args:
        looks: How to find out, by the service's name. They may take long and must not raise.
        fresh_seconds: How long an answer is good for.
    """

    def __init__(
        self, looks: Mapping[str, Callable[[], bool]], fresh_seconds: float = _FRESH_SECONDS
    ) -> None:
        self._looks = looks
        self._fresh_seconds = fresh_seconds
        self._looking = threading.Lock()
        self._known: dict[str, bool] = dict.fromkeys(looks, False)
        self._until = 0.0

    def __call__(self) -> dict[str, bool]:
        """What each service was found to do, at most a look and a second ago."""
        if time.monotonic() >= self._until and self._looking.acquire(blocking=False):
            try:
                self._known = {name: look() for name, look in self._looks.items()}
                self._until = time.monotonic() + self._fresh_seconds
            finally:
                self._looking.release()
        return self._known
