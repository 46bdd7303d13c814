"""POST /correct-text: what a person says it reads."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Final, TypeVar

from apiflask import APIBlueprint
from flask import request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from show_off_api.access import guard
from show_off_api.outbox.events import Outbox, keep_correction
from showoff_common.contracts.lines import Separator
from showoff_common.errors import Problem
from showoff_common.messaging.events import (
    CorrectedLine,
    ImageId,
    LaidLine,
    Place,
    Text,
)
from showoff_common.web import forms

# As many lines as are read in a picture, and 100,000 characters of text, however they are escaped,
# once as a whole and once as lines.
_MOST_LINES: Final = 1_000
_MOST_BYTES: Final = 2 * 2**20


class CorrectedLineForm(CorrectedLine):
    """What the line `ord_num` reads."""

    model_config = ConfigDict(extra="forbid")


class LaidLineForm(LaidLine):
    """A line where it stands now: the one that was read as `ord_num`, else one that was added."""

    model_config = ConfigDict(extra="forbid")

    ord_num: Annotated[int, Field(ge=0, lt=2**31)] | None = Field(
        default=None, description="Null of a line that a person made."
    )
    points: tuple[Place, Place, Place, Place] | None = Field(
        default=None,
        description="Its corners, as a line's; null: where it was read, or nowhere.",
    )
    separator: Separator = Field(
        default="\n", description="What stands before it: a row or a paragraph ends, or neither."
    )


_AnyLine = TypeVar("_AnyLine", bound=CorrectedLineForm | LaidLineForm)


def _each_once(lines: list[_AnyLine]) -> list[_AnyLine]:
    known = [line.ord_num for line in lines if line.ord_num is not None]
    if len(set(known)) < len(known):
        raise ValueError("a line is there more than once")
    return lines


class CorrectionForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: ImageId = Field(description="The picture's id, as POST /read gave it.")
    text: Text = Field(description="All of the text, corrected.")
    lines: Annotated[list[CorrectedLineForm], AfterValidator(_each_once)] = Field(
        default=[],
        max_length=_MOST_LINES,
        description="The lines that were corrected, if known, each once.",
    )
    layout: (
        Annotated[list[LaidLineForm], Field(max_length=_MOST_LINES), AfterValidator(_each_once)]
        | None
    ) = Field(
        default=None,
        description="All lines as they stand now, in order, where lines were added, moved or "
        "removed: what is not among them is gone.",
    )


class CorrectionAnswer(BaseModel):
    """Accepted: it will be stored, and the latest wins."""

    id: str


def create_blueprint(outbox: Outbox, is_deleted: Callable[[str], bool]) -> APIBlueprint:
    """The route.

    Args:
        outbox: Takes corrections.
        is_deleted: Whether a picture is known to be deleted; False where that is not known now.
    """
    blueprint = APIBlueprint("correct", __name__, tag="correct")

    @blueprint.before_request
    def bound() -> None:
        largest = request.max_content_length
        request.max_content_length = min(largest or _MOST_BYTES, _MOST_BYTES)

    @blueprint.post("/correct-text")
    @forms.json()
    @blueprint.input(CorrectionForm)
    @blueprint.output(CorrectionAnswer, status_code=202)
    @blueprint.doc(
        summary="Correct the text of a picture",
        description="Also of one that is not stored yet: a correction may come first. One that was "
        "deleted is answered with 410, as far as that is known at the time.",
        responses=[400, *guard.REFUSALS, 410, 413, 415, 422, 429, 503],
    )
    def correct(json_data: CorrectionForm) -> CorrectionAnswer:
        if is_deleted(json_data.id):
            raise Problem(
                HTTPStatus.GONE,
                "Picture deleted",
                "This picture was deleted; its text can't be corrected any more.",
            )
        keep_correction(outbox, json_data.id, json_data.text, json_data.lines, json_data.layout)
        return CorrectionAnswer(id=json_data.id)

    return blueprint
