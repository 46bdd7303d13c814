"""The command line of a training run."""

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
    workers: int
    peak: float
    seed: int
    weights: Path | None
    pages_to_validate: int
    validate_minutes: float
    patience: int


def parse(description: str | None, arguments: list[str] | None = None) -> Options:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.detection.train",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--run", type=Path, default=Path("runs/detection"), help="folder of the run")
    add("--data", type=Path, help="annotated pictures to train on, beside synthesis")
    add("--validate", type=Path, help="annotated pictures to measure on, never trained on")
    add("--hours", type=float, default=2.0, help="time box; the learning rate follows it")
    add("--workers", type=int, default=1, help="processes that render; 0 renders in the trainer")
    add("--peak", type=float, default=1.0, help="factor on the peak learning rates")
    add("--seed", type=int, default=1)
    add("--weights", type=Path, help="start from these weights, at the last lesson")
    add("--pages-to-validate", type=int, default=6, help="pictures of each set")
    add("--validate-minutes", type=float, default=15.0, help="minutes between validations")
    add("--patience", type=int, default=8, help="stop after as many validations without gain")
    add("--smoke", action="store_true", help="a run of seconds that shows that everything works")
    given = vars(parser.parse_args(arguments))
    if given.pop("smoke"):
        given |= {"hours": 15 / 3600, "workers": 0, "pages_to_validate": 2}
    return Options(**given)
