"""Mix the weights of runs that began alike: a model soup (Wortsman et al., arXiv 2203.05482).

    python -m showoff_training.recognition.soup A.pt runs/B/best.pt --validate DIR --target C.pt

Prints the character error of each and of their mean, kind by kind, and writes the mean.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.table import Table

from showoff_training.recognition import validation
from showoff_training.recognition.model import Crnn
from showoff_training.recognition.real_lines import RealLine
from showoff_training.recognition.train import best_path
from showoff_training.runs import checkpoints


def mixed(models: Sequence[Crnn], shares: Sequence[float] | None = None) -> Crnn:
    """A network whose every weight is the mean of theirs; with shares, which sum to 1, by these."""
    states = [model.state_dict() for model in models]
    parts = [1 / len(models)] * len(models) if shares is None else shares
    mean = {
        name: sum(
            (part * state[name].double() for part, state in zip(parts, states, strict=True)),
            start=torch.zeros(()),
        ).to(weight.dtype)
        for name, weight in states[0].items()
    }
    soup = Crnn()
    soup.load_state_dict(mean)
    return soup


def errors(model: Crnn, sets: dict[str, list[RealLine]]) -> dict[str, float]:
    """Character error rate of each kind, by the network's best path."""
    path, rates = best_path(model.eval(), torch.device("cpu")), {}
    for name, lines in sets.items():
        said = validation.read(path, [line.image for line in lines])
        rates[name] = validation.error_rate(lines, [decoded.text for decoded in said]).characters
    return rates


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.recognition.soup",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("weights", nargs="+", type=Path, help="what training runs kept")
    parser.add_argument("--target", type=Path, required=True, help="where the mean goes")
    parser.add_argument("--validate", type=Path, help="annotated pictures, beside synthetic lines")
    parser.add_argument("--lines", type=int, default=300, help="validation lines of each set")
    options = parser.parse_args(arguments)
    sets = validation.synthetic(options.lines)
    if options.validate is not None:
        sets |= validation.annotated(options.validate, options.lines)
    models = {str(path): Crnn() for path in options.weights}
    for path, model in models.items():
        checkpoints.load_weights(Path(path), model)
    models["mean"] = mixed(list(models.values()))
    checkpoints.save_weights(options.target, models["mean"])
    rates = {name: errors(model, sets) for name, model in models.items()}
    table = Table("kind", *rates, title="character error %")
    for kind in sets:
        table.add_row(kind, *(f"{100 * rate[kind]:.2f}" for rate in rates.values()))
    means = [float(np.mean(list(rate.values()))) for rate in rates.values()]
    table.add_row("mean of kinds", *(f"{100 * mean:.2f}" for mean in means))
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
