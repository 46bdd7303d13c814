"""Send broken pictures and bombs to the platform: `make fuzz`. Fails on any answer of 500 or more.

Starts the platform, sends mutated pictures of all formats two at a time, then each bomb several
times. Prints answers by status, and how soon and with how much memory bombs were refused: the time
that it took our processes, which is judged, and until the answer, where the machine's other work
counts.
"""

import sys
import tempfile
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path

from rich.console import Console
from rich.progress import track
from tests.abuse.attack import Outcome, meet, send_all
from tests.abuse.bombs import BOMBS
from tests.abuse.mutations import mutated
from tests.servers.show_off import ShowOff

GOAL_MS, GOAL_MB = 50.0, 64.0
_TIMES = 5


def main() -> None:
    parser = ArgumentParser(
        "fuzz", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("--pictures", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        platform = ShowOff(Path(folder))
        platform.start()
        try:
            processes = platform.processes()
            outcome = _send(platform, options.pictures, options.seed)
            alive = platform.processes() == processes
            well = _bombs(platform, console)
        finally:
            platform.interrupt()
    answers = ", ".join(f"{count} × {status}" for status, count in sorted(outcome.statuses.items()))
    console.print(f"{options.pictures} mutated pictures (seed {options.seed}): {answers}")
    console.print(f"{len(outcome.failures)} failures; processes {'alive' if alive else 'DIED'}")
    for failure in outcome.failures:
        console.print(failure, markup=False)
    sys.exit(0 if well and alive and not outcome.failures else 1)


def _send(platform: ShowOff, pictures: int, seed: int) -> Outcome:
    sent = track(
        mutated(pictures, seed),
        "Sending",
        total=pictures,
        console=Console(stderr=True),
        transient=True,
    )
    return send_all(platform, sent)


def _bombs(platform: ShowOff, console: Console) -> bool:
    well = True
    for name, make in BOMBS.items():
        bomb = make()
        met = [meet(platform, bomb) for _ in range(_TIMES)]
        busiest = 1000 * max(refusal.busy_seconds for refusal in met)
        times = sorted(1000 * refusal.seconds for refusal in met)
        extra = max(refusal.extra_mb for refusal in met)
        statuses = sorted({refusal.status for refusal in met})
        console.print(
            f"{name}: {statuses}, at most {busiest:.0f} ms of processor time (goal {GOAL_MS:.0f}), "
            f"answered in {times[0]:.0f} to {times[-1]:.0f} ms, {extra:.1f} MB more "
            f"(goal {GOAL_MB:.0f})",
            highlight=False,
            markup=False,
        )
        well &= busiest < GOAL_MS and extra < GOAL_MB and set(statuses) <= {400, 413}
    return well


if __name__ == "__main__":
    main()
