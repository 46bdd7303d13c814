"""What document-worker asks of its tasks, as `contracts.tasks` tells."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TypeVar, cast, get_args

from apiflask import APIBlueprint
from flask import Response

from image_api.jobs.client_routes import unavailable
from image_api.jobs.dispatch import Dispatch
from image_api.jobs.files import JobFiles
from image_api.jobs.reaper import reap
from image_api.jobs.tasks import NotYours, TaskKey, Tasks
from showoff_common.contracts.tasks import (
    MOST_PAGES,
    Assembled,
    Attempt,
    Claim,
    Opened,
    PageRead,
    Step,
    Task,
    Wanted,
)
from showoff_common.errors import Problem
from showoff_common.messaging.events import InvalidMessage, Unavailable, is_image_id, now
from showoff_common.web import forms
from showoff_common.web.problems import respond

Told = TypeVar("Told")


@dataclass(frozen=True)
class Workshop:
    """What the routes work with."""

    tasks: Tasks
    dispatch: Dispatch
    files: JobFiles


def create_blueprint(workshop: Workshop) -> APIBlueprint:
    blueprint = APIBlueprint("tasks", __name__, tag="tasks", url_prefix="/api")
    blueprint.register_error_handler(Unavailable, unavailable)
    blueprint.register_error_handler(InvalidMessage, unstorable)
    tasks = workshop.tasks

    @blueprint.post("/tasks/next")
    @forms.json()
    @blueprint.input(Wanted)
    @blueprint.output(Task)
    @blueprint.doc(
        summary="A task to claim, for workers without a broker; 204 where none waits",
        responses={
            204: "No Content",
            400: "Bad Request",
            415: "Unsupported Media Type",
            503: "Service Unavailable",
        },
    )
    def following(json_data: Wanted) -> Task | Response:
        reap(tasks, now())
        task = workshop.dispatch.next(json_data.steps, now())
        if task is None:
            return Response(status=HTTPStatus.NO_CONTENT)
        return Task.model_validate(task.model_dump())

    @blueprint.post("/tasks/<document>/<step>/<page>/claim")
    @forms.json()
    @blueprint.input(Attempt)
    @blueprint.output(Claim)
    @blueprint.doc(summary="Take a task", responses=[400, 409, 415, 503])
    def claim(document: str, step: str, page: str, json_data: Attempt) -> Claim:
        key = task_key(document, step, page)
        return held(lambda: tasks.claim(key, json_data.attempt, now()))

    @blueprint.post("/tasks/<document>/<step>/<page>/return")
    @forms.json()
    @blueprint.input(Attempt)
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="Let others do a task", responses=[400, 409, 415, 503])
    def give_back(document: str, step: str, page: str, json_data: Attempt) -> str:
        key = task_key(document, step, page)
        held(lambda: tasks.give_back(key, json_data.attempt))
        return ""

    @blueprint.put("/tasks/<document>/open/0/result")
    @forms.json()
    @blueprint.input(Opened)
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="A document was opened", responses=[400, 409, 415, 503])
    def opened(document: str, json_data: Opened) -> str:
        key = task_key(document, "open", "0")
        held(lambda: tasks.open(key.document, json_data, now()))
        return ""

    @blueprint.put("/tasks/<document>/read/<page>/result")
    @forms.json()
    @blueprint.input(PageRead)
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="A page was read", responses=[400, 409, 415, 503])
    def read(document: str, page: str, json_data: PageRead) -> str:
        key = task_key(document, "read", page)
        held(lambda: tasks.read(key.document, key.page, json_data, now()))
        return ""

    @blueprint.put("/tasks/<document>/assemble/0/result")
    @forms.json()
    @blueprint.input(Assembled)
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="A document was assembled", responses=[400, 409, 415, 503])
    def assembled(document: str, json_data: Assembled) -> str:
        key = task_key(document, "assemble", "0")
        held(lambda: tasks.assemble(key.document, json_data, now()))
        return ""

    return blueprint


def held(act: Callable[[], Told]) -> Told:
    """Do what only the holder of a task may; 409 for all others."""
    try:
        return act()
    except NotYours:
        raise Problem(
            HTTPStatus.CONFLICT,
            "Not yours",
            "Somebody else has the task, or nobody wants it any more: forget it.",
        ) from None


def task_key(
    document: str, step: str, page: str, otherwise: HTTPStatus = HTTPStatus.CONFLICT
) -> TaskKey:
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 6 else -1
    if not is_image_id(document) or step not in get_args(Step) or not 0 <= number <= MOST_PAGES:
        raise Problem(otherwise, "No such task", "No task is known under this address.")
    return TaskKey(document, cast("Step", step), number)


def unstorable(error: InvalidMessage) -> Response:
    """What the database refuses to hold."""
    return respond(Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Not storable", str(error)[:200]))
