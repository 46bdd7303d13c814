"""Routes that image-api answers and show-off-api passes on unread, as their documents tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from pydantic import BaseModel

from showoff_common.contracts import gold, jobs
from showoff_common.contracts.jobs import query_parameters

Described = Mapping[int | str, dict[str, Any]]


@dataclass(frozen=True)
class Route:
    """A route.

    Attributes:
        path: Below that of its kind, with its parts in angle brackets.
        answer: As JSON; None where it is something else, or nothing.
        responses: What it may answer beside that, and beside what all of them may; with words
            where it answers no JSON.
        extensions: What it takes: parameters, a body.
        takes_body: Whether what comes in is passed on.
    """

    method: Literal["GET", "POST", "PUT", "DELETE"]
    path: str
    summary: str
    responses: Sequence[int] | Described
    answer: type[BaseModel] | None = None
    status: int = 200
    description: str | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)
    takes_body: bool = False


_NOT_FOUND: Final[dict[int | str, dict[str, Any]]] = {404: {"description": "Not Found"}}
_INVALID: Final[dict[int | str, dict[str, Any]]] = {422: {"description": "Unprocessable Entity"}}

HISTORY_AWAY: Final = (
    "History not available",
    "The pictures kept can't be looked at now; reading goes on and nothing is lost.",
)
"""What a client is told where image-api doesn't answer: of this, and likewise of what follows."""
JOBS_AWAY: Final = (
    "Jobs not available",
    "Jobs can't be taken or looked at now; with an Idempotency-Key one can be sent again safely.",
)
GOLD_AWAY: Final = (
    "Gold not available",
    "Lines that were kept, their sets and measures can't be looked at now; nothing is lost.",
)

JOBS: Final = (
    Route(
        "POST",
        "",
        "Have documents read: pictures, PDF, TIFF",
        [400, 413, 415, 422, 429],
        answer=jobs.Job,
        status=202,
        description="The answer comes at once; Location tells where to ask how far it is. Sent "
        "again with the same Idempotency-Key and the same content, it is the same job.",
        extensions=jobs.POST_OPERATION,
        takes_body=True,
    ),
    Route(
        "GET",
        "",
        "Your jobs, newest first",
        [422],
        answer=jobs.Jobs,
        extensions=query_parameters(jobs.JobsQuery),
    ),
    Route(
        "GET",
        "/<job_id>",
        "How far a job is",
        {
            304: {"description": "The client's copy is still right"},
            410: {"description": "Expired"},
            **_NOT_FOUND,
            **_INVALID,
        },
        answer=jobs.Job,
        extensions=query_parameters(jobs.WaitQuery),
    ),
    Route(
        "GET",
        "/<job_id>/events",
        "How far a job is, told whenever that changes",
        jobs.EVENT_RESPONSES,
    ),
    Route("POST", "/<job_id>/cancel", "Stop a job", [404, 409, 410], answer=jobs.Job, status=202),
    Route("DELETE", "/<job_id>", "Delete a job with all that was made", [404], status=204),
    Route(
        "GET",
        "/<job_id>/documents/<number>/<format_name>",
        "What was made of a document",
        jobs.RESULT_RESPONSES,
        description="The formats: pdf, text, json, hocr, alto, page, csv, markdown.",
        extensions=query_parameters(jobs.PartQuery),
    ),
    Route(
        "PUT",
        "/<job_id>/documents/<number>/pages/<page>/lines",
        "Correct a page of a document",
        [400, 404, 409, 410, 413, 415, 422],
        status=204,
        description="As soon as the page is read. What is said last counts; every format has it "
        "from then on, and the PDF is made anew when it is asked for next.",
        extensions=gold.json_body(jobs.PageLines),
        takes_body=True,
    ),
    Route(
        "GET",
        "/<job_id>/webhook",
        "What became of a job's webhook",
        [404, 410],
        answer=jobs.Deliveries,
    ),
    Route(
        "POST",
        "/<job_id>/webhook/retry",
        "Send a job's webhook again",
        [404, 409, 410],
        answer=jobs.Deliveries,
        status=202,
    ),
)

GOLD: Final = (
    Route(
        "GET", "", "Whether lines may be kept here, and whether you review", [], answer=gold.Gold
    ),
    Route(
        "GET",
        "/lines",
        "Lines that people let be kept, newest first",
        [422],
        answer=gold.GoldLines,
        description="Yours; a key that reviews sees all.",
        extensions=query_parameters(gold.GoldQuery),
    ),
    Route(
        "GET",
        "/lines/<line_id>/crop",
        "A line, cut out of its picture",
        {
            200: {"description": "The cut-out", "content": {"image/png": {}}},
            **_NOT_FOUND,
            **_INVALID,
        },
    ),
    Route(
        "POST",
        "/lines/<line_id>/review",
        "Accept or reject a line",
        [400, 404, 409, 413, 415, 422],
        answer=gold.GoldLine,
        description="For a key that reviews.",
        extensions=gold.json_body(gold.Review),
        takes_body=True,
    ),
    Route("DELETE", "/lines/<line_id>", "Withdraw a line: nothing of it stays", [404], status=204),
    Route(
        "POST",
        "/sets",
        "Freeze the lines accepted by now",
        [400, 409, 413, 415, 422],
        answer=gold.GoldSet,
        status=201,
        description="For a key that reviews. The same lines again are the set that there is.",
        extensions=gold.json_body(gold.Freeze),
        takes_body=True,
    ),
    Route("GET", "/sets", "All sets, newest first", [], answer=gold.GoldSets),
    Route(
        "GET", "/sets/<number>", "A set, by its number or as `latest`", [404], answer=gold.GoldSet
    ),
    Route(
        "GET",
        "/sets/<number>/<form>",
        "A set as a tar: labels, page or alto",
        {
            200: {"description": "The set", "content": {"application/x-tar": {}}},
            **_NOT_FOUND,
            **_INVALID,
        },
        description="For a key that reviews. The same set gives the same bytes.",
        extensions=query_parameters(gold.ExportQuery),
    ),
    Route(
        "GET",
        "/measures",
        "How well each version of the model reads each set",
        [422],
        answer=gold.Measures,
        extensions=query_parameters(gold.MeasuresQuery),
    ),
    Route(
        "GET",
        "/measures/<number>/worst",
        "The lines that a model reads badly, those that got worse first",
        [404],
        answer=gold.WorstLines,
        description="For a key that reviews.",
    ),
)
