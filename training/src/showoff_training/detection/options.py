"""The command line of a training run of the detector."""

from dataclasses import dataclass
from pathlib import Path

from showoff_training.runs import options as run_options
from showoff_training.runs.options import RunOptions


@dataclass(frozen=True)
class Options(RunOptions):
    """A run of the detector; the same as its command line."""

    workers: int
    pages_to_validate: int


def parse(description: str | None, arguments: list[str] | None = None) -> Options:
    """Read the command line; None stands for the program's own."""
    parser = run_options.parser(
        "showoff_training.detection.train", description, Path("runs/detection")
    )
    add = parser.add_argument
    add("--workers", type=int, default=1, help="processes that render; 0 renders in the trainer")
    add("--pages-to-validate", type=int, default=6, help="pictures of each set")
    given = vars(parser.parse_args(arguments))
    if given.pop("smoke"):
        given |= {"hours": 4 / 3600, "workers": 0, "pages_to_validate": 2}
    return Options(**given)
