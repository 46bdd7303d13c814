"""The routes of formats: what is kept of a picture, or a reading that is sent, as a file."""

from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from apiflask import APIBlueprint
from apiflask.fields import UploadFile
from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field, Json
from werkzeug.wrappers import Response as BaseResponse

from image_api.api import find, path_of
from image_api.files import PictureFiles
from image_api.history import Entry, History
from image_api.problems import away
from image_api.rendition import BUDGET, LIMITS
from image_api.view import detail, page_of
from showoff_common.contracts import routes
from showoff_common.contracts.formats import (
    FORMAT_RESPONSES,
    FormatName,
    FormatOfImage,
    FormatPath,
    TogetherQuery,
    ToRender,
)
from showoff_common.errors import Problem
from showoff_common.formats import Rendered, render
from showoff_common.messaging.events import Unavailable
from showoff_common.pictures.opening import read_header
from showoff_common.web import forms
from showoff_common.web.problems import INVALID

_NO_SUCH_FORMAT: Final[dict[int | str, dict[str, Any]]] = {422: {"description": "No such format"}}
_REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    status: {"description": HTTPStatus(status).phrase} for status in (400, 413, 415, 422)
}


_MOST_BYTES: Final = 64 * 2**20
"""Of pictures in one file: they are held in memory, twice while it is written."""


class RenderForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reading: Json[ToRender] = Field(description="What was read: name and pages, as JSON.")
    image: UploadFile | None = Field(
        default=None, description="The picture of its one page; needed for pdf, else left out."
    )


def create_blueprint(history: History, files: PictureFiles) -> APIBlueprint:
    blueprint = APIBlueprint("formats", __name__, tag="formats", url_prefix="/api")
    blueprint.register_error_handler(Unavailable, away(routes.HISTORY_AWAY))

    @blueprint.get("/image/<image_id>/<format>")
    @blueprint.input(FormatOfImage, location="path")
    @blueprint.input(TogetherQuery, location="query")
    @blueprint.doc(
        summary="What a picture says, in a format",
        description="The latest corrections included.",
        responses=FORMAT_RESPONSES | _NO_SUCH_FORMAT,
    )
    def kept(
        image_id: str, path_data: FormatOfImage, query_data: TogetherQuery, **_: str
    ) -> BaseResponse:
        entries = [find(history, one) for one in (image_id, *query_data.ids)]
        response = _response(_kept(entries, path_data.format, files), image_id)
        # It may be corrected or deleted: asked for each time, it is confirmed by its ETag.
        response.cache_control.private, response.cache_control.no_cache = True, True
        response.add_etag()
        return response.make_conditional(request)

    @blueprint.post("/render/<format>")
    @forms.multipart(RenderForm, "-F reading=<reading.json -F image=@picture.jpg")
    @blueprint.input(FormatPath, location="path")
    @blueprint.input(RenderForm, location="files")
    @blueprint.doc(
        summary="A reading in a format; nothing is kept",
        responses={200: FORMAT_RESPONSES[200], **_REFUSED},
    )
    def rendered(path_data: FormatPath, files_data: RenderForm, **_: str) -> Response:
        reading, form = files_data.reading, path_data.format
        pictures = []
        if form == "pdf":
            if files_data.image is None or len(reading.pages) > 1:
                raise Problem(
                    HTTPStatus.UNPROCESSABLE_ENTITY, INVALID, "image: a pdf needs one, of one page."
                )
            pictures = [files_data.image.read()]
        name = "".join(filter(str.isprintable, reading.name))
        return _response(_rendered(reading, form, pictures), name)

    return blueprint


def _kept(entries: Sequence[Entry], form: FormatName, files: PictureFiles) -> Rendered:
    """All of them in one file, a page each."""
    shown = [detail(entry) for entry in entries]
    pictures = _pictures(entries, files) if form == "pdf" else []
    pages = [page_of(one, number) for number, one in enumerate(shown, 1)]
    reading = ToRender.model_construct(name=shown[0].id, pages=pages)
    rendered = _rendered(reading, form, pictures, shown[0].created)
    if form == "text":  # a correction of the whole may say what no line does
        whole = "\f".join(one.text for one in shown)
        return Rendered(whole.encode(), rendered.media_type, rendered.suffix)
    return rendered


def _pictures(entries: Sequence[Entry], files: PictureFiles) -> list[bytes]:
    paths = [path_of(entry.image, files) for entry in entries]
    if len(paths) > 1 and sum(map(files.size, paths)) > _MOST_BYTES:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "Too large together",
            f"At most {_MOST_BYTES >> 20} MiB of pictures go into one file; ask for fewer.",
        )
    return [files.read(path) for path in paths]


def _rendered(
    reading: ToRender,
    form: FormatName,
    pictures: Sequence[bytes],
    created: datetime | None = None,
) -> Rendered:
    if not pictures:
        return render(reading.name, reading.pages, form, created=created)
    with BUDGET.hold(max(map(_pixels, pictures))):  # they are decoded one by one
        return render(reading.name, reading.pages, form, pictures=pictures, created=created)


def _pixels(picture: bytes) -> int:
    """To be decoded; a JPEG goes into a PDF as it is."""
    header = read_header(picture, LIMITS)
    return 0 if header.media_type == "image/jpeg" else header.width * header.height


def _response(rendered: Rendered, name: str) -> Response:
    charset = "; charset=utf-8" if rendered.media_type.startswith("text/") else ""
    response = Response(rendered.content, content_type=rendered.media_type + charset)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{rendered.suffix}")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
