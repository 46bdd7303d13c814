"""What a correction says of lines that may be kept for good: a row each, not cut out yet."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from showoff_common.contracts.gold import Share, as_kept
from showoff_common.messaging.events import Place, TextCorrected

PROPOSED: Final = "proposed"
_MEASURED: Final = 5  # of so many pictures one measures, the others teach


def share_of(image_id: str) -> Share:
    """Whether lines of a picture teach or measure: all of them the same, for good."""
    number = int.from_bytes(hashlib.sha256(image_id.encode()).digest()[:8])
    return "teach" if number % _MEASURED else "measure"


def made_by_a_person(ord_num: int) -> bool:
    """Whether a line of that number was not read, but added to what was."""
    return ord_num < 0


def rows_of(event: TextCorrected, message_id: str) -> list[dict[str, object]]:
    """The gold lines of a correction whose maker lets them be kept.

    Those that a person corrected or made; where the whole is right, all of the layout. A message
    that is redelivered makes the same rows.
    """
    if not event.keep:
        return []
    rows = []
    for line in _said(event):
        try:
            text = as_kept(line.text)
        except ValueError:
            continue
        name = f"{message_id}/{line.ord_num}"
        rows.append(
            {
                "id": hashlib.sha256(name.encode()).hexdigest()[:32],
                "image_id": event.image_id,
                "ord_num": line.ord_num,
                "state": PROPOSED,
                "share": share_of(event.image_id),
                "text": text,
                "quad": line.points,
                "kept_by": event.by,
                "kept_at": event.created,
            }
        )
    return rows


class _Said(NamedTuple):
    ord_num: int
    text: str
    points: Sequence[Place] | None
    """None where the line is where it was read."""


def _said(event: TextCorrected) -> Iterator[_Said]:
    layout = event.layout or ()
    corrected = {line.ord_num: line.text for line in event.lines}
    laid = {line.ord_num: line for line in layout if line.ord_num is not None}
    if event.whole:
        corrected = {number: line.text for number, line in laid.items()} | corrected
    for number, text in corrected.items():
        yield _Said(number, text, laid[number].points if number in laid else None)
    for line in layout:
        if line.ord_num is None and line.points is not None:
            yield _Said(_number_of(line.points), line.text, line.points)


def _number_of(points: Sequence[Place]) -> int:
    """Of a line that a person made: by its place, the same in every correction, below zero."""
    corners = json.dumps([[round(x), round(y)] for x, y in points])
    return -1 - int.from_bytes(hashlib.sha256(corners.encode()).digest()[:4]) // 2
