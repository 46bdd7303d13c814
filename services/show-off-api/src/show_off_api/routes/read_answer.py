"""What POST /read answers: all that is known, the text alone, or first how far it has come."""

from http import HTTPStatus
from typing import Any, Final, Literal

from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field

from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.texts import DoubtfulLetter, Script, is_none
from showoff_common.errors import Problem
from showoff_common.web.problems import ProblemDetails


class _Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class BoxAnswer(_Answer):
    start_x: int
    start_y: int
    width: int
    height: int


class WordAnswer(_Answer):
    text: str
    confidence: float = Field(description="Probability that all of the word is right, 0 to 1.")
    points: list[tuple[float, float]] = Field(description="Four corners, as a line's.")


class LineAnswer(_Answer):
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
_KINDS: Final[dict[str, FormatName | None]] = {
    FORMATS["json"].media_type: "json",
    FORMATS["text"].media_type: "text",
    STAGES: None,
} | {form.media_type: name for name, form in FORMATS.items() if name not in {"json", "text"}}
"""What an answer may be, the first unless asked otherwise."""


def wanted(form: FormatName | None) -> FormatName | None:
    """The format that is asked for by name, else that which the request accepts most.

    Returns:
        None where JSON is asked for stage by stage.

    Raises:
        Problem: 406 where nothing of what there is is accepted.
    """
    if form is not None and form != "json":
        return form
    kinds, accepted = list(_KINDS), request.accept_mimetypes
    best = accepted.best_match(kinds) if accepted else kinds[0]
    if form == "json":
        return None if best == STAGES else form
    if best is None:
        raise Problem(
            HTTPStatus.NOT_ACCEPTABLE,
            "Not acceptable",
            f"An answer is {', '.join(kinds[:-1])} or {kinds[-1]}; accept one of them.",
        )
    return _KINDS[best]


def as_text(image_id: str | None, text: str) -> Response:
    """The text, and where the rest is, if it is kept."""
    response = Response(text, content_type="text/plain; charset=utf-8")
    if image_id is not None:
        response.content_location = f"images/{image_id}"
    return response


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
