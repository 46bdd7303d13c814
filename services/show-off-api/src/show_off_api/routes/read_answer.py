"""What POST /read answers: all that is known, the text alone, or first how far it has come."""

from http import HTTPStatus
from typing import Any, Final, Literal

from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field

from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.reads import ReadAnswer
from showoff_common.errors import Problem
from showoff_common.web.problems import ProblemDetails


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
