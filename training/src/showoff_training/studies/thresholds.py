"""How sure a line must be to be answered: the score of each data set at several thresholds.

    python -m showoff_training.studies.thresholds DIRECTORY …

Every picture is read once, with all its lines; a threshold then leaves out the less sure ones.
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from show_off.local import LocalReader
from showoff_training.measure.scores import ReadLine, Scores, compare
from showoff_training.measure.truth import truths

THRESHOLDS = (0.0, 0.05, 0.1, 0.15, 0.18, 0.2, 0.25, 0.3, 0.4, 0.5)


def scores(folder: Path, reader: LocalReader, limit: int | None = None) -> list[float]:
    """The score at each of THRESHOLDS."""
    totals = [Scores() for _ in THRESHOLDS]
    chosen = list(truths(folder, limit))
    for truth in track(chosen, folder.name, console=Console(stderr=True), transient=True):
        _, reading = reader.read(truth.image.read_bytes(), least_confidence=0.0)
        for place, threshold in enumerate(THRESHOLDS):
            kept = [line for line in reading.lines if line.confidence >= threshold]
            lines = [ReadLine(line.text, np.array(line.points)) for line in kept]
            totals[place] += compare(truth, lines)
    return [total.score(chosen[0]) for total in totals]


def main() -> None:
    parser = ArgumentParser(
        "thresholds", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path, help="a folder with images/ and gt/")
    parser.add_argument("--limit", type=int, help="most pictures of each folder")
    options = parser.parse_args()
    table = Table("data", *(f"{threshold:g}" for threshold in THRESHOLDS), box=None)
    reader = LocalReader()
    rows = [scores(folder, reader, options.limit) for folder in options.data]
    for folder, row in zip(options.data, rows, strict=True):
        table.add_row(folder.name, *(f"{score:.3f}" for score in row))
    table.add_row("mean", *(f"{score:.3f}" for score in np.mean(rows, axis=0)))
    Console().print(table)


if __name__ == "__main__":
    main()
