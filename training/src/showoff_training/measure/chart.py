"""Draw accuracy and speed beside other readers, from docs/figures.json: `make chart`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Final

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from pydantic import BaseModel, Field

_DOCS: Final = Path("docs")
# A colour and a marker for each reader, show-off first.
_STYLES: Final = (
    ("#c2410c", "o"),
    ("#1d4ed8", "s"),
    ("#60a5fa", "D"),
    ("#0f766e", "^"),
    ("#6b7280", "v"),
)


class Pictures(BaseModel):
    """One kind of pictures; a list has one entry a reader, the first being show-off.

    Attributes:
        scores: Word F1, 0 to 1, or what docs/measurements.md says of the set.
        times: Median time a picture, in multiples of show-off's.
    """

    kind: str
    set: str
    scores: list[float | None]
    times: list[float | None]


class Figures(BaseModel):
    """One run of all readers over all kinds of pictures."""

    measured: str = Field(description="The day.")
    command: str
    readers: list[str]
    pictures: list[Pictures]


def read(path: Path = _DOCS / "figures.json") -> Figures:
    return Figures.model_validate_json(path.read_bytes())


def draw(figures: Figures, chart: Path) -> None:
    """Write an SVG: a row for each kind of pictures, scores on the left and times on the right."""
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "show-off"}):
        sheet, (left, right) = plt.subplots(
            1, 2, sharey=True, figsize=(10, 4.4), layout="constrained"
        )
        _plot(left, figures, [row.scores for row in figures.pictures])
        _plot(right, figures, [row.times for row in figures.pictures])
        left.set(title="accuracy (further right is better)", xlim=(0, 1.02))
        right.set(title="time a picture, show-off = 1 (further left is better)", xscale="log")
        right.set_xticks([0.5, 1, 2, 5, 10, 20], ["0.5 ×", "1 ×", "2 ×", "5 ×", "10 ×", "20 ×"])
        right.minorticks_off()
        left.set_yticks(range(len(figures.pictures)), [row.kind for row in figures.pictures])
        left.invert_yaxis()
        handles, labels = right.get_legend_handles_labels()
        sheet.legend(handles, labels, loc="outside lower center", ncols=len(labels), frameon=False)
        chart.parent.mkdir(parents=True, exist_ok=True)
        sheet.savefig(chart, facecolor="white", metadata={"Date": None})
        plt.close(sheet)


def _plot(axes: Axes, figures: Figures, rows: list[list[float | None]]) -> None:
    for reader, (name, (color, marker)) in enumerate(zip(figures.readers, _STYLES, strict=True)):
        points = [(x, y) for y, row in enumerate(rows) if (x := row[reader]) is not None]
        axes.plot(
            [x for x, _ in points],
            [y for _, y in points],
            marker=marker,
            color=color,
            linestyle="none",
            markersize=9 if reader == 0 else 6,
            zorder=3 if reader == 0 else 2,
            label=name,
        )
    axes.grid(axis="both", alpha=0.3)
    axes.spines[["top", "right"]].set_visible(False)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=Path, default=_DOCS / "figures.json")
    parser.add_argument("--chart", type=Path, default=_DOCS / "images" / "figures.svg")
    options = parser.parse_args()
    draw(read(options.figures), options.chart)


if __name__ == "__main__":
    main()
