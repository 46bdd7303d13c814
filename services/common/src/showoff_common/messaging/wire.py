"""The wire form of events, free of any broker's types: what each queue carries, and how.

Unknown headers are tolerated; whatever is missing or wrong raises :class:`InvalidMessage` with a
reason that a person can act on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from typing import Final
from uuid import uuid4

from pydantic import TypeAdapter, ValidationError

from showoff_common.messaging.events import (
    CorrectedLine,
    Event,
    ImageId,
    InvalidMessage,
    LaidLine,
    Line,
    PictureRead,
    PictureTaken,
    Text,
    TextCorrected,
    Typed,
)

IMAGE_QUEUE: Final = "imageQueue"
IMAGE_DATA_QUEUE: Final = "imageDataQueue"
TEXT_CORRECTION_QUEUE: Final = "textCorrectionQueue"
QUEUES: Final = (IMAGE_QUEUE, IMAGE_DATA_QUEUE, TEXT_CORRECTION_QUEUE)

VERSION: Final = "1"
"""Of the schemas below. It rises when a consumer of the old one would misread the new one."""
VERSION_WITH_WORDS: Final = "2"
"""Of lines that have words: a consumer of the old one would lose them."""
_VERSIONS: Final = (VERSION, VERSION_WITH_WORDS)

MAX_BODY_BYTES: Final = 16 * 2**20
"""What RabbitMQ 4 takes by default (3.x takes more); pictures are limited to less at the door."""


@dataclass(frozen=True, slots=True)
class Message:
    """An event on the wire. Delivered twice, it has the same ``message_id`` both times."""

    queue: str
    body: bytes
    content_type: str
    message_id: str
    headers: Mapping[str, str]


def pack(event: Event, traceparent: str | None = None) -> Message:
    """Put ``event`` into its wire form, under a fresh message id.

    Args:
        event: what happened.
        traceparent: W3C trace context of the span in which it happened.

    Raises:
        InvalidMessage: it is larger than a queue takes.
    """
    headers = {
        "version": VERSION,
        "request_id": event.image_id,
        "created": event.created.astimezone(UTC).isoformat(),
    }
    if traceparent:
        headers["traceparent"] = traceparent
    content_type = "application/json"
    match event:
        case PictureTaken():
            queue, body, content_type = IMAGE_QUEUE, event.data, event.media_type
            headers |= {"width": str(event.width), "height": str(event.height)}
        case PictureRead():
            queue, body = IMAGE_DATA_QUEUE, _LINES.dump_json(event.lines)
            models = {
                "detection_model": event.detection_model,
                "recognition_model": event.recognition_model,
            }
            if any(line.words is not None for line in event.lines):
                headers["version"] = VERSION_WITH_WORDS
            headers |= {name: version for name, version in models.items() if version is not None}
        case TextCorrected():
            queue, body = TEXT_CORRECTION_QUEUE, _correction_body(event)
    _check_size(body)
    return Message(queue, body, content_type, uuid4().hex, headers)


def unpack(message: Message) -> Event:
    """Read an event from its wire form.

    Raises:
        InvalidMessage: with what is missing or wrong.
    """
    _check_size(message.body)
    if not message.message_id:
        raise InvalidMessage("message_id: missing")
    if (version := message.headers.get("version", VERSION)) not in _VERSIONS:
        raise InvalidMessage(f"version: {version!r} is none of those read here, {_VERSIONS}")
    if message.queue not in _READERS:
        raise InvalidMessage(f"queue: no event travels on {message.queue!r}")
    try:
        return _READERS[message.queue](message)
    except ValidationError as error:
        raise InvalidMessage(_reason(error)) from None


_CORRECTION: Final = ("text", "lines", "layout", "keep", "whole", "by")


class _CorrectionBody(Typed):
    id: ImageId
    text: Text
    lines: tuple[CorrectedLine, ...] = ()
    layout: tuple[LaidLine, ...] | None = None
    keep: bool = False
    whole: bool = False
    by: str = ""


def _correction_body(event: TextCorrected) -> bytes:
    """Without what does not apply: a layout, and that lines may be kept."""
    told = {name: getattr(event, name) for name in _CORRECTION}
    body = _CorrectionBody.model_validate({"id": event.image_id, **told})
    missing = {name for name in _CORRECTION[2:] if not told[name] and told[name] != ()}
    return body.model_dump_json(exclude=missing).encode()


def _check_size(body: bytes) -> None:
    if len(body) > MAX_BODY_BYTES:
        raise InvalidMessage(f"body: {len(body)} bytes, the limit is {MAX_BODY_BYTES}")


_LINES: Final = TypeAdapter(tuple[Line, ...])


def _stamp(message: Message) -> dict[str, object]:
    fields = {"image_id": "request_id", "created": "created"}
    if missing := [header for header in fields.values() if header not in message.headers]:
        raise InvalidMessage(f"headers: {' and '.join(missing)} missing")
    return {field: message.headers[header] for field, header in fields.items()}


def _picture(message: Message) -> Event:
    size = {name: message.headers[name] for name in ("width", "height") if name in message.headers}
    return PictureTaken.model_validate(
        {**_stamp(message), **size, "data": message.body, "media_type": message.content_type}
    )


def _read(message: Message) -> Event:
    models = {name: message.headers.get(name) for name in ("detection_model", "recognition_model")}
    lines = _LINES.validate_json(message.body)
    return PictureRead.model_validate({**_stamp(message), **models, "lines": lines})


def _correction(message: Message) -> Event:
    stamp, body = _stamp(message), _CorrectionBody.model_validate_json(message.body)
    if stamp["image_id"] != body.id:
        raise InvalidMessage("id: the body's is not the one in the header request_id")
    told = {name: getattr(body, name) for name in _CORRECTION}
    return TextCorrected.model_validate({**stamp, **told})


_READERS: Final[Mapping[str, Callable[[Message], Event]]] = {
    IMAGE_QUEUE: _picture,
    IMAGE_DATA_QUEUE: _read,
    TEXT_CORRECTION_QUEUE: _correction,
}


def _reason(error: ValidationError) -> str:
    """The first three things wrong, each with its place; never the input itself."""
    wrong = [
        f"{'.'.join(map(str, detail['loc'])) or 'body'}: {detail['msg']}"
        for detail in error.errors(include_url=False, include_context=False, include_input=False)
    ]
    return "; ".join(wrong[:3])
