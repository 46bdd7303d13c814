"""Teach the recogniser gold lines, without its forgetting what it knows.

    python -m showoff_training.recognition.fine_tune --gold gold-3-labels.tar --hours 2

Gold lines are mixed into what it was trained on (replay), at a tenth of its learning rates. Then
old and new weights are blended: among the blends that lose no more than 0.3 points of character
error on the public gate, the one that reads gold lines that were held back best is kept. The old
weights are one of them, so nothing can get worse by that measure.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from recognition_api.measuring.gold_set import read_set
from showoff_training.measure.gate_set import GATE_SET
from showoff_training.recognition import export, gold, soup, train
from showoff_training.recognition.model import Crnn
from showoff_training.recognition.real_lines import RealLine
from showoff_training.runs import checkpoints

BLENDS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)  # of the new weights
MOST_LOST: Final = 0.003  # character error on the public gate
FEWEST: Final = 300  # lines worth training on
_WARM_UP: Final = 20  # steps: the weights are good ones already


@dataclass(frozen=True)
class Blend:
    """Old and new weights, and how they read: character error rates."""

    share: float
    model: Crnn
    gate: float
    gold: float


def blended(
    old: Crnn, new: Crnn, gate: Sequence[RealLine], held_back: Sequence[RealLine]
) -> list[Blend]:
    """Every blend, measured."""
    found = []
    for share in BLENDS:
        model = soup.mixed([old, new], [1 - share, share]).eval()
        errors = soup.errors(model, {"gate": list(gate), "gold": list(held_back)})
        found.append(Blend(share, model, errors["gate"], errors["gold"]))
    return found


def best(blends: Sequence[Blend]) -> Blend:
    """The one that reads gold best of those that lose little; the first are the old weights."""
    allowed = [it for it in blends if it.gate <= blends[0].gate + MOST_LOST]
    return min(allowed, key=lambda blend: (blend.gold, blend.share))


def main(arguments: list[str] | None = None) -> Blend:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.recognition.fine_tune",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--gold", type=Path, required=True, help="a gold set, exported as labels")
    add("--gold-share", type=float, default=0.15, help="of all lines")
    add("--weights", type=Path, default=export.WEIGHTS, help="the old ones")
    add("--target", type=Path, help="where the blend goes; by default into the run's folder")
    add("--gate", type=Path, default=GATE_SET, help="the public gate's lines")
    add("--run", type=Path, default=Path("runs/fine-tuned"), help="folder of the run")
    add("--data", type=Path, help="annotated pictures to train on, beside synthesis")
    add("--hours", type=float, default=2.0, help="time box")
    add("--peak", type=float, default=0.1, help="factor on the peak learning rates")
    add("--processes", type=int, default=2)
    options = parser.parse_args(arguments)
    lines = read_set(options.gold.read_bytes())
    if len(lines.lines) < FEWEST:
        parser.error(
            f"{len(lines.lines)} lines: below {FEWEST} there is more to measure than learn"
        )
    told: Mapping[str, object] = {
        "gold": options.gold,
        "gold-share": options.gold_share,
        "weights": options.weights,
        "run": options.run,
        "hours": options.hours,
        "peak": options.peak,
        "warm-up": _WARM_UP,
        "processes": options.processes,
        "lines-to-validate": 32,
        **({"data": options.data} if options.data is not None else {}),
    }
    train.main([part for name, value in told.items() for part in (f"--{name}", str(value))])
    old, new = Crnn(), Crnn()
    checkpoints.load_weights(options.weights, old)
    checkpoints.load_weights(options.run / "best.pt", new)
    _, held_back = gold.parted(lines)
    blends = blended(
        old,
        new,
        list(gold.real_lines(read_set(options.gate.read_bytes()).lines, 0, variants=1)),
        list(gold.real_lines(held_back, 0, variants=1)),
    )
    chosen = best(blends)
    checkpoints.save_weights(options.target or options.run / "tuned.pt", chosen.model)
    _tell(blends, chosen)
    return chosen


def _tell(blends: Sequence[Blend], chosen: Blend) -> None:
    table = Table("new weights %", "gate CER %", "gold CER %", "", title="blends")
    for blend in blends:
        figures = (100 * blend.share, 100 * blend.gate, 100 * blend.gold)
        table.add_row(*(f"{it:.2f}" for it in figures), "kept" * (blend is chosen))
    Console(width=80).print(table)


if __name__ == "__main__":
    main()
