"""Read mixed pictures in a row and watch: `make soak`. Fails on any error and on growing memory.

Starts the platform, reads until memory has settled, then counts: the growth of each process is
the slope of a straight line through its resident memory.
"""

import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from tests.servers.show_off import ShowOff

_SAMPLES = Path(__file__).parent.parent / "samples" / "images"
LEAST_GROWTH_MB = 0.1  # a request, that counts as a leak


@dataclass(frozen=True)
class Report:
    """What happened.

    Attributes:
        failures: Status codes of reads that failed.
        growth: Megabytes a request, by process.
    """

    failures: list[int]
    growth: dict[str, float]


def soak(platform: ShowOff, requests: int, warm_up: int) -> Report:
    """Read `warm_up` and then `requests` pictures, the samples in turn."""
    pictures = [file.read_bytes() for file in sorted(_SAMPLES.iterdir())]
    failures: list[int] = []
    memory: dict[int, list[float]] = {}
    turn = track(
        islice(cycle(pictures), warm_up + requests),
        "Reading",
        total=warm_up + requests,
        console=Console(stderr=True),
        transient=True,
    )
    for number, picture in enumerate(turn):
        status = platform.send(picture).status_code
        if status != 200:
            failures.append(status)
        if number >= warm_up:
            for process in platform.processes():
                memory.setdefault(process, []).append(_resident_mb(process))
    growth = {
        f"{_name(process)} ({process})": float(np.polyfit(range(len(sizes)), sizes, 1)[0])
        for process, sizes in memory.items()
    }
    return Report(failures, growth)


def _resident_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def _name(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_text(encoding="utf-8").split("\0")[2]


def main() -> None:
    parser = ArgumentParser("soak", description=__doc__)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--warm-up", type=int, default=60)
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        platform = ShowOff(Path(folder))
        platform.start()
        try:
            report = soak(platform, options.requests, options.warm_up)
        finally:
            platform.interrupt()
    console.print(f"{options.requests} pictures, {len(report.failures)} failures")
    for name, slope in report.growth.items():
        console.print(f"{name}: {slope * 1000:+.1f} kB a request", highlight=False)
    leaks = [name for name, slope in report.growth.items() if slope >= LEAST_GROWTH_MB]
    sys.exit(1 if report.failures or leaks else 0)


if __name__ == "__main__":
    main()
