"""What POST /correct-text of show-off-api takes: what a person says that a picture reads."""

from http import HTTPStatus
from typing import Annotated, Final, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, model_validator

from showoff_common.contracts.lines import Separator
from showoff_common.errors import Problem
from showoff_common.messaging.events import CorrectedLine, ImageId, LaidLine, Place, Text

_MOST_LINES: Final = 1_000
"""Few pictures have more. Lines that may be kept are cut out, each, while their message waits."""


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


def each_once(lines: list[_AnyLine]) -> list[_AnyLine]:
    """The lines, none told twice; raises ValueError."""
    known = [line.ord_num for line in lines if line.ord_num is not None]
    if len(set(known)) < len(known):
        raise ValueError("a line is there more than once")
    return lines


class CorrectionForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: ImageId = Field(description="The picture's id, as POST /read gave it.")
    text: Text = Field(description="All of the text, corrected.")
    lines: Annotated[list[CorrectedLineForm], AfterValidator(each_once)] = Field(
        default=[],
        max_length=_MOST_LINES,
        description="The lines that were corrected, if known, each once.",
    )
    layout: (
        Annotated[list[LaidLineForm], Field(max_length=_MOST_LINES), AfterValidator(each_once)]
        | None
    ) = Field(
        default=None,
        description="All lines as they stand now, in order, where lines were added, moved or "
        "removed: what is not among them is gone.",
    )
    keep: StrictBool = Field(
        default=False,
        description="Whether `lines`, and those of `layout` that a person made, may be kept to "
        "teach the reader, cut out of the picture: until they are deleted, or the picture is.",
    )
    whole: StrictBool = Field(
        default=False,
        description="With `keep`: whether all lines of `layout` may be kept. Whoever says so has "
        "looked at each of them.",
    )

    @model_validator(mode="after")
    def _has_all_lines(self) -> Self:
        if self.whole and not (self.keep and self.layout):
            raise ValueError("whole: needs keep, and all lines in layout")
        return self


def must_be_kept(correction: CorrectionForm, *, gold: bool) -> None:
    """Raises a Problem, 422, where lines are to be kept and nobody's are (SHOWOFF_GOLD)."""
    if correction.keep and not gold:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Nothing is kept here",
            "keep: no lines are kept to teach the reader here (SHOWOFF_GOLD).",
        )


class CorrectionAnswer(BaseModel):
    """Accepted: it will be stored, and the latest wins."""

    id: str
