"""Does every read's trace come whole? `python -m tests.telemetry.reads 200`.

Reads pictures one after the other, on the platform with RabbitMQ and Postgres and with
OpenTelemetry's own batching, and says how many graphs had all their edges within 10 seconds of the
answer. Exits 1 where one had not.
"""

import sys
import threading
import time
from argparse import ArgumentParser

from tests.telemetry.graph import READ, graph
from tests.telemetry.platform import Call, running_platform
from tests.telemetry.receiver import Receiver
from tests.telemetry.servers import own_servers

WITHIN = 10.0  # seconds


class Watch:
    """Notes when each trace has come whole."""

    def __init__(self, receiver: Receiver) -> None:
        self.seconds: list[float] = []
        self.lost: list[str] = []
        self._receiver = receiver
        self._pending: list[tuple[Call, float]] = []
        self._lock = threading.Lock()
        threading.Thread(target=self._run, daemon=True).start()

    def add(self, call: Call) -> None:
        with self._lock:
            self._pending.append((call, time.monotonic()))

    def finish(self) -> None:
        """Wait until each has come or is late."""
        while self._pending:
            time.sleep(0.1)

    def _run(self) -> None:
        while True:
            with self._lock:
                waiting = list(self._pending)
            for call, answered in waiting:
                seconds = time.monotonic() - answered
                if graph(self._receiver.trace(call.trace_id), call.page) == READ:
                    self.seconds.append(seconds)
                elif seconds > WITHIN:
                    self.lost.append(call.trace_id)
                else:
                    continue
                with self._lock:
                    self._pending.remove((call, answered))
            time.sleep(0.1)


def main() -> int:
    parser = ArgumentParser("python -m tests.telemetry.reads", description=__doc__)
    parser.add_argument("reads", type=int, nargs="?", default=200)
    count = parser.parse_args().reads
    receiver = Receiver()
    told = {"OTEL_EXPORTER_OTLP_ENDPOINT": receiver.url}
    with own_servers() as (folder, postgres), running_platform(folder, postgres, told) as platform:
        watch = Watch(receiver)
        for _ in range(count):
            watch.add(platform.read())
        watch.finish()
    whole = sorted(watch.seconds)
    print(f"{len(whole)} of {count} traces whole within {WITHIN:g} s of the answer")  # noqa: T201
    if whole:
        print(f"median {whole[len(whole) // 2]:.1f} s, last {whole[-1]:.1f} s")  # noqa: T201
    print(*watch.lost, sep="\n", end="")  # noqa: T201
    return 0 if len(whole) == count else 1


if __name__ == "__main__":
    sys.exit(main())
