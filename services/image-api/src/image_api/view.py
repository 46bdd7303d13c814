"""What image-api shows of a picture: the rows, with the latest corrections laid over them."""

from collections.abc import Sequence

from image_api.history import Entry
from image_api.tables import ImageBox, TextCorrection
from showoff_common.contracts.history import Box, Correction, Detail, KeptLine, Models, Summary


def summary(entry: Entry) -> Summary:
    """Show an entry of the history in the list."""
    return _summary(entry, _latest(entry))


def detail(entry: Entry) -> Detail:
    """Show an entry of the history by itself."""
    image, latest = entry.image, _latest(entry)
    return Detail(
        **dict(_summary(entry, latest)),
        lines=[_line(box, latest.get(box.ord_num, box.text)) for box in entry.boxes],
        model=Models(detection=image.detection_model, recognition=image.recognition_model),
        corrections=[_correction(correction) for correction in entry.corrections],
    )


def _latest(entry: Entry) -> dict[int | None, str]:
    """What each line reads by its latest correction, and the whole, under None."""
    return {correction.ord_num: correction.value for correction in entry.corrections}


def _summary(entry: Entry, latest: dict[int | None, str]) -> Summary:
    image = entry.image
    return Summary(
        id=image.id,
        created=image.creation_timestamp,
        state="stored" if image.path else "pending",
        media_type=image.media_type,
        width=image.width,
        height=image.height,
        text=latest[None] if None in latest else _text(entry.boxes, latest),
        corrected=bool(entry.corrections),
    )


def _text(boxes: Sequence[ImageBox], latest: dict[int | None, str]) -> str:
    """The lines as they stand on the page; what would stand before the first is left out."""
    parts = [
        box.joint * (number > 0) + latest.get(box.ord_num, box.text)
        for number, box in enumerate(boxes)
    ]
    return "".join(parts)


def _line(box: ImageBox, text: str) -> KeptLine:
    return KeptLine(
        ord_num=box.ord_num,
        text=text,
        recognized=box.text,
        confidence=box.confidence,
        points=box.points,
        box=Box(start_x=box.start_x, start_y=box.start_y, width=box.width, height=box.height),
        words=box.words,
    )


def _correction(row: TextCorrection) -> Correction:
    return Correction(created=row.creation_timestamp, ord_num=row.ord_num, text=row.value)
