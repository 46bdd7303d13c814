"""How fast a hand is learnt that nobody wrote: `python -m showoff_training.studies.made_up_hand`.

400 gold lines of a face never trained on, made into a hand; a run of minutes; then other lines of
the same hand, and the public gate, before and after.
"""

import argparse
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from recognition_api.measuring.gold_set import read_set
from showoff_training.measure.gate_set import GATE_SET
from showoff_training.recognition import export, fine_tune, gold, soup
from showoff_training.recognition.model import Crnn
from showoff_training.recognition.real_lines import RealLine
from showoff_training.runs import checkpoints
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.hand import Hand
from showoff_training.synthesis.text import TextSource

SEED = 2_026_112_6


def hand_lines(count: int, seed: int = SEED, longest: int = 32) -> list[RealLine]:
    """Lines of one hand; others for each seed of the text, in the same hand."""
    _, faces = load_faces()
    hand, text, r = Hand(faces[0], SEED), TextSource(seed), random.Random(seed)
    lines: list[RealLine] = []
    while len(lines) < count:
        said = text.line(longest).strip()
        if len(said) > 3 and hand.face.can_write(said):
            lines.append(RealLine(hand.write(said, r).image, said))
    return lines


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser("python -m showoff_training.studies.made_up_hand")
    parser.add_argument("--minutes", type=float, default=2)
    parser.add_argument("--lines", type=int, default=400, help="gold lines")
    parser.add_argument("--unseen", type=int, default=200, help="other lines, to measure with")
    parser.add_argument("--gold-share", type=float, default=0.5)
    parser.add_argument("--peak", type=float, default=0.5)
    options = parser.parse_args(arguments)
    with TemporaryDirectory() as name:
        folder = Path(name)
        lines = hand_lines(options.lines)
        gold.write_set(folder / "gold.tar", {"hand": lines}, "drawn here")
        told = {
            "gold": folder / "gold.tar",
            "run": folder / "run",
            "hours": options.minutes / 60,
            "gold-share": options.gold_share,
            "peak": options.peak,
        }
        chosen = fine_tune.main(
            [part for key, value in told.items() for part in (f"--{key}", str(value))]
        )
    old = Crnn()
    checkpoints.load_weights(export.WEIGHTS, old)
    gate = list(gold.real_lines(read_set(GATE_SET.read_bytes()).lines, 0, variants=1))
    sets = {"hand, other lines": hand_lines(options.unseen, SEED + 1), "public gate": gate}
    before, after = soup.errors(old.eval(), sets), soup.errors(chosen.model, sets)
    table = Table("lines", "CER % before", "CER % after", "of before %")
    for kind in sets:
        change = 100 * after[kind] / before[kind]
        table.add_row(
            kind, f"{100 * before[kind]:.2f}", f"{100 * after[kind]:.2f}", f"{change:.0f}"
        )
    Console(width=80).print(table)


if __name__ == "__main__":
    main()
