"""Workers side by side in one process, a thread each."""

import signal
import threading
from collections.abc import Sequence
from typing import Protocol


class Worker(Protocol):
    """Runs until it is stopped, and finishes what it has in hand."""

    def run(self) -> None: ...

    def stop(self) -> None: ...


def run_until_signal(workers: Sequence[Worker]) -> bool:
    """Run all until SIGTERM or SIGINT, then let each finish the message in hand.

    Returns:
        Whether it ended because of a signal. Should one worker break, all end, so that
        whatever watches the process starts it anew.
    """
    stopping, ended = threading.Event(), threading.Event()

    def run(worker: Worker) -> None:
        try:
            worker.run()
        finally:
            ended.set()

    def stop(*_: object) -> None:
        stopping.set()
        ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    threads = [threading.Thread(target=run, args=[worker]) for worker in workers]
    for thread in threads:
        thread.start()
    ended.wait()
    for worker in workers:
        worker.stop()
    for thread in threads:
        thread.join()
    return stopping.is_set()
