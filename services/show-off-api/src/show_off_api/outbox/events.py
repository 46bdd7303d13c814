"""What is kept of a read and of a correction: events, put into the outbox as one."""

from collections.abc import Sequence
from dataclasses import asdict
from http import HTTPStatus
from typing import Protocol

from show_off_api import read_metrics
from show_off_api.reading import ReadPicture
from showoff_common.contracts.corrections import CorrectionForm
from showoff_common.errors import Problem
from showoff_common.messaging.events import (
    Event,
    InvalidMessage,
    PictureRead,
    PictureTaken,
    TextCorrected,
    now,
)
from showoff_common.messaging.spans import creation_context
from showoff_common.messaging.wire import Message, pack
from showoff_common.reading import Line
from showoff_common.telemetry.stages import stage


class Outbox(Protocol):
    """What takes messages durably, all or none."""

    def put(self, messages: Sequence[Message]) -> None: ...


def keep_reading(outbox: Outbox, image_id: str, picture: ReadPicture) -> None:
    """Keep a picture and what it says.

    Raises:
        Problem: 413, it is larger than a queue takes; 503, there is no room to keep it.
    """
    reading = picture.reading
    common = {"image_id": image_id, "created": now()}
    taken = PictureTaken.model_validate(
        {
            **common,
            "data": picture.data,
            "media_type": picture.media_type,
            "width": picture.width,
            "height": picture.height,
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


def keep_correction(outbox: Outbox, told: CorrectionForm, holder: str) -> None:
    """Keep what a person, the holder of that key, says a picture reads.

    Raises:
        Problem: 413, it is larger than a queue takes; 503, there is no room to keep it.
    """
    stamp = {"image_id": told.id, "created": now(), "by": holder if told.keep else ""}
    correction = TextCorrected.model_validate({**told.model_dump(exclude={"id"}), **stamp})
    _put(outbox, correction)


def _line(ord_num: int, line: Line) -> dict[str, object]:
    words = None if line.words is None else [word.model_dump() for word in line.words]
    fields = {"text": line.text, "confidence": line.confidence, "points": line.points}
    return {
        "ord_num": ord_num,
        **fields,
        "joint": line.separator,
        "words": words,
        **asdict(line.box),
    }


def _put(outbox: Outbox, *events: Event) -> None:
    """The trace goes along: by hand, because it must survive the time on disk."""
    with stage("outbox insert", {"messaging.batch.message_count": len(events)}) as span:
        context = creation_context()
        try:
            messages = [pack(event, context) for event in events]
        except InvalidMessage as error:
            raise Problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Too large to keep", f"{error}."
            ) from None
        span.set_attribute("showoff.bytes", sum(len(message.body) for message in messages))
        outbox.put(messages)
