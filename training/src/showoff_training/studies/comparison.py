"""Score and time of several ways to read, side by side, on annotated pictures."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from showoff_training.measure.evaluate import evaluate
from showoff_training.measure.readers import Reader


def parser(name: str, description: str | None) -> ArgumentParser:
    made = ArgumentParser(
        name, description=description, formatter_class=RawDescriptionHelpFormatter
    )
    made.add_argument("data", nargs="+", type=Path, help="a folder with images/ and gt/")
    made.add_argument("--limit", type=int, help="most pictures of each folder")
    return made


def show(ways: Mapping[str, Reader], folders: list[Path], limit: int | None) -> None:
    """Print a row for each folder and one of means: score, median milliseconds a picture."""
    table = Table("data", *ways, box=None, title="score, median ms a picture")
    rows = [[evaluate(folder, read, limit) for read in ways.values()] for folder in folders]
    for folder, row in zip(folders, rows, strict=True):
        table.add_row(folder.name, *(_cell(result.score, result.seconds) for result in row))
    means = np.mean([[(x.score, x.seconds) for x in row] for row in rows], axis=0)
    table.add_row("mean", *(_cell(score, seconds) for score, seconds in means))
    Console(width=120).print(table)


def _cell(score: float, seconds: float) -> str:
    return f"{score:.3f} {1000 * seconds:.0f}"
