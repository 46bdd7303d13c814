"""What detection-api answers: the lines of a picture in reading order."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from showoff_common.pictures.turns import Turn

Separator = Literal["", " ", "\n", "\n\n"]
"""What stands before a line in the whole text: nothing (the first), a space within a row, a line
break between rows, an empty line between paragraphs."""

# Farther out than any picture reaches; beyond it, lengths would overflow.
Coordinate = Annotated[float, Field(ge=-100_000, le=100_000, allow_inf_nan=False)]
Point = tuple[Coordinate, Coordinate]
Quad = tuple[Point, Point, Point, Point]
"""Four corners in pixels of the displayed picture, clockwise from the top left of the text's own
direction."""


class FoundLine(BaseModel):
    """A line of text, not read yet."""

    points: Quad = Field(
        description="Four corners [x, y] in pixels of the displayed picture, clockwise from the "
        "top left of the text's own direction."
    )
    probability: float = Field(ge=0, le=1, description="That this is a line of text.")
    separator: Separator = Field(
        description="What stands before it in the whole text: nothing, a space within a row, a "
        "line break between rows, an empty line between paragraphs."
    )


class FoundLines(BaseModel):
    """The lines of a picture in reading order, and what its header says."""

    width: int = Field(ge=1, description="Of the displayed picture, in pixels.")
    height: int = Field(ge=1)
    media_type: str = Field(description="For example image/jpeg.")
    pages: int = Field(
        default=1, ge=1, description="How many pictures the file holds; the first is meant."
    )
    turn: Turn = Field(
        description="By how many degrees clockwise the displayed picture has to be turned for its "
        "text to stand upright."
    )
    lines: list[FoundLine]
    model: str = Field(description="Version of the detector.")
