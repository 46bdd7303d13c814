"""How many of the lines that the page asks to check are wrong, and how many wrong ones it finds.

    python -m showoff_training.measure.flags DIRECTORY … --limit 24 --height 1080

A line is flagged where it, or its most doubtful word, is less sure than a threshold. It is wrong
where a letter or sign of it is, against the nearest stretch of the truth, white space aside; what
the truth does not tell is not counted.
"""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from showoff_training.measure import readers
from showoff_training.measure.readers import Reader
from showoff_training.measure.scores import Rate, ReadLine, covers_centre, errors_in, is_near
from showoff_training.measure.truth import Truth, truths
from showoff_training.studies import variations

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)


@dataclass(frozen=True)
class Judged:
    """A line that was read: how sure all of it and its most doubtful word are, and the truth."""

    whole: float
    worst: float
    wrong: bool


def judge(truth: Truth, read: Sequence[ReadLine]) -> list[Judged]:
    """The lines of which the truth says what they should read."""
    texts = [line.text for line in truth.lines]
    known = (
        line
        for line in read
        if not covers_centre(truth.ignored, line) and is_near(truth.lines, line)
    )
    return [
        Judged(
            line.confidence,
            line.worst,
            errors_in(line.text, texts, folds_case=truth.case_insensitive) > 0,
        )
        for line in known
    ]


def precision(lines: Sequence[tuple[float, bool]], threshold: float) -> Rate:
    """Of the lines less sure than a threshold: how many are wrong."""
    flagged = [wrong for sure, wrong in lines if sure < threshold]
    return Rate(sum(flagged), len(flagged))


def recall(lines: Sequence[tuple[float, bool]], threshold: float) -> Rate:
    """Of the wrong lines: how many are less sure than a threshold."""
    found = [sure < threshold for sure, wrong in lines if wrong]
    return Rate(sum(found), len(found))


def judged(folder: Path, read: Reader, limit: int | None) -> list[Judged]:
    """All lines of a data set.

    Raises:
        FileNotFoundError: The folder has no gt/*.json.
    """
    chosen = list(truths(folder, limit))
    lines: list[Judged] = []
    for truth in track(chosen, folder.name, console=Console(stderr=True), transient=True):
        lines += judge(truth, read(truth.image.read_bytes()))
    return lines


def main() -> None:
    parser = ArgumentParser(
        "flags", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path, help="a folder with images/ and gt/")
    parser.add_argument("--limit", type=int, help="only the first so many pictures of each folder")
    parser.add_argument(
        "--height", type=int, help="make pictures so high at most, as the page does before sending"
    )
    options = parser.parse_args()
    read = readers.with_words()
    if options.height:
        read = variations.reduced(read, options.height)
    data = {folder.name: judged(folder, read, options.limit) for folder in options.data}
    data["all"] = [line for lines in data.values() for line in lines]
    for rule in ("whole", "worst"):
        Console().print(_table(rule, data))


def _table(rule: str, data: dict[str, list[Judged]]) -> Table:
    columns = ("data", "lines", "wrong", *(f"{threshold:g}" for threshold in THRESHOLDS))
    title = f"by the {rule} of a line: flagged, real of these, found of the wrong ones"
    table = Table(*columns, box=None, title=title)
    for name, lines in data.items():
        told = [(getattr(line, rule), line.wrong) for line in lines]
        cells = [
            f"{real.total} {real.share:.2f} {recall(told, threshold).share:.2f}"
            for threshold in THRESHOLDS
            for real in [precision(told, threshold)]
        ]
        table.add_row(name, str(len(lines)), str(sum(line.wrong for line in lines)), *cells)
    return table


if __name__ == "__main__":
    main()
