"""What recognition-api can be asked to do beside serving: measure a model, and guard a sync."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

import httpx

from recognition_api.measuring import report
from recognition_api.measuring.gate import GoldKeeper, pass_gate
from recognition_api.measuring.gold_set import read_set
from recognition_api.measuring.readers import Deployed, OwnModel
from recognition_api.measuring.scores import score
from recognition_api.measuring.verdict import compare
from recognition_api.network import MODEL
from recognition_api.recognizer import Recognizer
from recognition_api.settings import GateSettings
from showoff_common.settings import load


def run(arguments: list[str]) -> int:
    """Run a command; its exit status."""
    parser = ArgumentParser("python -m recognition_api", description="Reads lines of text.")
    commands = parser.add_subparsers(title="commands", required=True)
    gate = commands.add_parser(
        "gate", help="exit 1 where the model reads the newest gold set worse than the one deployed"
    )
    gate.set_defaults(command=_gate)
    measure = commands.add_parser("measure", help="how well a model reads a gold set")
    measure.set_defaults(command=_measure)
    measure.add_argument("--set", type=_file, required=True, help="a set, exported as labels")
    measure.add_argument("--model", type=_file, default=MODEL, help="an exported recogniser")
    measure.add_argument("--against", type=_file, help="the one to compare it with")
    measure.add_argument("--texts", action="store_true", help="show what the lines say")
    given = parser.parse_args(arguments)
    return int(given.command(given))


def _file(text: str) -> Path:
    if not Path(text).is_file():
        raise ArgumentTypeError(f"{text}: there is no such file")
    return Path(text)


def _measure(given: Namespace) -> int:
    """1 where the model is worse, 2 where the set is none."""
    try:
        lines = read_set(given.set.read_bytes()).lines
    except ValueError as error:
        _say(f"{given.set}: {error}")
        return 2
    recognizer = Recognizer(given.model)
    own = score(OwnModel(recognizer), lines)
    if given.against is None:
        _say(report.table({recognizer.version: own}))
        return 0
    before = Recognizer(given.against)
    other = score(OwnModel(before), lines)
    comparison = compare(own, other)
    _say(report.table({before.version: other, f"new {recognizer.version}": own}))
    _say(report.told(comparison, texts=given.texts))
    return int(comparison.verdict == "worse")


def _gate(_: Namespace) -> int:
    settings = load(GateSettings)
    try:
        passage = pass_gate(
            Recognizer(settings.model),
            GoldKeeper(settings.storage_url),
            Deployed(settings.recognition_url),
        )
    except (httpx.HTTPError, ValueError) as error:
        _say(f"The gate can't judge: {type(error).__name__}: {error}")
        return int(settings.gate == "block")
    _say(passage.report)
    return int(passage.verdict == "worse" and settings.gate == "block")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
