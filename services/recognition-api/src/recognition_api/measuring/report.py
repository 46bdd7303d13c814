"""A comparison in Markdown, for a terminal, a log and a comment on a change."""

from collections.abc import Mapping, Sequence
from typing import Final

from recognition_api.measuring.scores import Score, by_kind, figures
from recognition_api.measuring.verdict import Comparison
from showoff_common.contracts.gold import KindFigures

_SHOWN: Final = 20  # lines that got worse


def table(readers: Mapping[str, Sequence[Score]]) -> str:
    """Error rates and exact lines of each reader, kind by kind and together, in percent."""
    names = list(readers)
    head = ["kind", "lines", *(f"{what} {name}" for name in names for what in ("CER %", "exact %"))]
    kinds = {name: by_kind(scores) for name, scores in readers.items()}
    rows = [
        [kind, *_row([figures(kinds[name][kind]) for name in names])]
        for kind in next(iter(kinds.values()), {})
    ]
    rows.append(["together", *_row([figures(scores) for scores in readers.values()])])
    written = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in written)


def _row(told: Sequence[KindFigures]) -> list[str]:
    shares = [
        f"{100 * part / max(1, whole):.2f}"
        for each in told
        for part, whole in ((each.edits, each.characters), (each.exact, each.lines))
    ]
    return [str(told[0].lines), *shares]


def told(comparison: Comparison, *, texts: bool) -> str:
    """The verdict, and the lines that got worse.

    Args:
        comparison: Of a candidate with another.
        texts: Whether the lines are free to be shown; else by their digests alone.
    """
    low, middle, high = (100 * value for value in comparison.errors)
    parts = [f"Verdict: {comparison.verdict} ({middle:+.2f} points, {low:+.2f} to {high:+.2f})."]
    if comparison.worse:
        parts.append(f"{len(comparison.worse)} lines got worse:")
    for before, now in comparison.worse[:_SHOWN]:
        line = f"- {now.line.digest[:12]}: {before.edits} -> {now.edits} edits"
        said = f": {now.line.text!r} read as {now.read!r}, before {before.read!r}"
        parts.append(line + said * texts)
    return "\n".join(parts)
