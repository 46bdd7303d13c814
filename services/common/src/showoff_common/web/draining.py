"""Graceful shutdown: finish what runs, and tell load balancers before the listener closes.

From SIGTERM on /ready answers 503, so that load balancers route elsewhere, and every response
closes its connection, so that no request is on its way when the process ends. The listener closes
only after the time to settle; a client that connects later is refused at once and may retry with
another replica. Running requests finish.
"""

import select
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import Final

from gunicorn.workers.gthread import ThreadWorker

_draining: Final = threading.Event()  # of the process: it is what stops
_told: Final[list[Callable[[], None]]] = []


def is_draining() -> bool:
    return _draining.is_set()


def when_draining(act: Callable[[], None]) -> None:
    """Have something done as soon as it begins; in a signal's handler, so it is to be short."""
    _told.append(act)


def drain_on_sigterm(worker: ThreadWorker, settle_seconds: float) -> None:
    """Let a worker of gunicorn settle before it stops; to be called in its main thread."""

    def stop(number: int) -> None:
        _close_listener(worker)
        worker.handle_exit(number, None)

    def settle(number: int, _frame: FrameType | None) -> None:
        if _draining.is_set():  # signalled twice: the process group, and we by our parent
            return
        _draining.set()
        for act in _told:
            act()
        if settle_seconds > 0:
            worker.cfg.set("keepalive", 0)
        # In the worker's own thread: it is what accepts.
        threading.Timer(settle_seconds, worker.method_queue.defer, [stop, number]).start()

    signal.signal(signal.SIGTERM, settle)


def _close_listener(worker: ThreadWorker) -> None:
    """Accept the connections that are waiting, then close the listener.

    gunicorn would leave it open, without accepting, while requests run: the kernel completes
    connections, takes requests and resets them in the end; a client must not repeat such a POST.
    """
    for listener in worker.sockets:
        while select.select([listener], [], [], 0)[0]:
            worker.accept(listener)
    worker.set_accept_enabled(False)
    for listener in worker.sockets:
        listener.close()
