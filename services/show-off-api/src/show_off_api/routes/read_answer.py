"""What POST /read answers: the text at once, or first how far it has come."""

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from showoff_common.web.problems import ProblemDetails


class _Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class BoxAnswer(_Answer):
    start_x: int
    start_y: int
    width: int
    height: int


class LineAnswer(_Answer):
    text: str
    confidence: float = Field(description="Probability that all of the line is right, 0 to 1.")
    points: list[tuple[float, float]] = Field(
        description="Four corners in pixels of the displayed picture, clockwise from the top left "
        "of the text's own direction."
    )
    box: BoxAnswer = Field(description="The upright rectangle around the line.")


class ModelAnswer(BaseModel):
    detection: str
    recognition: str


class ReadAnswer(BaseModel):
    """What a picture says."""

    id: str = Field(description="Under which the picture is kept.")
    text: str = Field(description="All of it: a row a line, paragraphs parted by an empty line.")
    width: int = Field(description="Of the displayed picture, in pixels.")
    height: int
    lines: list[LineAnswer] = Field(description="In reading order.")
    model: ModelAnswer = Field(description="Versions of the models that read it.")
    trace_id: str | None


class StageAnswer(_Answer):
    """How far a read has come: one line of JSON. The last has the answer or the problem."""

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


STAGES: Final = "application/x-ndjson"


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


STAGES_CONTENT: Final = {"content": {STAGES: {"schema": _stages_schema()}}}
"""For the OpenAPI document, beside the plain answer."""
