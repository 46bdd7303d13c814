"""/jobs: image-api's, passed on byte by byte, in and out, with the name of the caller's key."""

from collections.abc import Iterator
from typing import Any, Final

from apiflask import APIBlueprint
from flask import Response, request

from show_off_api.access import guard
from show_off_api.routes.passing_on import DESCRIBED, REFUSALS, chunks, pass_on
from show_off_api.upstream.image_api import ImageApi, job_path
from showoff_common.contracts.jobs import (
    EVENT_RESPONSES,
    MOST_REQUEST_BYTES,
    POST_OPERATION,
    RESULT_RESPONSES,
    Deliveries,
    Job,
    Jobs,
    JobsQuery,
    PartQuery,
    WaitQuery,
    query_parameters,
)

_SHOWN: Final[dict[int | str, dict[str, Any]]] = {
    **DESCRIBED,
    304: {"description": "The client's copy is still right"},
    404: {"description": "Not Found"},
    410: {"description": "Expired"},
    422: {"description": "Unprocessable Entity"},
}


def create_blueprint(image_api: ImageApi) -> APIBlueprint:
    blueprint = APIBlueprint("jobs", __name__, tag="jobs", url_prefix="/jobs")

    @blueprint.post("")
    @blueprint.output(Job, status_code=202)
    @blueprint.doc(
        summary="Have documents read: pictures, PDF, TIFF",
        description="The answer comes at once; Location tells where to ask how far it is. Sent "
        "again with the same Idempotency-Key and the same content, it is the same job.",
        responses=[*REFUSALS, 400, 413, 415, 422, 429],
        extensions=POST_OPERATION,
    )
    def post() -> Response:
        request.max_content_length = request.max_form_memory_size = MOST_REQUEST_BYTES
        return _pass_on(image_api, "/api/jobs", chunks(request.stream))

    @blueprint.get("")
    @blueprint.output(Jobs)
    @blueprint.doc(
        summary="Your jobs, newest first",
        responses=[*REFUSALS, 422],
        extensions=query_parameters(JobsQuery),
    )
    def page() -> Response:
        return _pass_on(image_api, "/api/jobs")

    @blueprint.get("/<job_id>")
    @blueprint.output(Job)
    @blueprint.doc(
        summary="How far a job is",
        responses=_SHOWN,
        extensions=query_parameters(WaitQuery),
    )
    def show(job_id: str) -> Response:
        return _pass_on(image_api, job_path(job_id))

    @blueprint.get("/<job_id>/events")
    @blueprint.doc(
        summary="How far a job is, told whenever that changes",
        responses=EVENT_RESPONSES | DESCRIBED,
    )
    def events(job_id: str) -> Response:
        return _pass_on(image_api, job_path(job_id, "events"))

    @blueprint.post("/<job_id>/cancel")
    @blueprint.output(Job, status_code=202)
    @blueprint.doc(summary="Stop a job", responses=[*REFUSALS, 404, 409, 410])
    def cancel(job_id: str) -> Response:
        return _pass_on(image_api, job_path(job_id, "cancel"))

    @blueprint.delete("/<job_id>")
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="Delete a job with all that was made", responses=[*REFUSALS, 404])
    def remove(job_id: str) -> Response:
        return _pass_on(image_api, job_path(job_id))

    @blueprint.get("/<job_id>/documents/<number>/<format_name>")
    @blueprint.doc(
        summary="What was made of a document",
        description="The formats: pdf, text, json, hocr, alto, page, csv, markdown.",
        responses=RESULT_RESPONSES | DESCRIBED,
        extensions=query_parameters(PartQuery),
    )
    def result(job_id: str, number: str, format_name: str) -> Response:
        return _pass_on(image_api, job_path(job_id, "documents", number, format_name))

    @blueprint.get("/<job_id>/webhook")
    @blueprint.output(Deliveries)
    @blueprint.doc(summary="What became of a job's webhook", responses=[*REFUSALS, 404, 410])
    def webhook(job_id: str) -> Response:
        return _pass_on(image_api, job_path(job_id, "webhook"))

    @blueprint.post("/<job_id>/webhook/retry")
    @blueprint.output(Deliveries, status_code=202)
    @blueprint.doc(summary="Send a job's webhook again", responses=[*REFUSALS, 404, 409, 410])
    def retry(job_id: str) -> Response:
        return _pass_on(image_api, job_path(job_id, "webhook", "retry"))

    return blueprint


def _pass_on(image_api: ImageApi, path: str, body: Iterator[bytes] | None = None) -> Response:
    return pass_on(image_api, path, guard.holder(), body)
