"""/api/jobs/{id}/…/lines: what people say that the pages of a job's documents read."""

from apiflask import APIBlueprint
from flask import request

from image_api.jobs.corrections.taken import Corrections
from image_api.jobs.following.routes import checked_id, number_in, owner
from image_api.problems import away
from showoff_common.contracts import routes
from showoff_common.contracts.jobs import MOST_LINES_BYTES, PageLines
from showoff_common.messaging.events import Unavailable, now
from showoff_common.web import forms


def create_blueprint(corrections: Corrections) -> APIBlueprint:
    blueprint = APIBlueprint("corrections", __name__, tag="jobs", url_prefix="/api/jobs")
    blueprint.register_error_handler(Unavailable, away(routes.JOBS_AWAY))

    @blueprint.before_request
    def bound() -> None:
        request.max_content_length = MOST_LINES_BYTES

    @blueprint.put("/<job_id>/documents/<number>/pages/<page>/lines")
    @forms.json()
    @blueprint.input(PageLines)
    @blueprint.output({}, status_code=204)
    @blueprint.doc(
        summary="Correct a page of a document",
        description="All its lines; what is said last counts.",
        responses=[400, 404, 409, 410, 413, 415, 422, 503],
    )
    def correct(job_id: str, number: str, page: str, json_data: PageLines) -> str:
        place = number_in(number), number_in(page)
        corrections.put(checked_id(job_id), owner(), place, json_data.lines, now())
        return ""

    return blueprint
