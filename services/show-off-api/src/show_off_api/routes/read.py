"""POST /read: a picture in, its text out."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Final

from apiflask import APIBlueprint
from apiflask.fields import UploadFile
from flask import Response
from pydantic import BaseModel, ConfigDict, Field

from show_off_api.access import guard
from show_off_api.reading import Detection, ReadPicture, Recognition, read
from show_off_api.routes import read_format, read_stages
from show_off_api.routes.read_answer import as_text, wanted
from showoff_common.contracts.reads import (
    OTHER_CONTENT,
    BoxAnswer,
    LineAnswer,
    ModelAnswer,
    ReadAnswer,
    ReadQuery,
    WordAnswer,
)
from showoff_common.messaging.events import new_image_id
from showoff_common.pictures.regions import RegionField
from showoff_common.reading import Line, between
from showoff_common.telemetry.trace_id import current_trace_id
from showoff_common.web import caller, forms
from showoff_common.work.admission import Admission
from showoff_common.work.deadline import Deadline
from showoff_common.work.progress import ProgressCallback, Step, ignore_progress

_REFUSALS: Final = {
    status: HTTPStatus(status).phrase
    for status in (400, *guard.REFUSALS, 406, 413, 415, 429, 502, 503, 504)
}


class ReadForm(BaseModel):
    model_config = ConfigDict(extra="forbid")

    image: UploadFile = Field(
        description="JPEG, PNG, WebP, TIFF, BMP, GIF (its first frame) or HEIC."
    )
    roi: RegionField | None = Field(
        default=None,
        description="Read only this part: x,y,width,height in pixels of the displayed picture.",
    )
    words: bool = Field(default=False, description="Whether to tell the words of each line.")
    letters: bool = Field(
        default=False, description="Whether to tell the letters of each line that may be others."
    )
    keep: bool = Field(
        default=True, description="Whether to keep the picture and what it says, under the id."
    )


@dataclass(frozen=True)
class Reader:
    """What the route works with.

    Attributes:
        keep: Stores a picture that was read under an id, durably, before the answer is given; it
            raises a Problem where it cannot.
        check_room: Tells early, before the work of reading, whether so many bytes could be
            stored; it raises a Problem where not.
        render: Renders what was read in a format.
    """

    detection: Detection
    recognition: Recognition
    admission: Admission
    read_seconds: float
    keep: Callable[[str, ReadPicture], None]
    check_room: Callable[[int], None]
    render: read_format.Render


def create_blueprint(reader: Reader) -> APIBlueprint:
    blueprint = APIBlueprint("read", __name__, tag="read")

    @blueprint.post("/read")
    @forms.multipart(ReadForm, "-F image=@picture.jpg", query=ReadQuery)
    @blueprint.input(ReadQuery, location="query")
    @blueprint.input(ReadForm, location="files")
    @blueprint.output(ReadAnswer)
    @blueprint.doc(
        summary="Read the text in a picture",
        description="Asked with `Accept: application/x-ndjson`, it tells how far it has come, a "
        "line of JSON each; what fails after that is its last line. Asked for "
        "another format, by `format` or by its media type in `Accept`, it answers that, and "
        "Content-Location tells where it is kept. Where it can't be rendered, the 503 tells so, "
        "too: the picture is kept, and need not be sent again.",
        responses={200: OTHER_CONTENT, **_REFUSALS},  # type: ignore[arg-type] # it takes both
    )
    def read_picture(query_data: ReadQuery, files_data: ReadForm) -> ReadAnswer | Response:
        form = wanted(query_data.format)
        data = files_data.image.read()
        if files_data.keep:
            reader.check_room(len(data))
        deadline = caller.deadline(at_most=reader.read_seconds)
        work = partial(_read, reader, data, files_data, deadline)
        if form is None:
            return read_stages.answer_in_stages(lambda report: _answer(*work(report), files_data))
        image_id, picture = work(ignore_progress)
        if form == "json":
            return _answer(image_id, picture, files_data)
        if form == "text":
            return as_text(image_id if files_data.keep else None, picture.reading.text)
        return read_format.answer_in(form, image_id, picture, reader.render, kept=files_data.keep)

    return blueprint


def _read(
    reader: Reader,
    data: bytes,
    form: ReadForm,
    deadline: Deadline,
    report: ProgressCallback,
) -> tuple[str, ReadPicture]:
    """The whole read and its id; what is to be kept is kept before it is answered."""
    with reader.admission.admit(deadline, lambda before: report(Step("waiting", before=before))):
        picture = read(data, form.roi, reader.detection, reader.recognition, deadline, report)
    image_id = new_image_id()
    if form.keep:
        reader.keep(image_id, picture)
    return image_id, picture


def _answer(image_id: str, picture: ReadPicture, form: ReadForm) -> ReadAnswer:
    reading = picture.reading
    return ReadAnswer(
        id=image_id,
        text=reading.text,
        width=picture.width,
        height=picture.height,
        pages=picture.pages,
        larger_helps=reading.larger_helps,
        lines=[_line(line, form) for line in reading.lines],
        model=ModelAnswer(detection=reading.detection_model, recognition=reading.recognition_model),
        trace_id=current_trace_id(),
    )


def _line(line: Line, form: ReadForm) -> LineAnswer:
    return LineAnswer(
        text=line.text,
        confidence=line.confidence,
        points=list(line.points),
        box=BoxAnswer.model_validate(line.box),
        script=line.script,
        words=_words(line) if form.words else None,
        letters=None if line.letters is None or not form.letters else list(line.letters),
    )


def _words(line: Line) -> list[WordAnswer] | None:
    if line.words is None:
        return None
    return [
        WordAnswer(
            text=word.text,
            confidence=word.confidence,
            points=list(between(line.points, word.start, word.end)),
        )
        for word in line.words
    ]
