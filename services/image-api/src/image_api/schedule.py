"""Retention by the clock, where no scheduler outside does it: the platform on one machine."""

import threading
from collections.abc import Callable
from dataclasses import asdict

import structlog

from image_api.retention import SweepReport

_log = structlog.get_logger(__name__)


def repeat(sweep: Callable[[], SweepReport], every_seconds: float) -> threading.Thread:
    """Sweep now and then, in a thread that ends with the process: a sweep may be cut off."""

    def run() -> None:
        pause = threading.Event()
        while True:
            try:
                _log.info("retention", **asdict(sweep()))
            except Exception:  # noqa: BLE001 - whatever it is, the next one may go well
                _log.exception("retention failed")
            pause.wait(every_seconds)

    thread = threading.Thread(target=run, name="retention", daemon=True)
    thread.start()
    return thread
