"""What further looks at doubtful lines gain and cost: score and time of each choice of looks.

python -m showoff_training.end_to_end.compare_looks DIRECTORY …
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from showoff_cli.local import LocalReader
from showoff_recognition.looks import CLOSER, DRAWN_OUT, Look
from showoff_training.end_to_end import readers
from showoff_training.end_to_end.evaluate import evaluate

CHOICES: dict[str, Sequence[Look]] = {
    "none": (),
    "closer": (CLOSER,),
    "drawn out": (DRAWN_OUT,),
    "closer, drawn out": (CLOSER, DRAWN_OUT),
    "farther, drawn out": (Look(0.15, 0.3), DRAWN_OUT),
}


def main() -> None:
    parser = ArgumentParser(
        "compare_looks", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path, help="a folder with images/ and gt/")
    parser.add_argument("--limit", type=int, help="only the first so many pictures of each folder")
    options = parser.parse_args()
    table = Table("data", *CHOICES, box=None, title="score, median ms a picture; by further looks")
    local = [readers.in_process(LocalReader(further)) for further in CHOICES.values()]
    rows = [[evaluate(folder, read, options.limit) for read in local] for folder in options.data]
    for folder, row in zip(options.data, rows, strict=True):
        table.add_row(folder.name, *(_cell(result.score, result.seconds) for result in row))
    means = np.mean([[(x.score, x.seconds) for x in row] for row in rows], axis=0)
    table.add_row("mean", *(_cell(score, seconds) for score, seconds in means))
    Console(width=120).print(table)


def _cell(score: float, seconds: float) -> str:
    return f"{score:.3f} {1000 * seconds:.0f}"


if __name__ == "__main__":
    main()
