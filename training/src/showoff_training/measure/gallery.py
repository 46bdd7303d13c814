"""The worst failures on annotated pictures, to look at: `make gallery DATA="DIRECTORY …"`.

Lines that were missed, misread, or read where there are none, by kind of error, with a cut of the
picture each. What is worth working on next is the kind with most characters wrong.
"""

import html
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from showoff_training.detection.annotations import read_pixels
from showoff_training.measure import readers
from showoff_training.measure.failures import Failure, failures
from showoff_training.measure.truth import Truth, truths

_AROUND = 0.6  # of the line's height, shown on every side
_SHOWN = 64  # px: height of a cut
_STYLE = "body{font:16px sans-serif;margin:2rem}td{padding:.3rem .8rem}img{max-width:60vw}"

Found = tuple[str, Truth, Failure]


def main() -> None:
    parser = ArgumentParser(
        "gallery", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path, help="a folder with images/ and gt/")
    parser.add_argument("--limit", type=int, help="most pictures of each folder")
    parser.add_argument("--worst", type=int, default=50, help="how many lines to show")
    parser.add_argument(
        "--out", type=Path, default=Path("runs/gallery"), help="where the page goes"
    )
    options = parser.parse_args()
    read = readers.in_process()
    found: list[Found] = []
    for folder in options.data:
        chosen = list(truths(folder, options.limit))
        for truth in track(chosen, folder.name, console=Console(stderr=True), transient=True):
            lines = read(truth.image.read_bytes())
            found += [(folder.name, truth, failure) for failure in failures(truth, lines)]
    Console().print(_summary(found))
    found.sort(key=lambda entry: -entry[2].weight)
    page = write(found[: options.worst], options.out)
    Console().print(f"The worst {options.worst}: {page}")


def _summary(found: Iterable[Found]) -> Table:
    """Characters wrong, by data set and kind."""
    characters: Counter[tuple[str, str]] = Counter()
    for name, _, failure in found:
        characters[name, failure.kind] += failure.weight
    names = sorted({name for name, _ in characters})
    table = Table("kind", *names, "all", box=None, title="characters wrong, by kind of error")
    kinds = Counter[str]()
    for (_, kind), count in characters.items():
        kinds[kind] += count
    for kind, count in kinds.most_common():
        table.add_row(kind, *(str(characters[name, kind]) for name in names), str(count))
    return table


def write(found: Iterable[Found], folder: Path) -> Path:
    """Write cuts and the page that shows them; returns the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, (name, truth, failure) in enumerate(found):
        cut = folder / f"{number:03}.png"
        cv2.imwrite(str(cut), _cut(truth, failure)[..., ::-1])
        texts = (name, truth.image.name, failure.kind, str(failure.weight))
        cells = "".join(f"<td>{html.escape(text)}</td>" for text in texts)
        said = f"{html.escape(failure.truth)}<br><b>{html.escape(failure.read)}</b>"
        rows.append(f'<tr>{cells}<td><img src="{cut.name}"><br>{said}</td></tr>')
    page = folder / "index.html"
    head = f"<!doctype html><meta charset=utf-8><title>Failures</title><style>{_STYLE}</style>"
    page.write_text(f"{head}<table>{''.join(rows)}</table>\n", encoding="utf-8")
    return page


def _cut(truth: Truth, failure: Failure) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """The line and a little around it."""
    picture = read_pixels(truth.image)
    low, high = failure.points.min(0), failure.points.max(0)
    margin = _AROUND * min(high - low)
    x0, y0 = np.maximum(low - margin, 0).astype(int)
    x1, y1 = np.ceil(np.minimum(high + margin, picture.shape[1::-1])).astype(int)
    cut = picture[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]
    share = _SHOWN / cut.shape[0]
    return np.asarray(cv2.resize(cut, None, fx=share, fy=share), np.uint8)


if __name__ == "__main__":
    main()
