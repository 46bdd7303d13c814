"""What is kept of a read and of a correction: events, put into the outbox as one."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Protocol

from showoff_bff import read_metrics
from showoff_bff.model_services import Picture
from showoff_bff.reading import Line, Reading
from showoff_common.message_spans import creation_context
from showoff_common.messages import (
    CorrectedLine,
    Event,
    Message,
    PictureRead,
    PictureTaken,
    TextCorrected,
    now,
    pack,
)
from showoff_common.stages import stage


class Outbox(Protocol):
    """What takes messages durably, all or none."""

    def put(self, messages: Sequence[Message]) -> None: ...


def keep_reading(outbox: Outbox, image_id: str, picture: Picture, reading: Reading) -> None:
    """Keep a picture, as it was sent, and what it says.

    Raises:
        Problem: 503, there is no room to keep it.
    """
    header = picture.header
    common = {"image_id": image_id, "created": now()}
    taken = PictureTaken.model_validate(
        {
            **common,
            "data": picture.data,
            "media_type": header.media_type,
            "width": header.width,
            "height": header.height,
        }
    )
    read = PictureRead.model_validate(
        {
            **common,
            "lines": [_line(ord_num, line) for ord_num, line in enumerate(reading.lines)],
            "detection_model": reading.detection_model,
            "recognition_model": reading.recognition_model,
        }
    )
    _put(outbox, taken, read)
    read_metrics.observe(reading)


def keep_correction(
    outbox: Outbox, image_id: str, text: str, lines: Sequence[CorrectedLine]
) -> None:
    """Keep what a person says a picture reads.

    Raises:
        Problem: 503, there is no room to keep it.
    """
    _put(outbox, TextCorrected(image_id=image_id, created=now(), text=text, lines=tuple(lines)))


def _line(ord_num: int, line: Line) -> dict[str, object]:
    return {"ord_num": ord_num, **asdict(line), **asdict(line.box)}


def _put(outbox: Outbox, *events: Event) -> None:
    """The trace goes along: by hand, because it must survive the time on disk."""
    with stage("outbox insert", {"messaging.batch.message_count": len(events)}) as span:
        context = creation_context()
        messages = [pack(event, context) for event in events]
        span.set_attribute("showoff.bytes", sum(len(message.body) for message in messages))
        outbox.put(messages)
