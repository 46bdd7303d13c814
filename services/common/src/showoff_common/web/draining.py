"""Told to stop: finish what runs, and let those who send work know before the door closes.

From SIGTERM on /ready says no, so that load balancers look elsewhere, and every answer closes its
connection, so that no request is on its way when the process ends. Only after the time to settle
is the door closed: whoever knocks then is turned away at once and may ask another. What still runs
is finished.
"""

import select
import signal
import threading
from types import FrameType
from typing import Final

from gunicorn.workers.gthread import ThreadWorker

_draining: Final = threading.Event()  # of the process: it is what stops


def is_draining() -> bool:
    return _draining.is_set()


def drain_on_sigterm(worker: ThreadWorker, settle_seconds: float) -> None:
    """Let a worker of gunicorn settle before it stops; to be called in its main thread."""

    def stop(number: int) -> None:
        _close_door(worker)
        worker.handle_exit(number, None)

    def settle(number: int, _frame: FrameType | None) -> None:
        if _draining.is_set():  # the whole process group may have been told, and we by our parent
            return
        _draining.set()
        if settle_seconds > 0:
            worker.cfg.set("keepalive", 0)
        # In the worker's own thread: it is what accepts.
        threading.Timer(settle_seconds, worker.method_queue.defer, [stop, number]).start()

    signal.signal(signal.SIGTERM, settle)


def _close_door(worker: ThreadWorker) -> None:
    """Take in whoever stands before the door, and nobody after them.

    gunicorn leaves it open, without looking, while requests run: the kernel lets clients in, takes
    their requests, and throws them out in the end; a POST that met this must not be sent again.
    """
    for listener in worker.sockets:
        while select.select([listener], [], [], 0)[0]:
            worker.accept(listener)
    worker.set_accept_enabled(False)
    for listener in worker.sockets:
        listener.close()
