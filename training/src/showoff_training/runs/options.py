"""The command line of every training run."""

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class RunOptions:
    """A run's folder, data and time box; the same as its command line."""

    run: Path
    data: Path | None
    validate: Path | None
    hours: float
    peak: float
    warm_up: int
    seed: int
    weights: Path | None
    validate_minutes: float
    patience: int


def parser(program: str, description: str | None, run: Path) -> argparse.ArgumentParser:
    """A command line with the options of RunOptions, and --smoke.

    Args:
        program: The module that is run.
        description: Shown by --help.
        run: The folder of the run where none is given.
    """
    made = argparse.ArgumentParser(
        prog=f"python -m {program}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = made.add_argument
    add("--run", type=Path, default=run, help="folder of the run")
    add("--data", type=Path, help="annotated pictures to train on, beside synthesis")
    add("--validate", type=Path, help="annotated pictures to measure on, never trained on")
    add("--hours", type=float, default=2.0, help="time box; the learning rate follows it")
    add("--peak", type=float, default=1.0, help="factor on the peak learning rates")
    add("--warm-up", type=int, default=150, help="steps until the rates are at their peak")
    add("--seed", type=int, default=1)
    add("--weights", type=Path, help="start from these weights, past the first part of the lessons")
    add("--validate-minutes", type=float, default=15.0, help="minutes between validations")
    add("--patience", type=int, default=8, help="stop after as many validations without gain")
    add("--smoke", action="store_true", help="a run of seconds that shows that everything works")
    return made
