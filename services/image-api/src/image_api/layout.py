"""The lines of a picture as a person has laid them out: added, parted, joined, moved, removed."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, Final

from image_api.tables import ImageBox
from showoff_common.contracts.history import Box, KeptLine
from showoff_common.contracts.lines import Separator

_SEPARATORS: Final[dict[str, Separator]] = {"": "", " ": " ", "\n": "\n", "\n\n": "\n\n"}
"""Those there are; whatever else a message brought ends a row."""


def laid_out(layout: Sequence[Mapping[str, Any]], boxes: Sequence[ImageBox]) -> list[KeptLine]:
    """The lines of a layout, in its order.

    Those that were read keep what was recognised. A new one gets a number that no line that was
    read has; one without a place on the picture stands in the whole text alone.

    Args:
        layout: Of `LaidLine`s.
        boxes: The lines that were read.
    """
    read = {box.ord_num: box for box in boxes}
    numbers = count(max(read, default=-1) + 1)
    return list(_lines(layout, read, numbers))


def kept_line(box: ImageBox, text: str) -> KeptLine:
    """A line where it was read, saying ``text``."""
    return KeptLine(
        ord_num=box.ord_num,
        text=text,
        recognized=box.text,
        confidence=box.confidence,
        points=box.points,
        separator=_SEPARATORS.get(box.joint, "\n"),
        box=Box(start_x=box.start_x, start_y=box.start_y, width=box.width, height=box.height),
        words=box.words,
    )


def _lines(
    layout: Sequence[Mapping[str, Any]], read: Mapping[int, ImageBox], numbers: Iterator[int]
) -> Iterator[KeptLine]:
    for line in layout:
        box, points = read.get(line["ord_num"]), line["points"]
        if box is not None:
            placed = {} if points is None else _placed(points)
            kept = kept_line(box, line["text"])
            yield kept.model_copy(update=placed | {"separator": line["separator"]})
        elif points is not None:
            yield KeptLine.model_validate(
                {
                    "ord_num": next(numbers),
                    "text": line["text"],
                    "recognized": "",
                    "confidence": None,
                    "words": None,
                    "separator": line["separator"],
                    **_placed(points),
                }
            )


def _placed(points: Sequence[Sequence[float]]) -> dict[str, Any]:
    xs, ys = zip(*points, strict=True)
    left, top = math.floor(min(xs)), math.floor(min(ys))
    width, height = math.ceil(max(xs)) - left, math.ceil(max(ys)) - top
    return {
        "points": [tuple(point) for point in points],
        "box": Box(start_x=left, start_y=top, width=width, height=height),
    }
