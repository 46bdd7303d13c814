"""/gold: image-api's, passed on, with the name of the caller's key and whether it reviews."""

from collections.abc import Callable
from typing import Any, Final

from apiflask import APIBlueprint
from flask import Response, request

from show_off_api.access import guard
from show_off_api.routes.passing_on import DESCRIBED, REFUSALS, chunks, pass_on
from show_off_api.upstream.image_api import ImageApi, gold_path
from showoff_common.contracts.gold import (
    ExportQuery,
    Freeze,
    GoldLine,
    GoldLines,
    GoldQuery,
    GoldSet,
    GoldSets,
    Measures,
    MeasuresQuery,
    Review,
    WorstLines,
    json_body,
)
from showoff_common.contracts.jobs import MOST_REQUEST_BYTES, query_parameters

Passing = Callable[..., Response]
"""Passes the request being served on, to these parts of an address."""
_SENT: Final = [*REFUSALS, 400, 413, 415, 422]
_DESCRIBED: Final[dict[int | str, dict[str, Any]]] = {
    **DESCRIBED,
    404: {"description": "Not Found"},
    422: {"description": "Unprocessable Entity"},
}


_CROP: Final[dict[int | str, dict[str, Any]]] = {
    **_DESCRIBED,
    200: {"description": "The cut-out", "content": {"image/png": {}}},
}
_TAR: Final[dict[int | str, dict[str, Any]]] = {
    **_DESCRIBED,
    200: {"description": "The set", "content": {"application/x-tar": {}}},
}


def create_blueprint(image_api: ImageApi) -> APIBlueprint:
    blueprint = APIBlueprint("gold", __name__, tag="gold", url_prefix="/gold")

    def passed(*parts: str) -> Response:
        path, body = gold_path(*parts), None
        if request.method == "POST":
            request.max_content_length = request.max_form_memory_size = MOST_REQUEST_BYTES
            body = chunks(request.stream)
        return pass_on(image_api, path, guard.holder(), body, reviews=guard.reviews())

    _add_lines(blueprint, passed)
    _add_sets(blueprint, passed)
    _add_measures(blueprint, passed)
    return blueprint


def _add_lines(blueprint: APIBlueprint, passed: Passing) -> None:
    @blueprint.get("/lines")
    @blueprint.output(GoldLines)
    @blueprint.doc(
        summary="Lines that people let be kept, newest first",
        description="Yours; a key that reviews sees all.",
        responses=[*REFUSALS, 422],
        extensions=query_parameters(GoldQuery),
    )
    def lines() -> Response:
        return passed("lines")

    @blueprint.get("/lines/<line_id>/crop")
    @blueprint.doc(
        summary="A line, cut out of its picture",
        responses=_CROP,
    )
    def crop(line_id: str) -> Response:
        return passed("lines", line_id, "crop")

    @blueprint.post("/lines/<line_id>/review")
    @blueprint.output(GoldLine)
    @blueprint.doc(
        summary="Accept or reject a line",
        description="For a key that reviews.",
        responses=[*_SENT, 404, 409],
        extensions=json_body(Review),
    )
    def review(line_id: str) -> Response:
        return passed("lines", line_id, "review")

    @blueprint.delete("/lines/<line_id>")
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="Withdraw a line: nothing of it stays", responses=[*REFUSALS, 404])
    def withdraw(line_id: str) -> Response:
        return passed("lines", line_id)


def _add_sets(blueprint: APIBlueprint, passed: Passing) -> None:
    @blueprint.post("/sets")
    @blueprint.output(GoldSet, status_code=201)
    @blueprint.doc(
        summary="Freeze the lines accepted by now",
        description="For a key that reviews. The same lines again are the set that there is.",
        responses=[*_SENT, 409],
        extensions=json_body(Freeze),
    )
    def freeze() -> Response:
        return passed("sets")

    @blueprint.get("/sets")
    @blueprint.output(GoldSets)
    @blueprint.doc(summary="All sets, newest first", responses=[*REFUSALS])
    def sets() -> Response:
        return passed("sets")

    @blueprint.get("/sets/<number>")
    @blueprint.output(GoldSet)
    @blueprint.doc(summary="A set, by its number or as `latest`", responses=[*REFUSALS, 404])
    def show(number: str) -> Response:
        return passed("sets", number)

    @blueprint.get("/sets/<number>/<form>")
    @blueprint.doc(
        summary="A set as a tar: labels, page or alto",
        description="For a key that reviews. The same set gives the same bytes.",
        responses=_TAR,
        extensions=query_parameters(ExportQuery),
    )
    def export(number: str, form: str) -> Response:
        return passed("sets", number, form)


def _add_measures(blueprint: APIBlueprint, passed: Passing) -> None:
    @blueprint.get("/measures")
    @blueprint.output(Measures)
    @blueprint.doc(
        summary="How well each version of the model reads each set",
        responses=[*REFUSALS, 422],
        extensions=query_parameters(MeasuresQuery),
    )
    def measures() -> Response:
        return passed("measures")

    @blueprint.get("/measures/<number>/worst")
    @blueprint.output(WorstLines)
    @blueprint.doc(
        summary="The lines that a model reads badly, those that got worse first",
        description="For a key that reviews.",
        responses=[*REFUSALS, 404],
    )
    def worst(number: str) -> Response:
        return passed("measures", number, "worst")
