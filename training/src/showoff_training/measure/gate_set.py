"""Draw the lines of the public gate: `python -m showoff_training.measure.gate_set`.

Print of families that are never trained on, clean and as paper and camera leave it, and rare signs,
accents, serials and prices: drawn here, so free for anyone, and kept in the repository, for other
machines have other faces.
"""

import argparse
from pathlib import Path
from typing import Final

from showoff_training.recognition.gold import write_set
from showoff_training.recognition.real_lines import RealLine
from showoff_training.synthesis.fonts import load_faces
from showoff_training.synthesis.lines import LineSynthesis
from showoff_training.synthesis.marked_lines import MarkedLines
from showoff_training.synthesis.marks import MarkSource
from showoff_training.synthesis.text import TextSource

GATE_SET: Final = Path("training/gate/lines.tar")
SEED: Final = 20_261_126  # no other set begins here
NOTE: Final = "Drawn by showoff_training.measure.gate_set, in faces never trained on; CC0 1.0."


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        "python -m showoff_training.measure.gate_set", description=__doc__
    )
    parser.add_argument("--target", type=Path, default=GATE_SET)
    parser.add_argument("--lines", type=int, default=100, help="of each kind")
    options = parser.parse_args(arguments)
    _, faces = load_faces()
    print_ = LineSynthesis(faces, TextSource(SEED), SEED)
    marked = MarkedLines(faces, MarkSource(SEED), SEED)
    made = {"clean": print_.clean, "degraded": print_.degraded, "marked": marked.degraded}
    kinds = {
        kind: [
            RealLine(line.image, line.text.strip())
            for line in (make(32) for _ in range(options.lines))
        ]
        for kind, make in made.items()
    }
    write_set(options.target, kinds, NOTE)


if __name__ == "__main__":
    main()
