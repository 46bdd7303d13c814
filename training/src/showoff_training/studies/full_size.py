"""Whether a picture gains by being sent in full size, by how high its doubtful lines arrived.

    python -m showoff_training.studies.full_size DIRECTORY … --limit 20

Of each folder those pictures are read that the page would reduce: so, and in full size. They are
told apart by the lowest of the lines of which a word is doubtful, in pixels as it was sent.
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image
from rich.console import Console
from rich.progress import track
from rich.table import Table

from showoff_training.measure import readers
from showoff_training.measure.scores import ReadLine, Scores, compare
from showoff_training.measure.truth import Truth, truths
from showoff_training.studies.variations import reduced

HEIGHT: Final = 1080
DOUBTFUL: Final = 0.5
"""Less sure than this, a word makes its line one to check."""
STEPS: Final = (0, 12, 16, 20, 24, 32)
"""Heights of lines in pixels, each up to the next."""


def lowest_doubtful(lines: Sequence[ReadLine], scale: float) -> float | None:
    """The height of the lowest doubtful line, in pixels as it was sent; None where none is."""
    heights = [_height(line) * scale for line in lines if line.worst < DOUBTFUL]
    return min(heights, default=None)


def _height(line: ReadLine) -> float:
    first, second, third, fourth = line.points
    return float(np.linalg.norm(fourth - first) + np.linalg.norm(third - second)) / 2


def group_of(height: float | None) -> str:
    """As it stands in the table."""
    if height is None:
        return "none is doubtful"
    return f"{max(step for step in STEPS if height >= step):>2} px and more"


def main() -> None:
    parser = ArgumentParser(
        "full_size", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path, help="a folder with images/ and gt/")
    parser.add_argument("--limit", type=int, help="most pictures of each folder")
    options = parser.parse_args()
    read = readers.with_words()
    read_reduced = reduced(read, HEIGHT)
    groups: dict[str, list[Truth]] = defaultdict(list)
    sent: dict[str, Scores] = defaultdict(Scores)
    whole: dict[str, Scores] = defaultdict(Scores)
    for folder in options.data:
        for truth in track(list(truths(folder, options.limit)), console=Console(stderr=True)):
            height = Image.open(truth.image).height
            if height <= HEIGHT:
                continue
            data = truth.image.read_bytes()
            lines = read_reduced(data)
            group = group_of(lowest_doubtful(lines, HEIGHT / height))
            groups[group].append(truth)
            sent[group] += compare(truth, lines)
            whole[group] += compare(truth, read(data))
    columns = ("lowest doubtful line", "pictures", f"{HEIGHT} px high", "full size")
    table = Table(*columns, box=None, title="score")
    for group, found in sorted(groups.items()):
        told = [f"{scores[group].score(found[0]):.3f}" for scores in (sent, whole)]
        table.add_row(group, str(len(found)), *told)
    Console().print(table)


if __name__ == "__main__":
    main()
