"""Jobs as their senders see them: what they ask for and what they are told.

    POST   /jobs                                multipart: file x 1..100, options (JSON) → 202 Job
    GET    /jobs                                Jobs, newest first
    GET    /jobs/{id}?wait=                     Job; ETag is its version, If-None-Match → 304
    GET    /jobs/{id}/events                    text/event-stream of Job
    POST   /jobs/{id}/cancel                    202 Job; 409: it is finished
    DELETE /jobs/{id}                           204
    GET    /jobs/{id}/documents/{n}/{format}    the file; 409 not finished, 410 expired, 404
    GET    …/documents/{n}/{format}?page=       one page of it, as soon as that is read; not of pdf
    PUT    …/documents/{n}/pages/{p}/lines      PageLines: what a person says it reads → 204
    GET    /jobs/{id}/webhook                   Deliveries
    POST   /jobs/{id}/webhook/retry             202

image-api answers them under /api/jobs, with the owner in a header; show-off-api passes on.
"""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl

from showoff_common.contracts.corrections import LaidLineForm, each_once
from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.lines import Quad
from showoff_common.contracts.pages import TaskProblem
from showoff_common.contracts.tasks import ReadOptions

OWNER_HEADER: Final = "Job-Owner"
"""On requests to image-api: the name of the key that the caller came with; empty without keys."""

State = Literal["waiting", "running", "succeeded", "failed", "cancelled"]
FINISHED: Final[frozenset[State]] = frozenset({"succeeded", "failed", "cancelled"})
Priority = Literal["normal", "low"]

MOST_FILES: Final = 100
MOST_BYTES: Final = 100 * 2**20
MOST_PAGE_LINES: Final = 20_000
MOST_LINES_BYTES: Final = 8 * 2**20


class Webhook(BaseModel):
    """Who is told when a job is finished."""

    model_config = ConfigDict(extra="forbid")

    url: HttpUrl = Field(max_length=2000)


class JobOptions(ReadOptions):
    """What a job is to do."""

    model_config = ConfigDict(extra="forbid")

    formats: list[FormatName] = Field(
        default=list(FORMATS), min_length=1, description="What is made of each document."
    )
    priority: Priority = Field(
        default="normal", description="`low`: when nothing else waits, or one time in ten."
    )
    webhook: Webhook | None = None
    expires_in: int | None = Field(
        default=None,
        ge=60,
        description="Seconds after which all of it is deleted; at most, and by default, the "
        "server's days.",
    )


class PageCounts(BaseModel):
    """How far a job, or a document, is."""

    total: int | None = Field(description="null until all documents were opened.")
    done: int
    failed: int


class JobDocument(BaseModel):
    """A document of a job."""

    id: str
    number: int
    name: str
    media_type: str
    state: State
    pages: PageCounts
    formats: dict[str, str] = Field(description="Where each finished file is.")
    pdfa: str | None = Field(description="What the PDF is: 2b, or why it is no PDF/A.")
    repaired: bool
    signature: str | None
    problem: TaskProblem | None


class Job(BaseModel):
    """A job."""

    id: str
    state: State = Field(description="`failed`: nothing of it could be read.")
    version: int = Field(description="Rises with each change.")
    created: datetime
    started: datetime | None
    finished: datetime | None
    expires: datetime
    priority: Priority
    pages: PageCounts
    documents: list[JobDocument]
    problem: TaskProblem | None
    trace_id: str | None


class Jobs(BaseModel):
    """A part of the jobs, newest first."""

    jobs: list[Job]
    next: str | None = Field(description="Ask with it as `before` for older ones; null at the end.")


class JobsQuery(BaseModel):
    """Which part of the jobs."""

    model_config = ConfigDict(extra="forbid")

    limit: int = Field(default=20, ge=1, le=100, description="At most so many jobs.")
    before: str | None = Field(
        default=None,
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z_[0-9a-f]{32}$",
        description="Only older ones: the `next` of the page before.",
    )
    state: State | None = Field(default=None, description="Only those in this state.")


DeliveryState = Literal["waiting", "delivered", "gave_up", "off"]


class Delivery(BaseModel):
    """One sending of a webhook, and what became of it."""

    id: str
    state: DeliveryState
    attempt: int
    next: datetime | None = Field(description="When it is tried again.")
    status: int | None = Field(description="What the last try was answered.")
    error: str | None


class Deliveries(BaseModel):
    """The webhook of a job."""

    url: str | None
    deliveries: list[Delivery]


class WaitQuery(BaseModel):
    """How long to wait for a change."""

    model_config = ConfigDict(extra="forbid")

    wait: int = Field(
        default=0,
        ge=0,
        le=25,
        description="Seconds to wait, at most, for another version than that of If-None-Match or, "
        "without it, than that which there is. Where too many wait, it answers at once.",
    )


class PartQuery(BaseModel):
    """Which part of a document."""

    model_config = ConfigDict(extra="forbid")

    page: int | None = Field(
        default=None,
        ge=1,
        le=100_000,
        description="This page alone, as soon as it is read, whatever becomes of the others; of "
        "every format but pdf.",
    )


class PageLineForm(LaidLineForm):
    """A line of a page where it stands now."""

    points: Quad | None = Field(
        default=None,
        description="Its corners, in pixels of the page's raster; null: where it was read, or "
        "beside the line before.",
    )


class PageLines(BaseModel):
    """What a person says that a page reads."""

    model_config = ConfigDict(extra="forbid")

    lines: Annotated[
        list[PageLineForm], Field(max_length=MOST_PAGE_LINES), AfterValidator(each_once)
    ] = Field(
        description="All lines as they stand now, in order: what is not among them is gone.",
    )


def query_parameters(schema: type[BaseModel]) -> dict[str, Any]:
    """The parameters of an address, for the documents of who passes them on unread."""
    parameters = []
    for name, described in schema.model_json_schema()["properties"].items():
        kept = {key: value for key, value in described.items() if key not in {"title", "anyOf"}}
        kept |= next((one for one in described.get("anyOf", []) if one.get("type") != "null"), {})
        about = kept.pop("description")
        if kept.get("default", 0) is None:
            del kept["default"]
        parameters.append(
            {"name": name, "in": "query", "required": False, "description": about, "schema": kept}
        )
    return {"parameters": parameters}


MOST_REQUEST_BYTES: Final = MOST_BYTES + 2**20
"""With what multipart adds to the files."""

_HEADERS: Final = [
    {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "Chosen by the sender, 1 to 200 visible ASCII characters: sent again with "
        "it, the same content makes no second job, and other content is refused with 422.",
        "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
    }
]
POST_OPERATION: Final[dict[str, Any]] = {
    "parameters": _HEADERS,
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": MOST_FILES,
                            "items": {"type": "string", "format": "binary"},
                            "description": "Pictures, PDF, TIFF; together at most "
                            f"{MOST_BYTES >> 20} MiB.",
                        },
                        "options": {
                            "type": "string",
                            "description": "A JSON object of any of: "
                            + "; ".join(
                                f"`{name}`: {field.description or 'who is told when it is done'}"
                                for name, field in JobOptions.model_fields.items()
                            ),
                        },
                    },
                }
            }
        },
    },
}
"""What POST /jobs takes, for the documents: its body is streamed, so nothing else reads it."""

RESULT_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The file", "content": {"*/*": {}}},
    206: {"description": "The part of it that Range asked for", "content": {"*/*": {}}},
    304: {"description": "The client's copy is still right"},
    404: {"description": "Not Found"},
    409: {"description": "Not finished"},
    410: {"description": "Expired"},
    416: {"description": "Range Not Satisfiable"},
    422: {"description": "Unprocessable Entity"},
}
EVENT_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "Events with a Job each", "content": {"text/event-stream": {}}},
    404: {"description": "Not Found"},
    410: {"description": "Expired"},
}
