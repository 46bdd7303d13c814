"""What it costs to tell the words of each line: a whole read with and without them.

    python -m showoff_training.measure.word_cost [folder of pictures]

Processor time, so that others at work on the machine change little; the best of several rounds.
"""

import sys
import time
from pathlib import Path

from show_off.local import LocalReader

_ROUNDS = 7


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "samples/images")
    pictures = [path.read_bytes() for path in sorted(folder.iterdir())]
    reader = LocalReader()
    rounds = [
        (_seconds(reader, pictures, words=False), _seconds(reader, pictures, words=True))
        for _ in range(_ROUNDS)
    ]
    without, with_words = map(min, zip(*rounds, strict=True))
    more = 100 * (with_words / without - 1)
    told = f"{without:.3f} s, with words {with_words:.3f} s: {more:+.1f} %"
    sys.stdout.write(f"{len(pictures)} pictures: {told}\n")


def _seconds(reader: LocalReader, pictures: list[bytes], *, words: bool) -> float:
    started = time.process_time()
    for picture in pictures:
        reader.read(picture, words=words)
    return time.process_time() - started


if __name__ == "__main__":
    main()
