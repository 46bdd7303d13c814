"""What travels from show-off-api to image-api: queue names, typed events and their wire form.

Publisher, consumer, embedded hand-over and tests all take it from here. An event is the typed
thing (:class:`PictureTaken`, :class:`PictureRead`, :class:`TextCorrected`); a :class:`Message` is
its wire form, free of any broker's types. Unknown fields and headers are tolerated, so that an
older consumer outlives a newer publisher; whatever is missing or wrong raises
:class:`InvalidMessage` with a reason that a person can act on.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final, Literal
from uuid import uuid4

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

IMAGE_QUEUE: Final = "imageQueue"
IMAGE_DATA_QUEUE: Final = "imageDataQueue"
TEXT_CORRECTION_QUEUE: Final = "textCorrectionQueue"
QUEUES: Final = (IMAGE_QUEUE, IMAGE_DATA_QUEUE, TEXT_CORRECTION_QUEUE)

VERSION: Final = "1"
"""Of the schemas below. It rises when a consumer of the old one would misread the new one."""

MAX_BODY_BYTES: Final = 16 * 2**20
"""What RabbitMQ 4 takes by default (3.x takes more); pictures are limited to less at the door."""

MediaType = Literal[
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/tiff",
    "image/bmp",
    "image/gif",
    "image/heic",
]
"""The picture types that the platform reads, and so the only ones it keeps."""


class InvalidMessage(Exception):  # noqa: N818 - it names a message that is at fault, not a failure
    """A message that no retry can help; its one argument says why."""


class Unavailable(Exception):  # noqa: N818 - it names a state that passes
    """Broker, database or disk can't take it now; the same message will be taken later."""


def _storable(text: str) -> str:
    if "\0" in text:
        raise ValueError("holds a NUL character, which no database column takes")
    return text


ImageId = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
Text = Annotated[str, Field(max_length=100_000), AfterValidator(_storable)]
Pixels = Annotated[int, Field(ge=-(2**31), lt=2**31)]
Point = tuple[float, float]
# Within what every database column and every clock's arithmetic can hold.
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(9000, 1, 1, tzinfo=UTC)),
]


class _Typed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class Line(_Typed):
    """One line of text, in pixels of the picture as displayed, points clockwise from top left."""

    ord_num: Annotated[int, Field(ge=0, lt=2**31)]
    text: Text
    start_x: Pixels
    start_y: Pixels
    width: Pixels
    height: Pixels
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    points: tuple[Point, Point, Point, Point] | None = None
    joint: Annotated[str, Field(max_length=2)] = "\n"
    """What stands between the line before and this one in the whole text: a space inside a row,
    else the end of a row or, doubled, of a paragraph."""


class CorrectedLine(_Typed):
    """What a person says the line ``ord_num`` reads."""

    ord_num: Annotated[int, Field(ge=0, lt=2**31)]
    text: Text


class _Event(_Typed):
    image_id: ImageId
    created: Moment
    """When it was accepted. Day folders, retention and "the latest wins" go by it, never by the
    time of arrival: a message delivered late or twice must end the same way."""


class PictureTaken(_Event):
    """The picture as it was sent, byte by byte, and its size as displayed, in pixels."""

    data: Annotated[bytes, Field(min_length=1, repr=False)]
    media_type: MediaType
    width: Annotated[int, Field(gt=0, lt=2**31)]
    height: Annotated[int, Field(gt=0, lt=2**31)]


class PictureRead(_Event):
    """The lines read in a picture, in reading order, and the models that read them."""

    lines: tuple[Line, ...]
    detection_model: Text | None = None
    recognition_model: Text | None = None


class TextCorrected(_Event):
    """A person's correction of the whole text and, where they said so, of single lines."""

    text: Text
    lines: tuple[CorrectedLine, ...] = ()


Event = PictureTaken | PictureRead | TextCorrected


@dataclass(frozen=True, slots=True)
class Message:
    """An event on the wire. Delivered twice, it has the same ``message_id`` both times."""

    queue: str
    body: bytes
    content_type: str
    message_id: str
    headers: Mapping[str, str]


def new_image_id() -> str:
    """An id that nobody can guess: knowing it is what lets one see the picture."""
    return secrets.token_hex(16)


def is_image_id(value: str) -> bool:
    """Whether ``value`` has the form of an image id, and so may be looked up."""
    try:
        _IMAGE_ID.validate_python(value)
    except ValidationError:
        return False
    return True


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
            headers |= {name: version for name, version in models.items() if version is not None}
        case TextCorrected():
            queue = TEXT_CORRECTION_QUEUE
            body = (
                _CorrectionBody(id=event.image_id, text=event.text, lines=event.lines)
                .model_dump_json()
                .encode()
            )
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
    if (version := message.headers.get("version", VERSION)) != VERSION:
        raise InvalidMessage(f"version: {version!r} is not {VERSION!r}, the one read here")
    if message.queue not in _READERS:
        raise InvalidMessage(f"queue: no event travels on {message.queue!r}")
    try:
        return _READERS[message.queue](message)
    except ValidationError as error:
        raise InvalidMessage(_reason(error)) from None


def now() -> datetime:
    """The time to stamp an event with, in UTC."""
    return datetime.now(UTC)


class _CorrectionBody(_Typed):
    id: ImageId
    text: Text
    lines: tuple[CorrectedLine, ...] = ()


def _check_size(body: bytes) -> None:
    if len(body) > MAX_BODY_BYTES:
        raise InvalidMessage(f"body: {len(body)} bytes, the limit is {MAX_BODY_BYTES}")


_IMAGE_ID: Final = TypeAdapter(ImageId)
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
    return TextCorrected.model_validate({**stamp, "text": body.text, "lines": body.lines})


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
