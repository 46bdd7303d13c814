"""The command line of a training run of the detector."""

from dataclasses import dataclass
from pathlib import Path

from showoff_training.runs import options as run_options
from showoff_training.runs.options import RunOptions


@dataclass(frozen=True)
class Options(RunOptions):
    """A run of the detector; the same as its command line."""

    workers: int | None
    pages_to_validate: int
    orientation: Path | None = None


def parse(description: str | None, arguments: list[str] | None = None) -> Options:
    """Read the command line; None stands for the program's own."""
    parser = run_options.parser(
        "showoff_training.detection.train", description, Path("runs/detection")
    )
    add = parser.add_argument
    add("--workers", type=int, help="processes that render: 1; beside a GPU, all cores; 0: none")
    add("--orientation", type=Path, help="start the head that tells which way up from these")
    add("--pages-to-validate", type=int, default=6, help="pictures of each set")
    given = vars(parser.parse_args(arguments))
    if given.pop("smoke"):
        given |= {"hours": 4 / 3600, "workers": 0, "pages_to_validate": 2}
    return Options(**given)
