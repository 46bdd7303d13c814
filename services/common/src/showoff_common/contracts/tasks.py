"""Tasks of a job, between image-api, which hands them out, and document-worker, which does them.

A document is opened (its pages are counted), its pages are read, and it is assembled to a PDF where
that was asked for: one task each, known by document, step and page (0 where the step is none of a
page's). A task is claimed before it is begun. `attempt` is the fence: whoever comes with an old one
gets 409 and forgets the task, for somebody else has it, or nobody wants it any more. So a message
that comes twice, or a worker that was thought dead, does no harm. Whoever claims says by what name
of its own: by the same name it may claim again, when the answer was lost, or for a new lease.

    POST /api/tasks/next                                   {steps} → 200 Task, or 204: there is none
    POST /api/tasks/{document}/{step}/{page}/claim         Claimant → 200 Claim, 409
    PUT  /api/tasks/{document}/open/0/result               Opened → 204, 409
    PUT  /api/tasks/{document}/read/{page}/result          PageRead → 204, 409
    PUT  /api/tasks/{document}/assemble/0/result           Assembled → 204, 409
    POST /api/tasks/{document}/{step}/{page}/return        Return → 204, 409: let others do it
    GET  /api/documents/{document}/file                    the document as it was sent
    GET  /api/documents/{document}/pages/{page}            PageReading; 404: not finished, or none
    PUT  /api/documents/{document}/files/{format}?attempt= the finished file, as the body → 204, 409
    GET  /api/backlog                                      Backlog

`next` is for workers without a broker; with one, tasks come over `messaging.tasks`' queues.
Everything may answer 503 with Retry-After: database or disk are away, nothing is lost.
"""

from typing import Final, Literal, Self

from pydantic import BaseModel, Field, model_validator

from showoff_common.contracts.pages import PageReading, TaskProblem

Step = Literal["open", "read", "assemble"]

LEASE_SECONDS: Final[dict[Step, int]] = {"open": 120, "read": 120, "assemble": 660}
"""After so long without a result, or another claim, a task is somebody else's."""

MOST_PAGES: Final = 10_000
"""No document of more pages is taken, whatever a worker is told to allow."""


MOST_RESULT_BYTES: Final = 512 * 2**20
"""No larger finished file is taken."""


class ReadOptions(BaseModel):
    """How a document is read and what is made of it; a worker leaves out what it does not know."""

    pages: str | None = Field(
        default=None,
        pattern=r"^\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?){0,99}$",
        description="Which pages to read, for example 1-3,7; by default all.",
    )
    text: Literal["keep", "replace"] = Field(
        default="keep",
        description="What becomes of text that a PDF has already: pages with text are kept as they "
        "are, or read anew like the others.",
    )
    dpi: int | None = Field(
        default=None, ge=72, le=600, description="Dots an inch that pages of PDFs are read at."
    )
    pdfa: Literal["2b"] | None = Field(
        default="2b", description="The PDF/A wanted; null for a plain PDF."
    )
    signed: Literal["refuse", "allow"] = Field(
        default="refuse",
        description="A signed PDF is refused, or taken though its signature no longer holds.",
    )


class Attempt(BaseModel):
    """Which attempt at the task it is: as in the Task."""

    attempt: int = Field(ge=1)


class Claimant(Attempt):
    """Who claims a task."""

    claimer: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{32}$",
        description="Made up anew for each task that is taken in hand. By the same one a claim is "
        "answered as often as it comes, and gives a new lease.",
    )


class Return(Attempt):
    """Let others do a task."""

    problem: TaskProblem | None = Field(
        default=None,
        description="Why it failed though all that it needs was there: the third time, it counts "
        "as failed.",
    )


class Wanted(BaseModel):
    """What tasks a worker without a broker takes."""

    steps: list[Step] = Field(default=["open", "read", "assemble"], min_length=1)


class Task(Attempt):
    """A task that waits to be claimed: also the body of messages in the queues."""

    document: str = Field(pattern=r"^[0-9a-f]{32}$")
    step: Step
    page: int = Field(ge=0, le=MOST_PAGES, description="0 where the step is none of a page's.")


class DocumentFacts(BaseModel):
    """What a worker has to know of a document."""

    id: str
    job: str
    number: int = Field(ge=1, description="Of the document in its job, from 1.")
    name: str = Field(description="As its sender calls it; not to be trusted as a path.")
    media_type: str
    bytes: int
    sha256: str = Field(description="Hexadecimal; by it a copy at hand is known to be right.")
    pages: int | None = Field(description="How many it has; null until it was opened.")


class Claim(BaseModel):
    """A task that is the caller's now."""

    lease_seconds: int
    document: DocumentFacts
    options: ReadOptions
    traceparent: str | None = Field(description="W3C trace context of the POST of the job.")


class _Result(Attempt):
    """Either how it went or why it did not."""

    problem: TaskProblem | None = Field(default=None, description="Why it did not go.")

    def _told(self) -> object:
        raise NotImplementedError

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self._told() is None) == (self.problem is None):
            raise ValueError("a result or a problem, one of them")
        return self


class Opened(_Result):
    """A document was opened. A problem fails it with all its pages."""

    pages: int | None = Field(default=None, ge=1, le=MOST_PAGES, description="How many it has.")
    repaired: bool = Field(default=False, description="It was damaged and could be mended.")
    signature: Literal["invalidated"] | None = None

    def _told(self) -> object:
        return self.pages


class PageRead(_Result):
    """A page was read. A problem fails the page, not its document."""

    page: PageReading | None = None

    def _told(self) -> object:
        return self.page


class Assembled(_Result):
    """A document's files were put; a problem leaves its other formats as they are."""

    pdfa: Literal["2b", "none"] | None = Field(
        default=None, description="What the PDF is by its own check; none: a plain PDF."
    )
    reason: str | None = Field(
        default=None, max_length=2000, description="Why it is no PDF/A though it was to be one."
    )

    def _told(self) -> object:
        return self.pdfa


class Backlog(BaseModel):
    """How much is to be done."""

    pages: int = Field(description="Tasks that wait or are being done: pages, mostly.")
    oldest_seconds: float = Field(description="Since when the oldest of them is here.")
