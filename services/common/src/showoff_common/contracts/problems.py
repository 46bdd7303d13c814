"""Errors as clients see them: problem details for HTTP APIs (RFC 9457)."""

from pydantic import BaseModel, Field


class ProblemDetails(BaseModel):
    """The body of every error answer."""

    type: str = Field(default="about:blank", description="A URI naming the kind of problem.")
    title: str = Field(description="The kind of problem, in words; the same for each of its kind.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What went wrong this time and what to do about it.")
    trace_id: str | None = Field(default=None, description="The trace to look at.")
