"""The routes of formats: what is kept of a picture, or a reading that is sent, as a file."""

from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from apiflask import APIBlueprint
from apiflask.fields import UploadFile
from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field, Json
from werkzeug.wrappers import Response as BaseResponse

from image_api.api import find, path_of, unavailable_answers_503
from image_api.files import PictureFiles
from image_api.history import Entry, History
from image_api.rendition import BUDGET, LIMITS
from image_api.view import detail, page_of
from showoff_common.contracts.formats import (
    FORMAT_RESPONSES,
    FormatName,
    FormatOfImage,
    FormatPath,
    ToRender,
)
from showoff_common.errors import Problem
from showoff_common.formats import Rendered, render
from showoff_common.pictures.opening import read_header
from showoff_common.web import forms
from showoff_common.web.problems import INVALID

_NO_SUCH_FORMAT: Final[dict[int | str, dict[str, Any]]] = {422: {"description": "No such format"}}
_REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    status: {"description": HTTPStatus(status).phrase} for status in (400, 413, 415, 422)
}


class RenderForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reading: Json[ToRender] = Field(description="What was read: name and pages, as JSON.")
    image: UploadFile | None = Field(
        default=None, description="The picture of its one page; needed for pdf, else left out."
    )


def create_blueprint(history: History, files: PictureFiles) -> APIBlueprint:
    blueprint = APIBlueprint("formats", __name__, tag="formats", url_prefix="/api")

    @blueprint.get("/image/<image_id>/<format>")
    @blueprint.input(FormatOfImage, location="path")
    @blueprint.doc(
        summary="What a picture says, in a format",
        description="The latest corrections included.",
        responses=FORMAT_RESPONSES | _NO_SUCH_FORMAT,
    )
    def kept(image_id: str, path_data: FormatOfImage, **_: str) -> BaseResponse:
        entry, form = find(history, image_id), path_data.format
        response = _response(_kept(entry, form, files), image_id)
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
        picture = None
        if form == "pdf":
            if files_data.image is None or len(reading.pages) > 1:
                raise Problem(
                    HTTPStatus.UNPROCESSABLE_ENTITY, INVALID, "image: a pdf needs one, of one page."
                )
            picture = files_data.image.read()
        name = "".join(filter(str.isprintable, reading.name))
        return _response(_rendered(reading, form, picture), name)

    return blueprint


def _kept(entry: Entry, form: FormatName, files: PictureFiles) -> Rendered:
    shown, picture = detail(entry), None
    if form == "pdf":
        with unavailable_answers_503():
            picture = files.read(path_of(entry.image, files))
    reading = ToRender.model_construct(name=shown.id, pages=[page_of(shown)])
    rendered = _rendered(reading, form, picture, shown.created)
    if form == "text":  # a correction of the whole may say what no line does
        return Rendered(shown.text.encode(), rendered.media_type, rendered.suffix)
    return rendered


def _rendered(
    reading: ToRender, form: FormatName, picture: bytes | None, created: datetime | None = None
) -> Rendered:
    if picture is None:
        return render(reading.name, reading.pages, form, created=created)
    header = read_header(picture, LIMITS)
    # A JPEG goes into a PDF without being decoded.
    pixels = 0 if header.media_type == "image/jpeg" else header.width * header.height
    with BUDGET.hold(pixels):
        return render(reading.name, reading.pages, form, pictures=[picture], created=created)


def _response(rendered: Rendered, name: str) -> Response:
    charset = "; charset=utf-8" if rendered.media_type.startswith("text/") else ""
    response = Response(rendered.content, content_type=rendered.media_type + charset)
    response.headers.set("Content-Disposition", "attachment", filename=f"{name}.{rendered.suffix}")
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
