"""Gold: lines that people corrected and let be kept, the sets frozen of them, models measured.

    GET    /gold                           Gold: what of it there is for the caller
    GET    /gold/lines?state=&before=      GoldLines, newest first; without the role: one's own
    GET    /gold/lines/{id}/crop           the cut-out, image/png
    POST   /gold/lines/{id}/review         Review → GoldLine; reviewers
    DELETE /gold/lines/{id}                204: file and text are gone
    POST   /gold/sets                      Freeze → 201 GoldSet; reviewers
    GET    /gold/sets                      GoldSets
    GET    /gold/sets/{number}             GoldSet; `latest` is a number, too
    GET    /gold/sets/{number}/{form}      a tar: labels, page or alto; reviewers
    GET    /gold/measures                  Measures
    GET    /gold/measures/{number}/worst   WorstLines; reviewers

image-api answers them under /api/gold, with the caller's key and role in headers; show-off-api
passes on. `POST /api/gold/measures` (NewMeasure) is for the gate, inside alone.
"""

import unicodedata
from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

ROLE_HEADER: Final = "Caller-Role"
"""On requests to image-api: `review`, where the caller may do what reviewers may."""
REVIEW: Final = "review"

State = Literal["proposed", "accepted", "rejected", "withdrawn"]
Share = Literal["teach", "measure"]
Form = Literal["labels", "page", "alto"]
Verdict = Literal["better", "same", "worse", "unknown"]
LONGEST: Final = 120
"""Characters of a gold line."""

Points = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
_Name = Annotated[str, Field(max_length=200)]
_Count = Annotated[int, Field(ge=0, lt=2**31)]


class Gold(BaseModel):
    """What of gold there is for the caller."""

    keeps: bool = Field(description="Whether corrected lines may be kept (SHOWOFF_GOLD).")
    reviews: bool = Field(description="Whether you may do what reviewers may.")


class GoldLine(BaseModel):
    """A line as a person says it reads, with its cut-out."""

    id: str
    state: State
    text: str = Field(description="What it says; empty once withdrawn.")
    recognized: str | None = Field(description="What had been read.")
    model: str | None = Field(description="The version of the model that had read it.")
    share: Share = Field(description="Lines of one picture all teach, or all measure.")
    has_crop: bool = Field(description="False while its picture is yet to come.")
    kept_by: str = Field(description="The key of who let it be kept; empty without keys.")
    kept_at: datetime
    reviewed_by: str | None
    reviewed_at: datetime | None


class GoldLines(BaseModel):
    """A part of the gold lines, newest first."""

    lines: list[GoldLine]
    next: str | None = Field(description="Ask with it as `before` for older ones.")


class GoldQuery(BaseModel):
    """Which gold lines."""

    state: State | None = Field(default=None, description="Only these.")
    limit: int = Field(default=20, ge=1, le=100, description="Most lines to answer.")
    before: str | None = Field(
        default=None,
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z_[0-9a-f]{32}$",
        description="Only older ones: the `next` of the page before.",
    )


def as_kept(text: str) -> str:
    """What a line says, as gold keeps it: NFC, without blanks around it.

    Raises:
        ValueError: It says nothing, too much, or holds what is not printed.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if not text or len(text) > LONGEST or not text.isprintable():
        raise ValueError(f"is no line of 1 to {LONGEST} printed characters")
    return text


_Said = Annotated[
    str,
    Field(min_length=1, max_length=LONGEST, pattern=r"^[^\x00-\x1f]*$"),
    AfterValidator(as_kept),
]


class Review(BaseModel):
    """What a reviewer says of a line."""

    model_config = ConfigDict(extra="forbid")

    state: Literal["accepted", "rejected"]
    text: _Said | None = Field(
        default=None, description="What it really says, where that is something else again."
    )


class Freeze(BaseModel):
    """A set that is wanted: all lines accepted by now."""

    model_config = ConfigDict(extra="forbid")

    note: str = Field(default="", max_length=500, pattern=r"^[^\x00]*$")


class GoldSet(BaseModel):
    """A frozen set: it never changes, but for lines that are withdrawn from it."""

    number: int
    digest: str = Field(description="SHA-256 of its lines' digests, sorted, one a row.")
    created: datetime
    note: str
    lines: int
    withdrawn: int = Field(description="Those of them that are gone.")


class GoldSets(BaseModel):
    """All sets, newest first."""

    sets: list[GoldSet]


class ExportQuery(BaseModel):
    """Which part of a set."""

    share: Share | None = Field(default=None, description="What teaches or what measures alone.")


class KindFigures(BaseModel):
    """How well a kind of lines is read."""

    lines: _Count
    characters: _Count
    edits: _Count
    exact: _Count


class MeasuredLine(BaseModel):
    """What a model read in a line of a set."""

    digest: str = Field(pattern="^[0-9a-f]{64}$")
    edits: _Count
    text: str = Field(max_length=1000, pattern=r"^[^\x00]*$")


class Figures(KindFigures):
    """How well a model reads a set, and beside another one.

    Edits and characters are those of all lines together: edits / characters is the error rate.
    """

    model: _Name
    set: _Count = Field(description="The number of the set.")
    kinds: dict[str, KindFigures] = {}
    against: _Name | None = Field(default=None, description="The model it was compared with.")
    verdict: Verdict = "unknown"
    difference: tuple[float, float, float] | None = Field(
        default=None,
        description="Its error rate less the other's: 2.5 %, the middle and 97.5 % of draws.",
    )
    outside: dict[str, int] = Field(
        default={}, description="Characters that the model can't write, with their counts."
    )


class NewMeasure(Figures):
    """A model measured on a set, line by line."""

    model_config = ConfigDict(extra="forbid")

    measured: list[MeasuredLine] = Field(max_length=100_000)


class Measure(Figures):
    """A measure that is kept."""

    number: int
    created: datetime


class Measures(BaseModel):
    """All measures, oldest first: what the chart shows."""

    measures: list[Measure]


class MeasuresQuery(BaseModel):
    """Which measures."""

    model: _Name | None = Field(default=None, description="Of this version alone.")
    set: int | None = Field(default=None, ge=0, lt=2**31, description="On this set alone.")


class WorstLine(BaseModel):
    """A line that was read badly."""

    id: str
    text: str
    read: str
    edits: int
    read_before: str | None = Field(description="By the model it was compared with, if kept.")
    edits_before: int | None


class WorstLines(BaseModel):
    """The lines of a measure with the most errors, those that got worse first."""

    lines: list[WorstLine]


def json_body(schema: type[BaseModel]) -> dict[str, Any]:
    """A body, for the documents of who passes it on unread."""
    told = schema.model_json_schema()
    described = {"schema": _without_references(told, told.pop("$defs", {}))}
    return {"requestBody": {"required": True, "content": {"application/json": described}}}


def _without_references(told: object, definitions: dict[str, object]) -> object:
    """A schema with what it refers to in place: in a document, its `$defs` stand elsewhere."""
    match told:
        case {"$ref": str(name)}:
            return _without_references(definitions[name.rsplit("/", 1)[-1]], definitions)
        case dict():
            return {key: _without_references(part, definitions) for key, part in told.items()}
        case list():
            return [_without_references(part, definitions) for part in told]
    return told
