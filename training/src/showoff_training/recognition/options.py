"""What a training run of the recogniser is told on its command line."""

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """What a run is told; the same as its command line."""

    run: Path
    data: Path | None
    validate: Path | None
    hours: float
    processes: int
    peak: float
    seed: int
    lines_to_validate: int
    validate_minutes: float
    patience: int
    weights: Path | None


def parse(description: str, arguments: list[str] | None = None) -> Options:
    """Read the command line; None stands for the program's own."""
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.recognition.train",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--run", type=Path, default=Path("runs/recognition"), help="folder of the run")
    add("--data", type=Path, help="annotated pictures to train on, beside synthesis")
    add("--validate", type=Path, help="annotated pictures to measure on, never trained on")
    add("--hours", type=float, default=2.0, help="time box; the learning rate follows it")
    add("--processes", type=int, default=2, help="processes of one thread each, on a CPU")
    add("--peak", type=float, default=1.0, help="factor on the peak learning rates")
    add("--seed", type=int, default=1)
    add("--weights", type=Path, help="start from these weights, past the curriculum's first part")
    add("--lines-to-validate", type=int, default=300, help="lines of each set")
    add("--validate-minutes", type=float, default=10.0, help="minutes between validations")
    add("--patience", type=int, default=8, help="stop after as many validations without gain")
    add("--smoke", action="store_true", help="a run of seconds that shows that everything works")
    given = vars(parser.parse_args(arguments))
    if given.pop("smoke"):
        given |= {"hours": 15 / 3600, "processes": 1, "lines_to_validate": 16}
    return Options(**given)
