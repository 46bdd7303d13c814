"""Curves of a run, drawn from its log."""

from pathlib import Path

import matplotlib as mpl

from showoff_training.runs.log import read_log

mpl.use("Agg")
from matplotlib import pyplot as plt


def draw(log: Path, picture: Path, x: str, losses: list[str], figures: list[str]) -> None:
    """Draw losses (left) and figures of merit (right, in %) over the column `x` of a log."""
    rows = read_log(log)
    sheet, (left, right) = plt.subplots(1, 2, figsize=(11, 4), layout="constrained")
    for name in losses:
        points = [(row[x], row[name]) for row in rows if name in row]
        left.plot(*zip(*points, strict=True), label=name) if points else None
    for name in figures:
        points = [(row[x], 100 * row[name]) for row in rows if name in row]
        right.plot(*zip(*points, strict=True), label=name, marker=".") if points else None
    left.set(xlabel=x, ylabel="loss", yscale="log")
    right.set(xlabel=x, ylabel="%")
    for axes in (left, right):
        axes.grid(alpha=0.3)
        if axes.lines:
            axes.legend(fontsize=7)
    picture.parent.mkdir(parents=True, exist_ok=True)
    sheet.savefig(picture, dpi=110)
    plt.close(sheet)
