"""What image-api shows of a picture: the rows, with the latest corrections laid over them."""

from collections.abc import Sequence

from image_api.history import Entry
from image_api.tables import ImageBox, TextCorrection
from showoff_common.contracts.history import Box, Correction, Detail, KeptLine, Models, Summary


def summary(entry: Entry) -> Summary:
    """Show an entry of the history in the list."""
    image, lines = entry.image, _lines(entry)
    whole = [correction.value for correction in entry.corrections if correction.ord_num is None]
    return Summary(
        id=image.id,
        created=image.creation_timestamp,
        state="stored" if image.path else "awaited",
        media_type=image.media_type,
        width=image.width,
        height=image.height,
        text=whole[-1] if whole else _text(entry, lines),
        corrected=bool(entry.corrections),
    )


def detail(entry: Entry) -> Detail:
    """Show an entry of the history by itself."""
    image = entry.image
    return Detail(
        **dict(summary(entry)),
        lines=_lines(entry),
        model=Models(detection=image.detection_model, recognition=image.recognition_model),
        corrections=[_correction(correction) for correction in entry.corrections],
    )


def _lines(entry: Entry) -> list[KeptLine]:
    return [_line(box, entry) for box in entry.boxes]


def _text(entry: Entry, lines: Sequence[KeptLine]) -> str:
    """The lines as they stand on the page; what would stand before the first is left out."""
    joints = ["", *(box.joint for box in entry.boxes[1:])]
    return "".join(joint + line.text for joint, line in zip(joints, lines, strict=False))


def _line(box: ImageBox, entry: Entry) -> KeptLine:
    corrected = [row.value for row in entry.corrections if row.ord_num == box.ord_num]
    return KeptLine(
        ord_num=box.ord_num,
        text=corrected[-1] if corrected else box.text,
        recognized=box.text,
        confidence=box.confidence,
        points=box.points,
        box=Box(start_x=box.start_x, start_y=box.start_y, width=box.width, height=box.height),
    )


def _correction(row: TextCorrection) -> Correction:
    return Correction(created=row.creation_timestamp, ord_num=row.ord_num, text=row.value)
