"""/api/jobs: what show-off-api passes on of whoever sends jobs; their name is in a header."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from apiflask import APIBlueprint
from flask import Response, request

from image_api.history import Cursor
from image_api.jobs.following.events import events
from image_api.jobs.following.overview import Overview
from image_api.jobs.following.removal import Removal
from image_api.jobs.following.waiting import Places, wait_for_change
from image_api.jobs.intake.taking_in import Intake, take_job_in
from image_api.jobs.results.made import Results
from image_api.jobs.webhooks.deliveries import WebhookDesk
from image_api.problems import away
from showoff_common.contracts import routes
from showoff_common.contracts.jobs import (
    EVENT_RESPONSES,
    FINISHED,
    MOST_REQUEST_BYTES,
    OWNER_HEADER,
    POST_OPERATION,
    Job,
    Jobs,
    JobsQuery,
    WaitQuery,
)
from showoff_common.errors import Problem
from showoff_common.messaging.events import Unavailable, is_image_id, now
from showoff_common.web import caller
from showoff_common.web.draining import is_draining
from showoff_common.web.problems import INVALID

_KEY: Final = re.compile(r"[!-~]{1,200}")
_SHOWN: Final[dict[int | str, dict[str, Any]]] = {
    304: {"description": "The caller's copy is still right"},
    404: {"description": "Not Found"},
    410: {"description": "Expired"},
    422: {"description": "Unprocessable Entity"},
    503: {"description": "Service Unavailable"},
}
_RETRY_AFTER: Final = "2"  # seconds


@dataclass(frozen=True)
class Desk:
    """What the routes work with.

    Attributes:
        waits: For those who ask with `wait`.
        streams: For those who listen to events.
    """

    intake: Intake
    overview: Overview
    removal: Removal
    results: Results
    webhooks: WebhookDesk
    waits: Places
    streams: Places


def create_blueprint(desk: Desk) -> APIBlueprint:
    blueprint = APIBlueprint("jobs", __name__, tag="jobs", url_prefix="/api/jobs")
    blueprint.register_error_handler(Unavailable, away(routes.JOBS_AWAY))

    @blueprint.post("")
    @blueprint.output(Job, status_code=202)
    @blueprint.doc(
        summary="Take documents in, to be read",
        responses=[400, 413, 415, 422, 429, 503],
        extensions=POST_OPERATION,
    )
    def post() -> Response:
        request.max_content_length = request.max_form_memory_size = MOST_REQUEST_BYTES
        job_id = take_job_in(desk.intake, request, owner(), _idempotency_key())
        job = desk.overview.show(job_id, owner(), now())
        answer = _answer(job, HTTPStatus.ACCEPTED)
        answer.headers["Location"] = f"/jobs/{job_id}"
        return answer

    @blueprint.get("")
    @blueprint.input(JobsQuery, location="query")
    @blueprint.output(Jobs)
    @blueprint.doc(summary="An owner's jobs, newest first", responses=[422, 503])
    def page(query_data: JobsQuery) -> Jobs:
        before = Cursor.parse(query_data.before) if query_data.before else None
        wanted = query_data.limit + 1
        found = desk.overview.page(owner(), wanted, before, query_data.state, now())
        shown = found[: query_data.limit]
        last = shown[-1] if len(found) > len(shown) else None
        return Jobs(jobs=shown, next=str(Cursor(last.created, last.id)) if last else None)

    @blueprint.get("/<job_id>")
    @blueprint.input(WaitQuery, location="query")
    @blueprint.output(Job)
    @blueprint.doc(
        summary="How far a job is",
        responses=_SHOWN,
    )
    def show(job_id: str, query_data: WaitQuery) -> Response:
        known, whose = _known_version(), owner()
        job = desk.overview.show(checked_id(job_id), whose, now())
        if job.state not in FINISHED and known in {None, job.version}:
            version = partial(desk.overview.version, job_id, whose)
            with desk.waits.one() as had:
                wait = query_data.wait if had else 0
                wait_for_change(lambda: version(now()), job.version, wait, _over())
            job = desk.overview.show(job_id, whose, now())
        answer = _answer(job, HTTPStatus.OK)
        answer.make_conditional(request)
        return answer

    @blueprint.get("/<job_id>/events")
    @blueprint.doc(
        summary="How far a job is, told whenever that changes", responses=EVENT_RESPONSES
    )
    def listen(job_id: str) -> Response:
        whose, last, over = owner(), request.headers.get("Last-Event-ID", ""), _over()
        desk.overview.version(checked_id(job_id), whose, now())  # refuse before it begins
        if not desk.streams.take():
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Too many listen",
                "Ask for the job itself, with ?wait=25.",
                headers={"Retry-After": "30"},
            )
        told = events(
            lambda: desk.overview.show(job_id, whose, now()),
            lambda: desk.overview.version(job_id, whose, now()),
            int(last) if last.isascii() and last.isdigit() and len(last) < 10 else None,
            over,
        )
        response = Response(told, content_type="text/event-stream")
        response.headers.extend({"X-Accel-Buffering": "no", "Cache-Control": "no-store"})
        response.call_on_close(desk.streams.free)
        return response

    @blueprint.post("/<job_id>/cancel")
    @blueprint.output(Job, status_code=202)
    @blueprint.doc(summary="Stop a job", responses=[404, 409, 410, 503])
    def cancel(job_id: str) -> Response:
        job = desk.removal.cancel(checked_id(job_id), owner(), now())
        return _answer(job, HTTPStatus.ACCEPTED)

    @blueprint.delete("/<job_id>")
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="Delete a job with all that was made", responses=[404, 503])
    def remove(job_id: str) -> str:
        desk.removal.delete(checked_id(job_id), owner())
        return ""

    return blueprint


def _answer(job: Job, status: HTTPStatus) -> Response:
    response = Response(job.model_dump_json(), status, content_type="application/json")
    response.set_etag(str(job.version))
    response.headers["Cache-Control"] = "private, no-cache"
    if job.state not in FINISHED:
        response.headers["Retry-After"] = _RETRY_AFTER
    return response


def owner() -> str:
    return request.headers.get(OWNER_HEADER, "")


def _idempotency_key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            INVALID,
            "Idempotency-Key: 1 to 200 visible characters.",
        )
    return key


def _known_version() -> int | None:
    tags = list(request.if_none_match.as_set())
    return int(tags[0]) if len(tags) == 1 and tags[0].isascii() and tags[0].isdigit() else None


def checked_id(job_id: str) -> str:
    """The id, where it may be one."""
    if not is_image_id(job_id):
        raise Problem(HTTPStatus.NOT_FOUND, "No such job", "No job is known under this id.")
    return job_id


def number_in(part: str) -> int:
    """The number that a part of an address is; 0, which nothing has, where it is none."""
    return int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 0


def _over() -> Callable[[], bool]:
    """Whether there is no point in waiting: whoever asked has gone, or the server is to stop."""
    gone = caller.deadline().abandoned
    return lambda: is_draining() or gone()
