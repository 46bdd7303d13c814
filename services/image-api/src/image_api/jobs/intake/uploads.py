"""The body of POST /jobs, taken in as a stream: files go to disk as they come."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import IO, Any, Final, cast

from pydantic import ValidationError
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser
from werkzeug.wrappers import Request

from image_api.jobs.files import Draft, Drafts
from image_api.jobs.intake.kinds import PAGED, as_picture
from image_api.metadata import without_metadata
from showoff_common.contracts.jobs import MOST_BYTES, MOST_FILES, MOST_REQUEST_BYTES, JobOptions
from showoff_common.errors import Problem
from showoff_common.pictures.kinds import PDF, media_type
from showoff_common.web.problems import INVALID

EXAMPLE: Final = "curl -F file=@scan.pdf"

_OPTIONS_BYTES: Final = 64 * 1024
_FORM_BYTES: Final = _OPTIONS_BYTES + 128 * 1024
"""Of text; the parser counts towards it what it has read of a file, up to 64 KiB at a time."""
_NAME: Final = 200  # characters
_UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Upload:
    """A file as it will be kept.

    Attributes:
        name: As its sender calls it, without folders.
        sent: The SHA-256 of what was sent; a picture's metadata may be gone since.
    """

    name: str
    media_type: str
    sent: str
    draft: Draft


@dataclass(frozen=True)
class Order:
    """What a request asks for."""

    uploads: Sequence[Upload]
    options: JobOptions


def take_in(request: Request, drafts: Drafts, most_picture_bytes: int) -> Order:
    """Read a request's body to its end.

    Args:
        request: Its body still to be read.
        drafts: Where files go.
        most_picture_bytes: Most of a picture; a PDF or a TIFF may be as large as all together.

    Raises:
        Problem: 400 broken, 413 too large, 415 another type, 422 what is wrong with its fields.
        Unavailable: The disk is full or broken.
    """
    form, files = _parse(request, drafts)
    _check_fields(form, files)
    options = _options(form.get("options", ""))
    sent = files.getlist("file")
    if len(sent) > MOST_FILES or sum(_draft(one).size for one in sent) > MOST_BYTES:
        raise _too_large()
    return Order([_upload(one, drafts, most_picture_bytes) for one in sent], options)


def _parse(
    request: Request, drafts: Drafts
) -> tuple[MultiDict[str, str], MultiDict[str, FileStorage]]:
    if request.mimetype != "multipart/form-data" or not request.mimetype_params.get("boundary"):
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "Media type not taken",
            f"Send multipart/form-data: {EXAMPLE}",
        )

    def stream_factory(
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        del total_content_length, content_type, filename, content_length
        return cast("IO[bytes]", drafts.new())

    parser = FormDataParser(
        stream_factory=stream_factory,
        max_form_memory_size=_FORM_BYTES,
        max_content_length=MOST_REQUEST_BYTES,
        max_form_parts=MOST_FILES + 1,
        silent=False,
    )
    try:
        _, form, files = parser.parse_from_environ(request.environ)
    except RequestEntityTooLarge:
        raise _too_large() from None
    except ValueError:
        raise Problem(
            HTTPStatus.BAD_REQUEST, "Bad Request", "The body is not what its Content-Type says."
        ) from None
    return form, files


def _check_fields(form: MultiDict[str, str], files: MultiDict[str, FileStorage]) -> None:
    wrong = [
        f"{name}: unknown field; known are file, options"
        for name in dict.fromkeys([*form, *files])
        if name not in {"file", "options"}
    ]
    if "file" in form:
        wrong.append(f"file: sent as text; send it as a file: {EXAMPLE}")
    elif "file" not in files:
        wrong.append(f"file: missing; send multipart/form-data with this field: {EXAMPLE}")
    if "options" in files:
        wrong.append("options: sent as a file; send it as text")
    if len(form.getlist("options")) > 1:
        wrong.append("options: sent more than once")
    if wrong:
        raise _wrong("; ".join(wrong[:5]))


def _options(text: str) -> JobOptions:
    if len(text) > _OPTIONS_BYTES:
        raise _wrong(f"options: longer than {_OPTIONS_BYTES >> 10} KiB")
    try:
        return JobOptions.model_validate_json(text or "{}")
    except ValidationError as error:
        faults = [
            f"{'.'.join(['options', *map(str, fault['loc'])])}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_context=False, include_input=False)
        ]
        raise _wrong("; ".join(faults[:5])) from None


def _upload(file: FileStorage, drafts: Drafts, most_picture_bytes: int) -> Upload:
    draft, name = _draft(file), _name(file.filename or "")
    kind = media_type(draft.head)
    if not draft.size:
        raise Problem(HTTPStatus.BAD_REQUEST, "Not a document", f"{name}: it is empty.")
    if kind is None:
        raise Problem(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "Type not read",
            f"{name}: send PDF, TIFF, JPEG, PNG, WebP, BMP, GIF or HEIC.",
        )
    if draft.size > most_picture_bytes and kind not in PAGED:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "Picture too large",
            f"{name}: {draft.size} bytes; of a picture at most {most_picture_bytes} are taken.",
        )
    sent = draft.sha256
    if kind != PDF and draft.size <= most_picture_bytes:
        draft = _cleaned(draft, kind, drafts)
    return Upload(name, kind, sent, draft)


def _cleaned(draft: Draft, kind: str, drafts: Drafts) -> Draft:
    """The same picture without metadata."""
    draft.seek(0)
    data = draft.read()
    clean = without_metadata(data, as_picture(kind))
    if clean == data:
        return draft
    draft.discard()
    fresh = drafts.new()
    fresh.write(clean)
    return fresh


def _draft(file: FileStorage) -> Draft:
    stream: Any = file.stream
    assert isinstance(stream, Draft)  # noqa: S101 - what the stream factory made
    return stream


def _name(sent: str) -> str:
    """Without folders and what no name should hold; it is shown, never a path."""
    plain = _UNPRINTABLE.sub("", re.split(r"[/\\]", sent)[-1]).strip()
    return plain[-_NAME:] or "document"


def _too_large() -> Problem:
    return Problem(
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        "Job too large",
        f"At most {MOST_FILES} files and {MOST_BYTES >> 20} MiB together are taken.",
    )


def _wrong(detail: str) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, INVALID, detail)
