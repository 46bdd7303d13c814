"""What happened at show-off-api and is to be kept: typed events.

Publisher, consumer, embedded hand-over and tests all take them from here. Unknown fields are
tolerated, so that an older consumer outlives a newer publisher.
"""

import secrets
from datetime import UTC, datetime
from typing import Annotated, Final, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
)

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
_Coordinate = Annotated[float, Field(gt=-(2**31), lt=2**31)]
Place = tuple[_Coordinate, _Coordinate]
Separator = Literal["", " ", "\n", "\n\n"]
# Within what every database column and every clock's arithmetic can hold.
Moment = Annotated[
    AwareDatetime,
    Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(9000, 1, 1, tzinfo=UTC)),
]


class Typed(BaseModel):
    """What travels: frozen, unknown fields left out."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class Word(Typed):
    """A word of a line, from ``start`` to ``end`` along it: fractions of its length, 0 to 1."""

    text: Text
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    start: Annotated[float, Field(ge=0, le=1)]
    end: Annotated[float, Field(ge=0, le=1)]


class Line(Typed):
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
    words: tuple[Word, ...] | None = None
    """Its words from left to right, where they are known."""


class CorrectedLine(Typed):
    """What a person says the line ``ord_num`` reads."""

    ord_num: Annotated[int, Field(ge=0, lt=2**31)]
    text: Text


class LaidLine(Typed):
    """A line where a person has it: the line ``ord_num``, or, under None, one that they made.

    ``points`` is where it stands, in pixels of the picture as displayed; None: where it was read.
    """

    ord_num: Annotated[int, Field(ge=0, lt=2**31)] | None = None
    text: Text
    points: tuple[Place, Place, Place, Place] | None = None
    separator: Separator = "\n"
    """What stands before it, as `Line.joint`."""


class BaseEvent(Typed):
    """What every event carries."""

    image_id: ImageId
    created: Moment
    """When it was accepted. Day folders, retention and "the latest wins" go by it, never by the
    time of arrival: a message delivered late or twice must end the same way."""


class PictureTaken(BaseEvent):
    """The picture as it was sent, byte by byte, and its size as displayed, in pixels."""

    data: Annotated[bytes, Field(min_length=1, repr=False)]
    media_type: MediaType
    width: Annotated[int, Field(gt=0, lt=2**31)]
    height: Annotated[int, Field(gt=0, lt=2**31)]


class PictureRead(BaseEvent):
    """The lines read in a picture, in reading order, and the models that read them."""

    lines: tuple[Line, ...]
    detection_model: Text | None = None
    recognition_model: Text | None = None


class TextCorrected(BaseEvent):
    """A person's correction of the whole text and, where they said so, of single lines.

    ``layout`` is all lines as they stand since, in order: what is not in it is gone. With ``keep``
    the corrected lines, and those that a person made, may be kept for good, cut out of the picture,
    and all of ``layout`` where the ``whole`` of it is right; ``by`` is the name of the key of who
    lets them, empty without keys.
    """

    text: Text
    lines: tuple[CorrectedLine, ...] = ()
    layout: tuple[LaidLine, ...] | None = None
    keep: bool = False
    whole: bool = False
    by: Annotated[str, Field(max_length=64), AfterValidator(_storable)] = ""


Event = PictureTaken | PictureRead | TextCorrected


def new_image_id() -> str:
    """An id that can't be guessed: knowing it is the permission to see the picture."""
    return secrets.token_hex(16)


def is_image_id(value: str) -> bool:
    """Whether ``value`` has the form of an image id, and so may be looked up."""
    try:
        _IMAGE_ID.validate_python(value)
    except ValidationError:
        return False
    return True


def now() -> datetime:
    """The time to stamp an event with, in UTC."""
    return datetime.now(UTC)


_IMAGE_ID: Final = TypeAdapter(ImageId)
