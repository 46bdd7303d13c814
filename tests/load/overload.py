"""Send four times what the platform can do: `make overload`.

Starts the platform, takes the time of unloaded reads and its capacity, then lets reads arrive at
four times that rate. Every answer must be 200, or 503 with Retry-After; the 95th percentile of the
200s at most twice the unloaded one plus the bound on waiting; no process may die; and at most 2 s
after the last answer a read must be as fast as before (1.5 times the unloaded 95th percentile).
"""

import os
import sys
import tempfile
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from tests.bff_contract.bff import COMMANDS
from tests.load.arrivals import Answers, arrive, in_turn, percentile, together
from tests.servers.processes import wait_until
from tests.servers.show_off import ShowOff

from show_off_api.settings import ShowOffApiSettings

SAMPLE = Path(__file__).parents[2] / "samples" / "images" / "receipt.png"
TIMES_CAPACITY = 4
_RECOVERY_SECONDS = 2.0


@dataclass(frozen=True)
class Report:
    """What happened; times in seconds, capacity in reads a second."""

    unloaded_p95: float
    capacity: float
    sent: int
    answers: Answers
    recovery: float
    alive: bool


def overload(platform: ShowOff, picture: bytes, seconds: float, calibration: int) -> Report:
    """Overload a running platform.

    Args:
        platform: It.
        picture: What all send.
        seconds: How long reads arrive.
        calibration: Reads in turn that tell the unloaded time; capacity takes about as long.
    """
    url, settings = f"{platform.url}/api", ShowOffApiSettings()
    in_turn(url, picture, 3)
    unloaded = in_turn(url, picture, calibration)
    trial = sum(unloaded)
    capacity = len(together(url, picture, 2 * settings.slots, trial).seconds) / trial
    # Where the machine is slow, enough at least to fill the waiting room several times.
    least = 4 * (settings.slots + settings.waiting)
    count = max(round(TIMES_CAPACITY * capacity * seconds), least)
    processes = platform.processes()
    answers = arrive(url, picture, count, seconds)
    p95 = percentile(unloaded, 95)
    recovery = _recovery(url, picture, 1.5 * p95)
    alive = platform.processes() == processes
    return Report(p95, capacity, count, answers, recovery, alive)


def _recovery(url: str, picture: bytes, fast: float) -> float:
    """Seconds until a read that is fast begins; infinity where none does within 30."""
    started = time.perf_counter()
    while (waited := time.perf_counter() - started) < 30:
        if in_turn(url, picture, 1)[0] <= fast:
            return waited
    return float("inf")


def main() -> None:
    parser = ArgumentParser(
        "overload", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--picture", type=Path, default=SAMPLE)
    parser.add_argument("--bff", choices=COMMANDS, default="python", help="which show-off-api")
    parser.add_argument("--calibration", type=int, default=40, help="unloaded reads first")
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        COMMANDS[options.bff]()  # builds what is to be built
        environment = {**os.environ, "SHOWOFF_BFF": options.bff}
        platform = ShowOff(Path(folder), environment=environment)
        platform.start()
        try:
            wait_until(lambda: not platform.of_module("show_off.pages"), 600)  # it ends by itself
            with Console(stderr=True).status(f"Overloading for {options.seconds:g} s and a bit"):
                picture = options.picture.read_bytes()
                report = overload(platform, picture, options.seconds, options.calibration)
        finally:
            platform.interrupt()
    sys.exit(0 if _tell(report, console) else 1)


def _tell(report: Report, console: Console) -> bool:
    answers, wait = report.answers, ShowOffApiSettings().wait_seconds
    goal = 2 * report.unloaded_p95 + wait
    statuses = ", ".join(
        f"{count} × {status}" for status, count in sorted(answers.statuses.items())
    )
    console.print(
        f"unloaded p95 {report.unloaded_p95:.2f} s, capacity {report.capacity:.1f} reads/s\n"
        f"sent {report.sent}: {statuses}; {answers.rude} × 503 without Retry-After\n"
        f"p95 of the 200s {answers.p95:.2f} s "
        f"(goal {goal:.2f} = 2 × {report.unloaded_p95:.2f} + {wait:g})\n"
        f"full speed {report.recovery:.1f} s after the last answer (goal {_RECOVERY_SECONDS:g})\n"
        f"processes {'alive' if report.alive else 'DIED'}",
        highlight=False,
    )
    polite = set(answers.statuses) <= {200, 503} and not answers.rude
    swift = answers.p95 <= goal and report.recovery <= _RECOVERY_SECONDS
    return polite and swift and report.alive


if __name__ == "__main__":
    main()
