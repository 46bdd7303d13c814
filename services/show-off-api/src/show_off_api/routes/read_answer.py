"""What POST /read answers: all that is known, the text alone, or first how far it has come."""

from http import HTTPStatus
from typing import Final

from flask import Response, request

from showoff_common.contracts.formats import FORMATS, FormatName
from showoff_common.contracts.reads import STAGES
from showoff_common.errors import Problem

_KINDS: Final[dict[str, FormatName | None]] = {
    FORMATS["json"].media_type: "json",
    FORMATS["text"].media_type: "text",
    STAGES: None,
} | {form.media_type: name for name, form in FORMATS.items() if name not in {"json", "text"}}
"""What an answer may be, the first unless asked otherwise."""


def wanted(form: FormatName | None) -> FormatName | None:
    """The format that is asked for by name, else that which the request accepts most.

    Returns:
        None where JSON is asked for stage by stage.

    Raises:
        Problem: 406 where nothing of what there is is accepted.
    """
    if form is not None and form != "json":
        return form
    kinds, accepted = list(_KINDS), request.accept_mimetypes
    best = accepted.best_match(kinds) if accepted else kinds[0]
    if form == "json":
        return None if best == STAGES else form
    if best is None:
        raise Problem(
            HTTPStatus.NOT_ACCEPTABLE,
            "Not acceptable",
            f"An answer is {', '.join(kinds[:-1])} or {kinds[-1]}; accept one of them.",
        )
    return _KINDS[best]


def as_text(image_id: str | None, text: str) -> Response:
    """The text, and where the rest is, if it is kept."""
    response = Response(text, content_type="text/plain; charset=utf-8")
    if image_id is not None:
        response.content_location = f"images/{image_id}"
    return response
