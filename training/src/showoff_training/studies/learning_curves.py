"""How errors fell with what was seen, over several runs, and how far their goals are.

    python -m showoff_training.studies.learning_curves

Reads the logs of runs in docs/models/runs, draws docs/models/learning-curves.png and prints a
table. A slope is fitted to the starts and ends of runs alone: within a run the learning rate falls,
so that points between are worse than where an end there would have been.
"""

import argparse
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import matplotlib as mpl
import numpy as np

from showoff_training.runs.log import read_log

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

RUNS: Final = Path("docs/models/runs")
PICTURE: Final = Path("docs/models/learning-curves.png")
# Shares of characters wrong. Of words of streets, 1.2 times what PP-OCRv6 small has wrong.
ERRORS: Final = {
    "mean error": None,
    "mean error of streets": None,
    "clean, unseen faces": 0.004,
    "degraded, unseen faces": 0.045,
    "accents": 0.05,
    "ic03_words": 1.2 * 0.0345,
    "ic15_words": 1.2 * 0.1758,
    "iiit5k": 1.2 * 0.0554,
    "svt_words": 1.2 * 0.0377,
}
# F1 of lines found; goals are end to end and stand in the card.
FOUND: Final = (
    "mean F1",
    "scene_icdar15",
    "signs_icdar03",
    "receipts_sroie",
    "forms_funsd",
    "screenshots",
    "drawn street",
    "drawn digits",
)


@dataclass(frozen=True)
class Run:
    """A log.

    Attributes:
        name: Its file's.
        seen: Lines or pages before each measurement, earlier runs' included.
        figures: What was measured then, shares by name.
    """

    name: str
    seen: Sequence[int]
    figures: Sequence[Mapping[str, float]]


def read_run(path: Path, unit: str, goal: str) -> Run:
    """Read a log of lines or pages, whose measurements are known by their mean."""
    head, *rows = read_log(path)
    before = int(head["recipe"].get("seen_before", 0))
    measured = [row for row in rows if goal in row]
    return Run(path.stem, [before + row[unit] for row in measured], measured)


def slope(runs: Sequence[Run], figure: str) -> float | None:
    """Doublings of an error a doubling of what was seen; None where too little was measured."""
    points = [
        (run.seen[end], run.figures[end][figure])
        for run in runs
        for end in (0, -1)
        if figure in run.figures[end] and run.seen[end] > 0
    ]
    if len({seen for seen, _ in points}) < 2:
        return None
    seen, errors = np.log2(np.array(points)).T
    return float(np.polyfit(seen, errors, 1)[0])


def row(runs: Sequence[Run], figure: str, goal: float | None) -> str:
    """A row of the table: first, last and best, in %, slope, goal, doublings to go."""
    values = [v[figure] for run in runs for v in run.figures if figure in v]
    cells = [figure, *(f"{100 * value:.2f}" for value in (values[0], values[-1], min(values)))]
    bend = slope(runs, figure)
    cells.append("" if bend is None else f"{100 * (2**bend - 1):+.1f}")
    cells.append("" if goal is None else f"{100 * goal:.2f}")
    if goal is None or values[-1] <= goal:
        cells.append("" if goal is None else "reached")
    elif bend is None or bend >= 0:
        cells.append("never, at this slope")
    else:
        cells.append(f"{math.log2(goal / values[-1]) / bend:.1f}")
    return f"| {' | '.join(cells)} |"


def table(runs: Sequence[Run]) -> str:
    head = ("figure", "first", "last", "best", "a doubling, %", "goal", "doublings to go")
    rows = [f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}"]
    measured = {name for run in runs for figures in run.figures for name in figures}
    return "\n".join(
        [*rows, *(row(runs, name, goal) for name, goal in ERRORS.items() if name in measured)]
    )


def draw(recogniser: Sequence[Run], detector: Sequence[Run], picture: Path) -> None:
    sheet, (left, right) = plt.subplots(1, 2, figsize=(12, 4.5), layout="constrained")
    _lines(left, recogniser, list(ERRORS))
    _lines(right, detector, FOUND)
    left.set(xlabel="lines seen", ylabel="characters wrong, %", xscale="log", yscale="log")
    right.set(xlabel="pages seen", ylabel="F1 of lines found, %")
    for axes in (left, right):
        axes.grid(alpha=0.3, which="both")
        axes.legend(fontsize=7)
    picture.parent.mkdir(parents=True, exist_ok=True)
    sheet.savefig(picture, dpi=110)
    plt.close(sheet)


def _lines(axes: Axes, runs: Sequence[Run], figures: Sequence[str]) -> None:
    """A colour a figure; each run a line of its own, which begins anew."""
    for number, figure in enumerate(figures):
        label: str | None = figure
        for run in runs:
            points = [
                (seen, 100 * values[figure])
                for seen, values in zip(run.seen, run.figures, strict=True)
                if figure in values
            ]
            if points:
                axes.plot(*zip(*points, strict=True), f"C{number}.-", label=label)
                label = None


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.studies.learning_curves",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--runs", type=Path, default=RUNS, help="logs of runs")
    parser.add_argument("--picture", type=Path, default=PICTURE, help="where they are drawn")
    options = parser.parse_args(arguments)
    recogniser = [
        read_run(path, "lines", "mean error")
        for path in sorted(options.runs.glob("recognition-[0-9].jsonl"))
    ]
    detector = [
        read_run(path, "pages", "mean F1")
        for path in sorted(options.runs.glob("detection-[0-9].jsonl"))
    ]
    draw(recogniser, detector, options.picture)
    print(table(recogniser))  # noqa: T201 - what the command is for


if __name__ == "__main__":
    main()
