"""What is sent is what is known, once: nothing is silently ignored.

A field that is misspelt, sent twice or in the address would otherwise be overlooked: a region that
was not understood would read, and keep, the whole picture. Each refusal says what to send instead.
"""

import re
from collections.abc import Callable, Collection, Iterator
from functools import wraps
from http import HTTPStatus
from typing import Final, ParamSpec, TypeVar, get_args

from flask import request
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from werkzeug.datastructures import FileStorage

from showoff_common.errors import Problem
from showoff_common.web.problems import INVALID

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")
Route = Callable[Parameters, Answer]

_MOST: Final = 5  # faults reported in one response
_MULTIPART: Final = "multipart/form-data"


def multipart(
    schema: type[BaseModel],
    example: str,
    numbered: re.Pattern[str] | None = None,
    query: type[BaseModel] | None = None,
) -> Callable[[Route[Parameters, Answer]], Route[Parameters, Answer]]:
    """Let a route take multipart/form-data with the fields of ``schema``, each once, and no other.

    To be put before `input`, which takes the values.

    Args:
        schema: Its fields; those of the type UploadFile are sent as files.
        example: What to send, as options of curl: "-F image=@picture.jpg".
        numbered: Further fields that are files.
        query: Its fields may stand in the address, each once; by default nothing may.

    Raises:
        Problem: 415 for another media type, 422 with what is wrong with each field.
    """

    def check() -> None:
        _known_query(query.model_fields if query else {})
        _is_multipart(example)
        if wrong := [*_wrong(schema.model_fields, example, numbered)]:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, INVALID, "; ".join(wrong[:_MOST]))

    return _checked(check)


def json() -> Callable[[Route[Parameters, Answer]], Route[Parameters, Answer]]:
    """Let a route take application/json, and nothing in its address; to be put before `input`.

    Raises:
        Problem: 415 for another media type, 422 for query parameters.
    """

    def check() -> None:
        _known_query({})
        if not request.is_json:
            raise _other_type("Send application/json.")

    return _checked(check)


def _checked(
    check: Callable[[], None],
) -> Callable[[Route[Parameters, Answer]], Route[Parameters, Answer]]:
    def decorate(route: Route[Parameters, Answer]) -> Route[Parameters, Answer]:
        @wraps(route)
        def checked(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Answer:
            check()
            return route(*args, **kwargs)

        return checked

    return decorate


def _known_query(known: Collection[str]) -> None:
    """Let nothing stand in the address but what is known, once."""
    if others := [name for name in request.args if name not in known]:
        but = f" but {', '.join(known)}" if known else ""
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            INVALID,
            f"{', '.join(others)}: no query parameters are taken{but}; send what is known in the "
            "body.",
        )
    if twice := [name for name in known if len(request.args.getlist(name)) > 1]:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, INVALID, f"{', '.join(twice)}: sent more than once"
        )


def _is_multipart(example: str) -> None:
    if request.mimetype == _MULTIPART and request.mimetype_params.get("boundary"):
        return
    if request.mimetype == _MULTIPART:
        raise _other_type(f"{_MULTIPART} needs a boundary; leave Content-Type to your client.")
    if request.mimetype or request.content_length or "Transfer-Encoding" in request.headers:
        raise _other_type(f"Send {_MULTIPART}: curl {example}")


def _other_type(detail: str) -> Problem:
    sent = f"{request.mimetype} is not taken here. " if request.mimetype else ""
    return Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Media type not taken", sent + detail)


def _wrong(
    fields: dict[str, FieldInfo], example: str, numbered: re.Pattern[str] | None
) -> Iterator[str]:
    """A sentence for each field that is missing, unknown, doubled, or not sent as it should be."""
    files = {name for name, field in fields.items() if _is_file(field)}
    sent: list[str | None] = [*request.files.keys(), *request.form.keys()]
    for name in dict.fromkeys(sent):
        if name is None:
            yield f"a part without a name; known are {', '.join(fields)}"
            continue
        is_file = name in files or (numbered is not None and numbered.fullmatch(name) is not None)
        if name not in fields and not is_file:
            yield f"{name}: unknown field; known are {', '.join(fields)}"
        elif len(request.files.getlist(name)) + len(request.form.getlist(name)) > 1:
            yield f"{name}: sent more than once"
        elif is_file and name not in request.files:
            # Documentation that can be tried out sends what is left empty as empty text.
            if request.form[name] or (name in fields and fields[name].is_required()):
                yield f"{name}: sent as text; send it as a file: curl {example}"
        elif is_file and not request.files[name].filename:
            yield f"{name}: sent without a file name; curl {example}"
        elif not is_file and name in request.files:
            yield f"{name}: sent as a file; send it as text"
    for name in (name for name, field in fields.items() if field.is_required()):
        yield from _missing(name, sent, example)


def _missing(name: str, sent: Collection[str | None], example: str) -> Iterator[str]:
    if name not in sent:
        yield f"{name}: missing; send {_MULTIPART} with this field: curl {example}"


def _is_file(field: FieldInfo) -> bool:
    """Whether it is an UploadFile, or may be one."""
    kinds = get_args(field.annotation) or (field.annotation,)
    return any(getattr(kind, "__origin__", kind) is FileStorage for kind in kinds)
