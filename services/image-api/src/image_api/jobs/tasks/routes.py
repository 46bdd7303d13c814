"""What document-worker asks of its tasks, as `contracts.tasks` tells."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Final, TypeVar, cast, get_args

from apiflask import APIBlueprint
from flask import Response

from image_api.jobs.dispatch.queueing import Dispatch
from image_api.jobs.files import JobFiles
from image_api.jobs.results.documents import Documents
from image_api.jobs.tasks.fence import NotYours, TaskKey
from image_api.jobs.tasks.leases import Leases
from image_api.jobs.tasks.outcomes import Outcomes
from image_api.jobs.tasks.reaper import reap
from image_api.problems import away
from showoff_common.contracts import routes
from showoff_common.contracts.tasks import (
    MOST_PAGES,
    Assembled,
    Claim,
    Claimant,
    Opened,
    PageRead,
    Return,
    Step,
    Task,
    Wanted,
)
from showoff_common.errors import Problem
from showoff_common.messaging.events import Unavailable, is_image_id, now
from showoff_common.web import forms

Result = TypeVar("Result", Opened, PageRead, Assembled)
_HELD: Final = [400, 409, 415, 503]


@dataclass(frozen=True)
class Workshop:
    """What the routes work with."""

    leases: Leases
    outcomes: Outcomes
    documents: Documents
    dispatch: Dispatch
    files: JobFiles


def create_blueprint(workshop: Workshop) -> APIBlueprint:
    blueprint = APIBlueprint("tasks", __name__, tag="tasks", url_prefix="/api")
    blueprint.register_error_handler(Unavailable, away(routes.JOBS_AWAY))
    leases, outcomes = workshop.leases, workshop.outcomes

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
        reap(leases, now())
        task = workshop.dispatch.next(json_data.steps, now())
        if task is None:
            return Response(status=HTTPStatus.NO_CONTENT)
        return Task.model_validate(task.model_dump())

    @blueprint.post("/tasks/<document>/<step>/<page>/claim")
    @forms.json()
    @blueprint.input(Claimant)
    @blueprint.output(Claim)
    @blueprint.doc(summary="Take a task, or keep it for longer", responses=_HELD)
    def claim(document: str, step: str, page: str, json_data: Claimant) -> Claim:
        key = task_key(document, step, page)
        with only_its_holder():
            return leases.claim(key, json_data.attempt, now(), json_data.claimer)

    @blueprint.post("/tasks/<document>/<step>/<page>/return")
    @forms.json()
    @blueprint.input(Return)
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="Let others do a task", responses=_HELD)
    def give_back(document: str, step: str, page: str, json_data: Return) -> str:
        key = task_key(document, step, page)
        with only_its_holder():
            leases.give_back(key, json_data.attempt, now(), json_data.problem)
        return ""

    _take_results(blueprint, "open", "0", Opened, outcomes.open, "A document was opened")
    _take_results(blueprint, "read", "<page>", PageRead, outcomes.read, "A page was read")
    _take_results(
        blueprint, "assemble", "0", Assembled, outcomes.assemble, "A document was assembled"
    )
    return blueprint


def _take_results(
    blueprint: APIBlueprint,
    step: Step,
    place: str,
    schema: type[Result],
    settle: Callable[[TaskKey, Result, datetime], None],
    summary: str,
) -> None:
    """The route of one step's results; ``place`` is its page, or what stands for it."""

    @blueprint.put(f"/tasks/<document>/{step}/{place}/result", endpoint=f"{step}_result")
    @forms.json()
    @blueprint.input(schema)
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary=summary, responses=_HELD)
    def result(document: str, json_data: Result, page: str = place) -> str:
        key = task_key(document, step, page)
        with only_its_holder():
            settle(key, json_data, now())
        return ""


@contextmanager
def only_its_holder() -> Iterator[None]:
    """What only the holder of a task may do: 409 for all others."""
    try:
        yield
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
