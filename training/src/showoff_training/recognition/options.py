"""The command line of a training run of the recogniser."""

from dataclasses import dataclass
from pathlib import Path

from showoff_training.runs import options as run_options
from showoff_training.runs.options import RunOptions


@dataclass(frozen=True)
class Options(RunOptions):
    """A run of the recogniser; the same as its command line."""

    processes: int
    lines_to_validate: int
    renderers: int | None = None
    gold: Path | None = None
    gold_share: float = 0.0


def parse(description: str | None, arguments: list[str] | None = None) -> Options:
    """Read the command line; None stands for the program's own."""
    parser = run_options.parser(
        "showoff_training.recognition.train", description, Path("runs/recognition")
    )
    add = parser.add_argument
    add("--processes", type=int, default=2, help="processes of one thread each, on a CPU")
    add("--renderers", type=int, help="processes that render for each: 1; beside a GPU, all cores")
    add("--lines-to-validate", type=int, default=300, help="lines of each set")
    add("--gold", type=Path, help="a gold set, exported as labels, to teach beside all else")
    add("--gold-share", type=float, default=0.15, help="of all lines, where --gold is given")
    given = vars(parser.parse_args(arguments))
    if given.pop("smoke"):
        given |= {"hours": 4 / 3600, "processes": 1, "lines_to_validate": 16}
    return Options(**given)
