"""The public gate: no model comes into the repository that reads its lines worse.

    git show main:services/recognition-api/src/recognition_api/model/crnn.onnx > before.onnx
    python -m showoff_training.measure.gate --before before.onnx

Reads training/gate/lines.tar with both, and holds the floors beside it. It also asks that the model
is told apart by its version, is calibrated and small, and was not trained on anybody's gold lines:
what a model has seen can be got out of it again. Exit status 1 where it is refused.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import onnxruntime

from recognition_api.confidence import LINES, LOOKS, WORDS
from recognition_api.measuring import report
from recognition_api.measuring.gold_set import read_set
from recognition_api.measuring.readers import OwnModel
from recognition_api.measuring.scores import figures, score
from recognition_api.measuring.verdict import compare
from recognition_api.network import MODEL
from recognition_api.recognizer import Recognizer
from showoff_training.measure.gate_set import GATE_SET

MOST_BYTES: Final = 8_000_000
GOLD: Final = "gold"
"""In a model's metadata: the set it was trained on. Such a model stays where the set is."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m showoff_training.measure.gate",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--model", type=Path, default=MODEL, help="the candidate")
    parser.add_argument("--before", type=Path, help="what it replaces; else its floors alone")
    parser.add_argument("--set", type=Path, default=GATE_SET)
    parser.add_argument("--floors", type=Path, help="JSON; by default beside the set")
    parser.add_argument("--table", type=Path, help="write the report here, too, as Markdown")
    options = parser.parse_args(arguments)
    floors = json.loads((options.floors or options.set.parent / "floors.json").read_text())
    text, refusals = _judged(options.model, options.before, options.set, floors)
    verdict = "Refused: " + "; ".join(refusals) + "." if refusals else "Let through."
    whole = f"{text}\n\n{verdict}\n"
    sys.stdout.write(whole)
    if options.table is not None:
        options.table.write_text(whole, encoding="utf-8")
    return int(bool(refusals))


def _judged(
    model: Path, before: Path | None, gold_set: Path, floors: Mapping[str, float]
) -> tuple[str, list[str]]:
    """A report, and why the model is refused."""
    lines = read_set(gold_set.read_bytes()).lines
    own = score(OwnModel(Recognizer(model)), lines)
    refusals = list(_flaws(model, before))
    told = figures(own)
    if told.edits > floors["error"] * told.characters:
        refusals.append(f"more than {floors['error']:.2%} of characters wrong")
    if told.exact < floors["exact"] * told.lines:
        refusals.append(f"less than {floors['exact']:.1%} of lines without an error")
    if before is None:
        return report.table({"this": own}), refusals
    other = score(OwnModel(Recognizer(before)), lines)
    comparison = compare(own, other)
    if comparison.verdict == "worse":
        refusals.append("it reads worse than the one before")
    table = report.table({"before": other, "this": own})
    return f"{table}\n\n{report.told(comparison, texts=True)}", refusals


def _flaws(model: Path, before: Path | None) -> Iterator[str]:
    metadata = _metadata(model)
    if before is not None and model.read_bytes() != before.read_bytes():
        version = metadata.get("version")
        if version is None or version == _metadata(before).get("version"):
            yield f"its version, {version}, is that of the one before"
    if model.stat().st_size > MOST_BYTES:
        yield f"it is larger than {MOST_BYTES / 1e6:g} MB"
    if GOLD in metadata:
        yield f"it was trained on gold set {metadata[GOLD]}, and stays private"
    if any(f"{kind}bias" not in metadata for kind in (LOOKS, LINES, WORDS)):
        yield "it is not calibrated"


def _metadata(model: Path) -> Mapping[str, str]:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    found: Mapping[str, str] = session.get_modelmeta().custom_metadata_map
    return found


if __name__ == "__main__":
    sys.exit(main())
