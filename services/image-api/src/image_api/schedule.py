"""Retention by the clock, where no scheduler outside does it: the platform on one machine."""

import threading
from collections.abc import Callable
from dataclasses import asdict

import structlog

from image_api.retention import Swept
from showoff_common.messaging.events import (
    Unavailable,
)

_log = structlog.get_logger(__name__)


def repeat(sweep: Callable[[], Swept], every_seconds: float) -> threading.Thread:
    """Sweep now and then, in a thread that ends with the process: a sweep may be cut off."""

    def run() -> None:
        pause = threading.Event()
        while True:
            try:
                _log.info("retention", **asdict(sweep()))
            except Unavailable as error:
                _log.error("retention put off", error=str(error))
            pause.wait(every_seconds)

    thread = threading.Thread(target=run, name="retention", daemon=True)
    thread.start()
    return thread
