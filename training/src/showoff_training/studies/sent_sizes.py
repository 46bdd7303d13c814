"""What it costs to send a picture reduced, by how much higher than wide it is.

    python -m showoff_training.studies.sent_sizes DIRECTORY …

Of each folder those pictures are read that the page would reduce; what is told is the score.
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import defaultdict
from pathlib import Path
from typing import Final

from PIL import Image
from rich.console import Console
from rich.progress import track
from rich.table import Table

from showoff_training.measure import readers
from showoff_training.measure.readers import Reader
from showoff_training.measure.scores import Scores, compare
from showoff_training.measure.truth import Truth, truths
from showoff_training.studies.variations import reduced, reduced_to_area

HEIGHT: Final = 1080
PIXELS: Final = 2_000_000
SHAPES: Final = (0.0, 1.5, 2.0, 2.5, 3.0)
"""From so many times as high as wide on, up to the next."""


def shape_of(width: int, height: int) -> float:
    """The last of SHAPES that a picture has reached."""
    return max(shape for shape in SHAPES if height / width >= shape)


def main() -> None:
    parser = ArgumentParser(
        "sent_sizes", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path, help="a folder with images/ and gt/")
    parser.add_argument("--limit", type=int, help="most pictures of each folder")
    options = parser.parse_args()
    read = readers.in_process()
    ways: dict[str, Reader] = {
        f"{HEIGHT} px high": reduced(read, HEIGHT),
        f"{PIXELS / 1e6:g} Mpx": reduced_to_area(read, PIXELS),
        "as it is": read,
    }
    scores: dict[float, dict[str, Scores]] = defaultdict(lambda: defaultdict(Scores))
    shapes: dict[float, list[Truth]] = defaultdict(list)
    for folder in options.data:
        for truth in track(list(truths(folder, options.limit)), console=Console(stderr=True)):
            width, height = Image.open(truth.image).size
            if height <= HEIGHT:
                continue
            shape = shape_of(width, height)
            shapes[shape].append(truth)
            data = truth.image.read_bytes()
            for name, reader in ways.items():
                scores[shape][name] += compare(truth, reader(data))
    table = Table("times as high as wide", "pictures", *ways, box=None, title="score")
    for shape, found in sorted(shapes.items()):
        told = [f"{scores[shape][name].score(found[0]):.3f}" for name in ways]
        table.add_row(f"{shape:g} and more", str(len(found)), *told)
    Console().print(table)


if __name__ == "__main__":
    main()
