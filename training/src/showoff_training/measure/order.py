"""How often the line that is read next is the next one of the truth, where its order is a person's.

    python -m showoff_training.measure.order DIRECTORY …

The annotated lines of each picture, all of them, are put in order by their places alone. Fit sets
whose truth is written down in reading order, such as SROIE's receipts (row by row) and book pages.
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from itertools import pairwise
from pathlib import Path

from rich.console import Console
from rich.table import Table

from detection_api.reading_order import Quad, reading_order
from showoff_training.measure.truth import Truth, truths


def successors(points: list[Quad]) -> tuple[int, int]:
    """Neighbours of the truth that are read one after the other, and all of them.

    Args:
        points: Corners of the lines, in the order of the truth.
    """
    read = [line for part in reading_order(points) for row in part for line in row]
    kept = sum(after == before + 1 for before, after in pairwise(read))
    return kept, max(0, len(points) - 1)


def _points(truth: Truth) -> list[Quad]:
    return [[(float(x), float(y)) for x, y in line.points] for line in truth.lines]


def main() -> None:
    parser = ArgumentParser(
        "order", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path, help="a folder with images/ and gt/")
    table = Table("data", "pictures", "in order", box=None)
    for folder in parser.parse_args().data:
        pairs = [successors(_points(truth)) for truth in truths(folder)]
        kept, all_of_them = map(sum, zip(*pairs, strict=True))
        table.add_row(folder.name, str(len(pairs)), f"{kept / max(1, all_of_them):.3f}")
    Console().print(table)


if __name__ == "__main__":
    main()
