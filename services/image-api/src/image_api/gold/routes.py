"""/api/gold: what show-off-api passes on, with key and role of the caller in headers."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from apiflask import APIBlueprint
from flask import Response, request

from image_api.gold.export import tar
from image_api.gold.files import GoldFiles
from image_api.gold.lines import Caller, Lines
from image_api.gold.measures import MeasureLog
from image_api.gold.sets import Sets
from image_api.history import Cursor
from image_api.problems import away
from showoff_common.contracts import routes
from showoff_common.contracts.gold import (
    REVIEW,
    ROLE_HEADER,
    ExportQuery,
    Form,
    Freeze,
    Gold,
    GoldLine,
    GoldLines,
    GoldQuery,
    GoldSet,
    GoldSets,
    Measure,
    Measures,
    MeasuresQuery,
    NewMeasure,
    Review,
    WorstLines,
)
from showoff_common.contracts.jobs import OWNER_HEADER
from showoff_common.errors import Problem
from showoff_common.messaging.events import Unavailable, now
from showoff_common.web import forms

_FORMS: Final[dict[str, Form]] = {"labels": "labels", "page": "page", "alto": "alto"}
_MOST_BYTES: Final = 64 * 2**20  # of a measure, line by line
_TAR: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The set", "content": {"application/x-tar": {}}},
    403: {"description": "Forbidden"},
    404: {"description": "Not Found"},
    422: {"description": "Unprocessable Entity"},
    503: {"description": "Service Unavailable"},
}
_CROP: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The cut-out", "content": {"image/png": {}}},
    404: {"description": "Not Found"},
    503: {"description": "Service Unavailable"},
}


@dataclass(frozen=True)
class Desk:
    """What the routes work with."""

    lines: Lines
    sets: Sets
    measures: MeasureLog
    files: GoldFiles
    keeps: bool
    """Whether lines may be kept; what was kept before stays until it is withdrawn."""


def create_blueprint(desk: Desk) -> APIBlueprint:
    blueprint = APIBlueprint("gold", __name__, tag="gold", url_prefix="/api/gold")
    blueprint.register_error_handler(Unavailable, away(routes.GOLD_AWAY))

    @blueprint.get("")
    @blueprint.output(Gold)
    @blueprint.doc(summary="Whether lines may be kept here, and whether the caller reviews")
    def show_gold() -> Gold:
        return Gold(keeps=desk.keeps, reviews=_caller().reviews)

    _add_lines(blueprint, desk)
    _add_sets(blueprint, desk)
    _add_measures(blueprint, desk)
    return blueprint


def _add_lines(blueprint: APIBlueprint, desk: Desk) -> None:
    @blueprint.get("/lines")
    @blueprint.input(GoldQuery, location="query")
    @blueprint.output(GoldLines)
    @blueprint.doc(summary="Lines that people let be kept, newest first", responses=[422, 503])
    def page(query_data: GoldQuery) -> GoldLines:
        before = Cursor.parse(query_data.before) if query_data.before else None
        wanted = query_data.limit
        found = desk.lines.page(_caller(), wanted + 1, query_data.state, before)
        last = found[wanted - 1] if len(found) > wanted else None
        return GoldLines(
            lines=found[:wanted], next=str(Cursor(last.kept_at, last.id)) if last else None
        )

    @blueprint.get("/lines/<line_id>/crop")
    @blueprint.doc(summary="A line, cut out of its picture", responses=_CROP)
    def crop(line_id: str) -> Response:
        response = Response(desk.lines.crop(_caller(), line_id), content_type="image/png")
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        return response

    @blueprint.post("/lines/<line_id>/review")
    @forms.json()
    @blueprint.input(Review)
    @blueprint.output(GoldLine)
    @blueprint.doc(
        summary="Accept or reject a line", responses=[400, 403, 404, 409, 413, 415, 422, 503]
    )
    def review(line_id: str, json_data: Review) -> GoldLine:
        return desk.lines.review(_caller(), line_id, json_data, now())

    @blueprint.delete("/lines/<line_id>")
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="Withdraw a line: nothing of it stays", responses=[404, 503])
    def withdraw(line_id: str) -> str:
        desk.lines.withdraw(_caller(), line_id, now())
        return ""


def _add_sets(blueprint: APIBlueprint, desk: Desk) -> None:
    @blueprint.post("/sets")
    @forms.json()
    @blueprint.input(Freeze)
    @blueprint.output(GoldSet, status_code=201)
    @blueprint.doc(
        summary="Freeze the lines accepted by now", responses=[400, 403, 409, 413, 415, 422, 503]
    )
    def freeze(json_data: Freeze) -> GoldSet:
        _caller().must_review()
        return desk.sets.freeze(json_data.note, now())

    @blueprint.get("/sets")
    @blueprint.output(GoldSets)
    @blueprint.doc(summary="All sets, newest first", responses=[503])
    def sets() -> GoldSets:
        return GoldSets(sets=desk.sets.all())

    @blueprint.get("/sets/<number>")
    @blueprint.output(GoldSet)
    @blueprint.doc(summary="A set, by its number or as `latest`", responses=[404, 503])
    def show(number: str) -> GoldSet:
        return desk.sets.find(number)

    @blueprint.get("/sets/<number>/<form>")
    @blueprint.input(ExportQuery, location="query")
    @blueprint.doc(
        summary="A set as a tar",
        description="The forms: labels, page, alto. The same set gives the same bytes.",
        responses=_TAR,
    )
    def export(number: str, form: str, query_data: ExportQuery) -> Response:
        _caller().must_review()
        if form not in _FORMS:
            raise Problem(HTTPStatus.NOT_FOUND, "No such form", "labels, page or alto.")
        members = desk.sets.members(number, query_data.share)
        response = Response(
            tar(members, desk.files, _FORMS[form]), content_type="application/x-tar"
        )
        name = f"gold-{members.told.number}-{form}.tar"
        response.headers.set("Content-Disposition", "attachment", filename=name)
        response.headers["Cache-Control"] = "private, no-store"
        return response


def _add_measures(blueprint: APIBlueprint, desk: Desk) -> None:
    @blueprint.get("/measures")
    @blueprint.input(MeasuresQuery, location="query")
    @blueprint.output(Measures)
    @blueprint.doc(summary="How well each model reads each set", responses=[422, 503])
    def measures(query_data: MeasuresQuery) -> Measures:
        return Measures(measures=desk.measures.all(query_data.model, query_data.set))

    @blueprint.get("/measures/<int:number>/worst")
    @blueprint.output(WorstLines)
    @blueprint.doc(
        summary="The lines that a model reads badly, those that got worse first",
        responses=[403, 404, 503],
    )
    def worst(number: int) -> WorstLines:
        _caller().must_review()
        if number >= 2**31:
            raise Problem(HTTPStatus.NOT_FOUND, "No such measure", "None has this number.")
        return WorstLines(lines=desk.measures.worst(number))

    @blueprint.post("/measures")
    @forms.json()
    @blueprint.input(NewMeasure)
    @blueprint.output(Measure, status_code=201)
    @blueprint.doc(
        summary="Keep a measure; the first of a model on a set stays",
        responses=[400, 403, 404, 413, 415, 422, 503],
    )
    def add(json_data: NewMeasure) -> Measure:
        _caller().must_review()
        return desk.measures.add(json_data, now())

    @blueprint.before_request
    def bound() -> None:
        if request.path == "/api/gold/measures":
            request.max_content_length = _MOST_BYTES


def _caller() -> Caller:
    return Caller(request.headers.get(OWNER_HEADER, ""), request.headers.get(ROLE_HEADER) == REVIEW)
