"""Sends what is broken or made to break, and tells what came back."""

import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import httpx
from tests.load.process_figures import busy_seconds, forget_peak, peak_mb, resident_mb
from tests.servers.show_off import ShowOff


@dataclass
class Outcome:
    """Answers by their status; of pictures that got none, or one of 500 and more, the name."""

    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Refusal:
    """How a bomb was met.

    Attributes:
        status: Of the answer.
        seconds: Until the answer, what else the machine does included.
        busy_seconds: Of them, those that any process of ours had a processor.
        extra_mb: Megabytes above what was resident, in any process.
    """

    status: int
    seconds: float
    busy_seconds: float
    extra_mb: float


def send_all(platform: ShowOff, pictures: Iterable[tuple[str, bytes]]) -> Outcome:
    """Send named pictures, two at a time."""
    outcome = Outcome()

    def send(named: tuple[str, bytes]) -> tuple[str, int | str]:
        name, data = named
        try:
            return name, platform.send(data).status_code
        except httpx.HTTPError as error:
            return name, type(error).__name__

    with ThreadPoolExecutor(2) as pool:
        for name, answer in pool.map(send, pictures):
            outcome.statuses[answer if isinstance(answer, int) else 0] += 1
            if isinstance(answer, str) or answer >= 500:
                outcome.failures.append(f"{name}: {answer}")
    return outcome


def meet(platform: ShowOff, bomb: bytes) -> Refusal:
    """Send a bomb; watch memory and processors."""
    before = {process: resident_mb(process) for process in platform.processes()}
    for process in before:
        forget_peak(process)
    with httpx.Client(base_url=platform.url, timeout=120) as client:
        client.get("/api/health")  # so that the time is not that of connecting
        busy = sum(busy_seconds(process) for process in before)
        started = time.perf_counter()
        answer = client.post("/api/read", files={"image": bomb})
        seconds = time.perf_counter() - started
        busy = sum(busy_seconds(process) for process in before) - busy
    extra = max(peak_mb(process) - resident for process, resident in before.items())
    return Refusal(answer.status_code, seconds, busy, extra)
