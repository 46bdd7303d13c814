"""Consumers side by side in one process, a thread each."""

import signal
import threading
from collections.abc import Sequence

from image_api.consumers import Consumer


def run_until_signal(consumers: Sequence[Consumer]) -> bool:
    """Run all until SIGTERM or SIGINT, then let each finish the message in hand.

    Returns:
        Whether it ended because of a signal. Should one consumer break, all end, so that
        whatever watches the process starts it anew.
    """
    stopping, ended = threading.Event(), threading.Event()

    def run(consumer: Consumer) -> None:
        try:
            consumer.run()
        finally:
            ended.set()

    def stop(*_: object) -> None:
        stopping.set()
        ended.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    threads = [threading.Thread(target=run, args=[consumer]) for consumer in consumers]
    for thread in threads:
        thread.start()
    ended.wait()
    for consumer in consumers:
        consumer.stop()
    for thread in threads:
        thread.join()
    return stopping.is_set()
