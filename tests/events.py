"""Events as show-off-api makes them, for tests of several services."""

from collections.abc import Sequence
from datetime import datetime

from showoff_common.messaging.events import (
    CorrectedLine,
    LaidLine,
    Line,
    PictureRead,
    PictureTaken,
    TextCorrected,
    new_image_id,
    now,
)


def taken(
    image_id: str | None = None, created: datetime | None = None, data: bytes = b"pixels"
) -> PictureTaken:
    return PictureTaken(
        image_id=image_id or new_image_id(),
        created=created or now(),
        data=data,
        media_type="image/png",
        width=30,
        height=20,
    )


def read(
    image_id: str, *texts: str, created: datetime | None = None, model: str = "crnn-1"
) -> PictureRead:
    return PictureRead(
        image_id=image_id,
        created=created or now(),
        lines=tuple(
            Line(ord_num=number, text=text, start_x=1, start_y=9 * number, width=8, height=7)
            for number, text in enumerate(texts)
        ),
        detection_model="ctpn-1",
        recognition_model=model,
    )


def corrected(
    image_id: str,
    text: str,
    lines: dict[int, str] | None = None,
    created: datetime | None = None,
    layout: Sequence[LaidLine] | None = None,
    keep_for: str | None = None,
    *,
    whole: bool = False,
) -> TextCorrected:
    """A correction; with ``keep_for``, of a key of this name that lets its lines be kept."""
    return TextCorrected(
        image_id=image_id,
        created=created or now(),
        text=text,
        lines=tuple(
            CorrectedLine(ord_num=number, text=line) for number, line in (lines or {}).items()
        ),
        layout=None if layout is None else tuple(layout),
        keep=keep_for is not None,
        whole=whole,
        by=keep_for or "",
    )
