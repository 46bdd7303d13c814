"""What a service refuses, as its problem details tell it."""

import httpx
from pydantic import BaseModel, ValidationError

from showoff_common.errors import Problem


class _Told(BaseModel):
    title: str
    detail: str


def refusal(answer: httpx.Response) -> Problem | None:
    """The problem in a response; None where there is none: a proxy's page, for example."""
    try:
        details = _Told.model_validate_json(answer.content)
    except ValidationError:
        return None
    retry_after = answer.headers.get("Retry-After")
    return Problem(
        answer.status_code,
        details.title,
        details.detail,
        headers={"Retry-After": retry_after} if retry_after else None,
    )
