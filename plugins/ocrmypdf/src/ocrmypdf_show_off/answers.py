"""What a show-off server answers, as lines to lay onto a page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ocrmypdf_show_off.elements import Line, Quad, Word


def lines(answer: Mapping[str, Any]) -> list[Line]:
    """The lines of an answer to `POST /read` with words; those that say nothing are left out."""
    told = [line for line in answer["lines"] if line["text"]]
    starts = _paragraphs(answer["text"], [line["text"] for line in told])
    return [
        Line(line["text"], _quad(line["points"]), list(_words(line)), begins_paragraph=start)
        for line, start in zip(told, starts, strict=True)
    ]


def _words(line: Mapping[str, Any]) -> Iterator[Word]:
    for word in line.get("words") or [line]:
        yield Word(word["text"], _quad(word["points"]), word["confidence"])


def _quad(points: Sequence[Sequence[float]]) -> Quad:
    first, second, third, fourth = ((float(x), float(y)) for x, y in points)
    return first, second, third, fourth


def _paragraphs(text: str, parts: Sequence[str]) -> Iterator[bool]:
    """Whether each line begins a paragraph: an empty line stands before it in the whole text."""
    end = 0
    for part in parts:
        start = text.find(part, end)
        yield start < 0 or "\n\n" in text[end:start]
        end = max(start, end) + len(part)
