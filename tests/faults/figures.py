"""Figures of a full run, for docs/reliability.md: a line each on standard output."""

import sys


def report(fault: str, **figures: object) -> None:
    said = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
    sys.stdout.write(f"\nfigure: {fault}: {said}\n")
