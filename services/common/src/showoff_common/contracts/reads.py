"""What POST /read of show-off-api is asked, and what it answers."""

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.problems import ProblemDetails
from showoff_common.contracts.texts import DoubtfulLetter, Script, is_none


class ReadQuery(BaseModel):
    """What may stand in the address of POST /read."""

    model_config = ConfigDict(extra="forbid")

    format: FormatName | None = Field(
        default=None,
        description="In which to answer, whatever `Accept` says; by default JSON. In CSV an "
        "apostrophe stands before what a spreadsheet would take for a formula.",
    )


class BoxAnswer(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    start_x: int
    start_y: int
    width: int
    height: int


class WordAnswer(BaseModel):
    text: str
    confidence: float = Field(description="Probability that all of the word is right, 0 to 1.")
    points: list[tuple[float, float]] = Field(description="Four corners, as a line's.")


class LineAnswer(BaseModel):
    text: str
    confidence: float = Field(description="Probability that all of the line is right, 0 to 1.")
    points: list[tuple[float, float]] = Field(
        description="Four corners in pixels of the displayed picture, clockwise from the top left "
        "of the text's own direction."
    )
    box: BoxAnswer = Field(description="The upright rectangle around the line.")
    script: Script = Field(
        description="`unknown` where it is written in letters that aren't read, such as Cyrillic "
        "or Chinese: its text is then empty."
    )
    words: list[WordAnswer] | None = Field(
        default=None, exclude_if=is_none, description="In order, where asked for."
    )
    letters: list[DoubtfulLetter] | None = Field(
        default=None,
        exclude_if=is_none,
        description="Those that may be others, in order, where asked for.",
    )


class ModelAnswer(BaseModel):
    detection: str
    recognition: str


class ReadAnswer(BaseModel):
    """What a picture says."""

    id: str = Field(description="Under which the picture is kept.")
    text: str = Field(
        description="All of it, in reading order: what stands on one row is separated by a space, "
        "rows by one line feed, paragraphs by two.",
    )
    width: int = Field(description="Of the displayed picture, in pixels.")
    height: int
    pages: int = Field(
        description="How many pictures the file holds: pages of a TIFF, frames of a GIF. The "
        "first was read; POST /jobs reads all of a TIFF."
    )
    lines: list[LineAnswer] = Field(description="In reading order.")
    larger_helps: bool = Field(
        description="Whether a line is both low, less than 12 pixels high, and doubtful. A picture "
        "that was made smaller before it was sent may then be read better as it was."
    )
    model: ModelAnswer = Field(description="Versions of the models that read it.")
    trace_id: str | None


STAGES: Final = "application/x-ndjson"


class StageAnswer(BaseModel):
    """How far a read has come: one line of JSON. The last has the answer or the problem."""

    model_config = ConfigDict(from_attributes=True)

    stage: Literal["waiting", "detecting", "recognising", "done", "failed"]
    before: int | None = Field(
        default=None, description="While waiting: how many pictures come first."
    )
    lines: int | None = Field(
        default=None, description="While recognising: how many lines are being read."
    )
    answer: ReadAnswer | None = Field(default=None, description="Once it is done.")
    problem: ProblemDetails | None = Field(default=None, description="Where it failed.")
    retry_after: int | None = Field(
        default=None, description="Seconds after which to try again, where it failed for now."
    )


def _stages_schema() -> dict[str, Any]:
    """As the OpenAPI document has it: what it refers to stands there already.

    What does not apply is left out of a line, so nothing has a default.
    """
    schema = StageAnswer.model_json_schema(ref_template="#/components/schemas/{model}")
    for field in schema["properties"].values():
        field.pop("default", None)
    schema["properties"]["problem"] = {"$ref": "#/components/schemas/HTTPError"}
    del schema["$defs"]
    return schema


OTHER_CONTENT: Final = {
    "content": {
        form.media_type: {"schema": {"type": "string"}}
        for name, form in FORMATS.items()
        if name != "json"
    }
    | {STAGES: {"schema": _stages_schema()}}
}
"""For the OpenAPI document, beside the plain answer."""
