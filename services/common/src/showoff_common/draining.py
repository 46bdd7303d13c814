"""Told to stop: finish what runs, and let those who send work know before the door closes.

From SIGTERM on /ready says no, so that load balancers look elsewhere, and every answer closes its
connection, so that no request is on its way when the process ends. Only after the time to settle
is nothing accepted any more; what still runs is finished.
"""

import signal
import threading
from types import FrameType
from typing import Final

from gunicorn.workers.base import Worker

_draining: Final = threading.Event()  # of the process: it is what stops


def is_draining() -> bool:
    return _draining.is_set()


def drain_on_sigterm(worker: Worker, settle_seconds: float) -> None:
    """Let a worker of gunicorn settle before it stops; to be called in its main thread."""

    def settle(number: int, _frame: FrameType | None) -> None:
        if _draining.is_set():  # the whole process group may have been told, and we by our parent
            return
        _draining.set()
        if settle_seconds > 0:
            worker.cfg.set("keepalive", 0)
            threading.Timer(settle_seconds, worker.handle_exit, (number, None)).start()
        else:
            worker.handle_exit(number, None)

    signal.signal(signal.SIGTERM, settle)
