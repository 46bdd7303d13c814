"""What a service refuses, in the words of its problem details."""

import httpx
from pydantic import BaseModel, ValidationError

from showoff_common.errors import Problem


class _Details(BaseModel):
    title: str
    detail: str


def refusal(answer: httpx.Response) -> Problem | None:
    """The problem in a response; None where there is none: a proxy's page, for example."""
    try:
        details = _Details.model_validate_json(answer.content)
    except ValidationError:
        return None
    retry_after = answer.headers.get("Retry-After")
    return Problem(
        answer.status_code,
        details.title,
        details.detail,
        headers={"Retry-After": retry_after} if retry_after else None,
    )
