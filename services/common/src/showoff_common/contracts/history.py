"""What image-api shows of the pictures kept, and show-off-api passes on to the page."""

from datetime import datetime
from typing import Any, Final, Literal

from pydantic import BaseModel, Field

from showoff_common.contracts.lines import Separator

DELETED_HEADER: Final = "Picture-Deleted"
"""On a 404: there was such a picture, and it was deleted."""

PICTURE_RESPONSES: Final[dict[int | str, dict[str, str | dict[str, dict[str, Any]]]]] = {
    200: {"description": "The picture", "content": {"image/*": {}}},
    206: {"description": "The part of it that Range asked for", "content": {"image/*": {}}},
    304: {"description": "The client's copy is still right"},
    404: {"description": "Not Found"},
    416: {"description": "Range Not Satisfiable"},
    422: {"description": "Unprocessable Entity"},
    503: {"description": "Service Unavailable"},
}
"""For the documents: a picture is no JSON."""


class Box(BaseModel):
    """The upright rectangle around a line, in pixels of the picture as displayed."""

    start_x: int
    start_y: int
    width: int
    height: int


class KeptWord(BaseModel):
    """A word of a line."""

    text: str
    confidence: float | None = Field(description="Probability that what was recognised is right.")
    start: float = Field(
        ge=0, le=1, description="Where it begins along the line, as a fraction of its length."
    )
    end: float = Field(ge=0, le=1, description="Where it ends.")


class KeptLine(BaseModel):
    """A line of text."""

    ord_num: int
    text: str = Field(description="What it says, the latest correction of this line included.")
    recognized: str = Field(description="What was recognised.")
    confidence: float | None = Field(description="Probability that what was recognised is right.")
    points: list[tuple[float, float]] | None = Field(
        description="[x, y] x 4 in pixels of the displayed picture, clockwise from the top left "
        "of the text's direction."
    )
    box: Box
    separator: Separator = Field(
        default="\n",
        description="What stands before it in the whole text: nothing, a space within a row, a "
        "line break between rows, an empty line between paragraphs.",
    )
    words: list[KeptWord] | None = Field(
        description="What was recognised, word by word; null where that isn't known."
    )


class Correction(BaseModel):
    """What a person said it reads."""

    created: datetime
    ord_num: int | None = Field(description="The line; null for the whole text.")
    text: str


class Models(BaseModel):
    """The versions of the models that read it."""

    detection: str | None
    recognition: str | None


class Summary(BaseModel):
    """A picture in the list."""

    id: str
    created: datetime = Field(description="When it was accepted.")
    state: Literal["stored", "pending"] = Field(
        description="`pending`: something refers to it, but the picture itself is not here."
    )
    media_type: str | None
    width: int | None = Field(description="In pixels, as displayed.")
    height: int | None
    text: str = Field(description="The latest correction of the whole, else the lines.")
    corrected: bool


class Detail(Summary):
    """A picture with all that is known about it."""

    lines: list[KeptLine]
    model: Models
    corrections: list[Correction] = Field(description="All of them, the latest last.")


class FileQuery(BaseModel):
    """In which form a picture is to be shown: as it was sent, or as a JPEG of some width."""

    form: Literal["jpeg"] | None = Field(
        default=None, alias="as", description="As browsers show it; else as it was sent."
    )
    width: int | None = Field(
        default=None, ge=16, le=4096, description="Of that JPEG, in pixels, at most."
    )


class PageQuery(BaseModel):
    """Which part of the history."""

    limit: int = Field(default=20, ge=1, le=100, description="Most pictures to answer.")
    before: str | None = Field(
        default=None,
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z_[0-9a-f]{32}$",
        description="Only older ones: the `next` of the page before.",
    )
    search: str | None = Field(
        default=None,
        max_length=200,
        description="Only those with all of these words, or parts of words, in their text as it "
        "was read or corrected, whatever their case.",
    )


class Page(BaseModel):
    """A part of the history, newest first."""

    images: list[Summary]
    next: str | None = Field(description="Ask with it as `before` for older ones; null at the end.")
    kept_days: float = Field(description="Days after which the server deletes a picture.")
