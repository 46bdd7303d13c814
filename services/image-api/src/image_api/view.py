"""What image-api shows of a picture: the rows, with the latest corrections laid over them."""

from collections.abc import Sequence

from image_api.history import Entry
from image_api.layout import kept_line, laid_out
from image_api.tables import ImageBox, TextCorrection
from showoff_common.contracts.history import Correction, Detail, KeptLine, Models, Summary
from showoff_common.contracts.lines import Quad
from showoff_common.contracts.pages import PageLine, PageReading


def summary(entry: Entry) -> Summary:
    """Show an entry of the history in the list."""
    return _summary(entry, _latest(entry))


def detail(entry: Entry) -> Detail:
    """Show an entry of the history by itself."""
    image, latest = entry.image, _latest(entry)
    return Detail(
        **dict(_summary(entry, latest)),
        lines=_lines(entry, latest),
        model=Models(detection=image.detection_model, recognition=image.recognition_model),
        corrections=[_correction(correction) for correction in entry.corrections],
    )


def page_of(shown: Detail, number: int = 1) -> PageReading:
    """A picture as a page to be rendered, the first unless told otherwise.

    A line that was corrected keeps its place, and neither its words' places nor how sure they are
    is known. Nothing is checked: it was when it came, and within wider bounds.
    """
    return PageReading.model_construct(
        number=number,
        width=shown.width or 0,
        height=shown.height or 0,
        source="read",
        lines=[_page_line(line) for line in shown.lines],
        model=shown.model,
    )


def _page_line(line: KeptLine) -> PageLine:
    is_corrected = line.text != line.recognized
    return PageLine.model_construct(
        text=line.text,
        separator=line.separator,
        confidence=None if is_corrected else line.confidence,
        points=_corners(line),
        words=None if is_corrected else line.words,
    )


def _corners(line: KeptLine) -> Quad:
    if line.points is not None:
        first, second, third, fourth = line.points
        return first, second, third, fourth
    box = line.box
    left, top = float(box.start_x), float(box.start_y)
    right, bottom = left + box.width, top + box.height
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _latest(entry: Entry) -> dict[int | None, str]:
    """What each line reads by its latest correction, and the whole, under None."""
    return {correction.ord_num: correction.value for correction in entry.corrections}


def _lines(entry: Entry, latest: dict[int | None, str]) -> list[KeptLine]:
    """As the latest correction of the whole lays them out; where it does not, as they were read."""
    wholes = [correction for correction in entry.corrections if correction.ord_num is None]
    layout = wholes[-1].layout if wholes else None
    if layout is None:
        return [kept_line(box, latest.get(box.ord_num, box.text)) for box in entry.boxes]
    return laid_out(layout, entry.boxes)


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


def _correction(row: TextCorrection) -> Correction:
    return Correction(created=row.creation_timestamp, ord_num=row.ord_num, text=row.value)
