"""Measure accuracy end to end on annotated pictures: `make evaluate DATA="DIRECTORY …"`."""

import json
import statistics
import time
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from showoff_training.measure import readers, scores
from showoff_training.measure.readers import Reader
from showoff_training.measure.scores import Scores, compare
from showoff_training.measure.truth import truths
from showoff_training.studies import variations


@dataclass(frozen=True)
class Result:
    """Figures over one data set.

    Attributes:
        score: Word F1; character F1 where the truth has no spaces; word recall where it is not
            complete.
        seconds: The median picture's time from bytes to text.
    """

    pictures: int
    score: float
    word_f1: float
    word_precision: float
    word_recall: float
    char_f1: float
    located: float
    seconds: float


def evaluate(folder: Path, read: Reader, limit: int | None = None) -> Result:
    """Read all pictures of a data set and compare.

    Raises:
        FileNotFoundError: The folder has no gt/*.json.
    """
    total, seconds = Scores(), []
    chosen = list(truths(folder, limit))
    for truth in track(chosen, folder.name, console=Console(stderr=True), transient=True):
        data = truth.image.read_bytes()
        started = time.perf_counter()
        lines = read(data)
        seconds.append(time.perf_counter() - started)
        total += compare(truth, lines)
    return Result(
        pictures=len(chosen),
        score=total.score(chosen[0]),
        word_f1=total.word_f1,
        word_precision=total.word_precision.share,
        word_recall=total.word_recall.share,
        char_f1=total.char_f1,
        located=total.located.share,
        seconds=statistics.median(seconds),
    )


def main() -> None:
    parser = ArgumentParser(
        "evaluate",
        description=f"{__doc__}\n\n{scores.__doc__}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", nargs="+", type=Path, help="a folder with images/ and gt/")
    parser.add_argument(
        "--url", help="of a running POST /read; by default both models run in this process"
    )
    parser.add_argument("--limit", type=int, help="most pictures of each folder")
    parser.add_argument(
        "--turn", type=int, choices=(90, 180, 270), help="read every picture turned, clockwise"
    )
    parser.add_argument(
        "--height", type=int, help="make pictures so high at most, as the page does before sending"
    )
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    options = parser.parse_args()
    read = readers.over_http(options.url) if options.url else readers.in_process()
    if options.height:
        read = variations.reduced(read, options.height)
    if options.turn:
        read = variations.turned(read, options.turn)
    results = {folder.name: evaluate(folder, read, options.limit) for folder in options.data}
    Console().print(_table(results))
    if options.json:
        figures = {name: vars(result) for name, result in results.items()}
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _table(results: dict[str, Result]) -> Table:
    columns = ("data", "pictures", "score", "F1", "P", "R", "char F1", "located", "s")
    table = Table(*columns, box=None, title="F1, precision and recall of words; median seconds")
    for name, result in results.items():
        shares = (
            result.score,
            result.word_f1,
            result.word_precision,
            result.word_recall,
            result.char_f1,
            result.located,
            result.seconds,
        )
        table.add_row(name, str(result.pictures), *(f"{share:.3f}" for share in shares))
    return table


if __name__ == "__main__":
    main()
