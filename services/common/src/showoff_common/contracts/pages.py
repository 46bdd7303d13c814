"""What a page of a document says: document-worker reads it, image-api keeps it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from showoff_common.contracts.history import KeptWord, Models
from showoff_common.contracts.lines import Quad, Separator
from showoff_common.pictures.turns import Turn


class TaskProblem(BaseModel):
    """Why a document or a page could not be read: as problem details (RFC 9457) say it."""

    status: int = Field(default=422, ge=400, le=599, description="As HTTP would have it.")
    title: str = Field(max_length=200, description="The kind of problem, in a few words.")
    detail: str = Field(max_length=2000, description="What went wrong, for a person to act on.")


class PageLine(BaseModel):
    """A line of text on a page."""

    model_config = ConfigDict(allow_inf_nan=False)

    text: str = Field(max_length=100_000)
    separator: Separator = Field(description="What stands before it in the page's text.")
    confidence: float | None = Field(
        ge=0, le=1, description="Probability that it is right; null for text that was embedded."
    )
    points: Quad = Field(
        description="Four corners [x, y] in pixels of the page's raster, clockwise from the top "
        "left of the text's own direction."
    )
    words: list[KeptWord] | None = Field(
        default=None, description="Its words, in order; null where they aren't known."
    )
    ord_num: int | None = Field(
        default=None,
        description="Its number among the lines that were read, from 0, where that is known; null "
        "of one that a person made.",
    )


class PageReading(BaseModel):
    """A page and its lines in reading order."""

    model_config = ConfigDict(allow_inf_nan=False)

    number: int = Field(ge=1, description="Of the page in its document, from 1.")
    width: int = Field(ge=0, description="Of the page's raster as displayed, in pixels.")
    height: int = Field(ge=0)
    dpi: float | None = Field(
        default=None,
        gt=0,
        description="Of the raster: pixels an inch of the page; null where nobody knows.",
    )
    source: Literal["read", "embedded", "failed"] = Field(
        description="`embedded`: the document's own text was kept. `failed`: see `problem`."
    )
    turn: Turn = Field(
        default=0,
        description="By how many degrees clockwise the page has to be turned to be upright.",
    )
    lines: list[PageLine] = Field(max_length=100_000)
    model: Models = Field(description="The models that read it; nulls where its text was kept.")
    problem: TaskProblem | None = None
