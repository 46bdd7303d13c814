"""Read mixed pictures in a row and watch: `make soak`. Fails on errors, growing memory or leaks.

Starts the platform, reads until memory has settled, then counts: growth is the slope of a straight
line through a process's resident memory, and through how many files and sockets it has open.
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
from tests.load.process_figures import descriptors, name, resident_mb
from tests.servers.show_off import ShowOff

_SAMPLES = Path(__file__).parent.parent / "samples" / "images"
LEAST_GROWTH_MB = 0.1  # a read, that counts as a leak
LEAST_GROWTH_FILES = 0.02  # a read: one in fifty


@dataclass(frozen=True)
class Growth:
    """Of one process, a read: megabytes of resident memory, and files and sockets open."""

    megabytes: float
    files: float

    @property
    def leaks(self) -> bool:
        return self.megabytes >= LEAST_GROWTH_MB or self.files >= LEAST_GROWTH_FILES


@dataclass(frozen=True)
class Report:
    """What happened.

    Attributes:
        failures: Status codes of reads that failed.
        growth: By process.
    """

    failures: list[int]
    growth: dict[str, Growth]

    @property
    def leaks(self) -> dict[str, Growth]:
        return {name: growth for name, growth in self.growth.items() if growth.leaks}


def soak(platform: ShowOff, requests: int, warm_up: int) -> Report:
    """Read `warm_up` and then `requests` pictures, the samples in turn."""
    pictures = [file.read_bytes() for file in sorted(_SAMPLES.iterdir())]
    failures: list[int] = []
    figures: dict[int, list[tuple[float, int]]] = {}
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
                figures.setdefault(process, []).append((resident_mb(process), descriptors(process)))
    growth = {
        f"{name(process)} ({process})": _growth(reported) for process, reported in figures.items()
    }
    return Report(failures, growth)


def _growth(figures: list[tuple[float, int]]) -> Growth:
    slopes = np.polyfit(range(len(figures)), np.array(figures, np.float64), 1)[0]
    return Growth(float(slopes[0]), float(slopes[1]))


def main() -> None:
    parser = ArgumentParser("soak", description=__doc__)
    parser.add_argument("--pictures", type=int, default=200, help="to read (%(default)s)")
    parser.add_argument("--warm-up", type=int, default=60, help="read before (%(default)s)")
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        platform = ShowOff(Path(folder))
        platform.start()
        try:
            report = soak(platform, options.pictures, options.warm_up)
        finally:
            platform.interrupt()
    console.print(f"{options.pictures} pictures, {len(report.failures)} failures")
    for process, growth in report.growth.items():
        console.print(
            f"{process}: {growth.megabytes * 1000:+.1f} kB, {growth.files:+.4f} files a read",
            highlight=False,
        )
    console.print(f"goal: below {LEAST_GROWTH_MB * 1000:.0f} kB and {LEAST_GROWTH_FILES} files")
    sys.exit(1 if report.failures or report.leaks else 0)


if __name__ == "__main__":
    main()
