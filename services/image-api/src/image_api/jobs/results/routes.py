"""/api/jobs/{id}/…: what was made of a job's documents, and who was told of it."""

import io

from apiflask import APIBlueprint
from flask import Response, send_file

from image_api.file_answer import send_kept
from image_api.jobs.following.routes import Desk, checked_id, number_in, owner
from image_api.jobs.results.made import Made, Wanted
from image_api.problems import away
from showoff_common.contracts import routes
from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.jobs import RESULT_RESPONSES, Deliveries, PartQuery
from showoff_common.formats import render
from showoff_common.messaging.events import Unavailable, now


def create_blueprint(desk: Desk) -> APIBlueprint:
    blueprint = APIBlueprint("results", __name__, tag="jobs", url_prefix="/api/jobs")
    blueprint.register_error_handler(Unavailable, away(routes.JOBS_AWAY))

    @blueprint.get("/<job_id>/documents/<number>/<format_name>")
    @blueprint.input(PartQuery, location="query")
    @blueprint.doc(summary="What was made of a document", responses=RESULT_RESPONSES)
    def result(job_id: str, number: str, format_name: str, query_data: PartQuery) -> Response:
        wanted = Wanted(number_in(number), format_name, query_data.page)
        made = desk.results.made(checked_id(job_id), owner(), wanted, now())
        response = _file(desk, made, made.format)
        response.cache_control.private, response.cache_control.no_cache = True, True
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    @blueprint.get("/<job_id>/webhook")
    @blueprint.output(Deliveries)
    @blueprint.doc(summary="What became of a job's webhook", responses=[404, 410, 503])
    def webhook(job_id: str) -> Deliveries:
        return desk.webhooks.show(checked_id(job_id), owner(), now())

    @blueprint.post("/<job_id>/webhook/retry")
    @blueprint.output(Deliveries, status_code=202)
    @blueprint.doc(summary="Send a job's webhook again", responses=[404, 409, 410, 503])
    def retry(job_id: str) -> Deliveries:
        return desk.webhooks.retry(checked_id(job_id), owner(), now())

    return blueprint


def _file(desk: Desk, made: Made, form: FormatName) -> Response:
    """The worker's file, or what the pages say, written now."""
    if made.path is not None:
        return send_kept(
            desk.intake.files.root / made.path,
            FORMATS[form].media_type,
            as_attachment=True,
            download_name=f"{made.title}.{FORMATS[form].suffix}",
        )
    rendered = render(made.title, made.pages, form, created=made.created)
    return send_file(
        io.BytesIO(rendered.content),
        rendered.media_type,
        as_attachment=True,
        download_name=f"{made.title}.{rendered.suffix}",
        etag="-".join([str(made.version), form, *(str(page.number) for page in made.pages[:1])]),
    )
