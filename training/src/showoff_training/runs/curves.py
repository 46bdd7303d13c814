"""Curves of a run, drawn from its log: one JSON object a line."""

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt


def read_log(path: Path) -> list[dict[str, Any]]:
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(row) for row in rows]


def append(path: Path, row: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as log:
        log.write(json.dumps(row) + "\n")


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
