"""document-worker, wired: some threads that read pages, one that assembles."""

import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from types import FrameType
from typing import Final

import structlog

from document_worker import sources
from document_worker.services import ModelServices
from document_worker.settings import WorkerSettings
from document_worker.shelf import Shelf
from document_worker.storage import Storage
from document_worker.tasks import TaskWorker
from showoff_common.contracts.tasks import Step

_NICENESS: Final = 10  # pictures that somebody waits for are decoded before pages are drawn
_PAGES: Final[list[Step]] = ["open", "read"]
_ASSEMBLY: Final[list[Step]] = ["assemble"]

_log = structlog.get_logger(__name__)


def run(settings: WorkerSettings) -> int:
    """Work until SIGTERM or SIGINT; then what is in hand is finished, or left to others.

    Returns:
        The exit status: 0 it was told to stop, 1 a thread of it broke.
    """
    os.nice(_NICENESS)
    stopping, told = threading.Event(), threading.Event()

    def stop(_number: int, _frame: FrameType | None) -> None:
        told.set()
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    threads = [
        threading.Thread(target=_guarded(work, stopping), name=f"worker-{number}", daemon=True)
        for number, work in enumerate(_works(settings, stopping))
    ]
    for thread in threads:
        thread.start()
    stopping.wait()
    until = time.monotonic() + settings.grace_seconds
    for thread in threads:
        thread.join(max(until - time.monotonic(), 0))
    if any(thread.is_alive() for thread in threads):
        _log.warning("stopped with tasks in hand; their leases end")
        os._exit(0 if told.is_set() else 1)
    return 0 if told.is_set() else 1


def _works(settings: WorkerSettings, stopping: threading.Event) -> list[Callable[[], None]]:
    storage = Storage(settings.storage_url, settings.connect_seconds)
    services = ModelServices(
        settings.detection_url,
        settings.recognition_url,
        settings.pages_at_once,
        settings.connect_seconds,
        settings.page_seconds,
    )
    works: list[Callable[[], None]] = []
    for number in range(settings.pages_at_once + 1):
        assembly = number == settings.pages_at_once
        shelf = Shelf(settings.work_dir / str(number), storage, settings.limits)
        worker = TaskWorker(storage, services.read, shelf, settings.limits, stopping)
        if settings.amqp_url:
            source: Callable[[], None] = partial(
                sources.consume,
                settings.amqp_url,
                assembly=assembly,
                do=worker.do,
                stopping=stopping,
                rest=worker.rest,
            )
        else:
            steps = _ASSEMBLY if assembly else _PAGES
            source = partial(sources.poll, storage, steps, worker.do, stopping, worker.rest)
        works.append(partial(_work, source, worker))
    return works


def _work(source: Callable[[], None], worker: TaskWorker) -> None:
    try:
        source()
    finally:
        worker.close()


def _guarded(work: Callable[[], None], stopping: threading.Event) -> Callable[[], None]:
    """Should one thread break, all end, so that whatever watches the process starts it anew."""

    def guarded() -> None:
        try:
            work()
        except Exception:
            _log.exception("worker broke")
            raise
        finally:
            stopping.set()

    return guarded
