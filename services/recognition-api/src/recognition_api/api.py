"""The route of recognition-api and what travels over it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

import numpy as np
from apiflask import APIBlueprint
from apiflask.fields import UploadFile
from flask import request
from numpy.typing import NDArray
from pydantic import BaseModel, Field, Json

from recognition_api.extraction import Wanted, extract, extract_crops
from recognition_api.recognizer import Recognizer
from showoff_common.contracts.lines import Quad
from showoff_common.contracts.texts import ExtractedTexts
from showoff_common.errors import Problem
from showoff_common.pictures import pixels
from showoff_common.pictures.limits import PictureLimits
from showoff_common.web import caller
from showoff_common.work.admission import Admission
from showoff_common.work.deadline import Deadline

_NUMBERED = re.compile(r"image(\d{1,6})")


class ExtractForm(BaseModel):
    """Either one picture and its lines, or lines already cut out: `image1` to `imageN`."""

    image: UploadFile | None = Field(default=None, description="One whole picture.")
    boxes: Json[list[Quad]] | None = Field(
        default=None,
        description="The lines in `image`: JSON [[[x, y] x 4] x N], pixels of the displayed "
        "picture, clockwise from the top left of the text's direction.",
    )
    image1: UploadFile | None = Field(
        default=None, description="A picture of one line; so are image2, image3 and so on."
    )
    words: bool = Field(default=False, description="Whether to tell the words of each line.")
    letters: bool = Field(
        default=False, description="Whether to tell the doubtful letters of each line."
    )

    @property
    def wanted(self) -> Wanted:
        return Wanted(self.words, self.letters)


@dataclass(frozen=True)
class Extraction:
    """What the route works with."""

    recognizer: Recognizer
    admission: Admission
    limits: PictureLimits
    max_lines: int


def create_blueprint(extraction: Extraction) -> APIBlueprint:
    blueprint = APIBlueprint("recognition", __name__, tag="recognition")

    @blueprint.post("/extract")
    @blueprint.input(ExtractForm, location="files")
    @blueprint.output(ExtractedTexts)
    @blueprint.doc(summary="What lines of text say", responses=[400, 413, 415, 422, 503])
    def extract_texts(files_data: ExtractForm) -> ExtractedTexts:
        deadline = caller.deadline()
        with extraction.admission.admit(deadline):
            if files_data.image is not None:
                return _read_boxes(extraction, files_data, deadline)
            return _read_crops(extraction, files_data.wanted, deadline)

    return blueprint


def _read_boxes(extraction: Extraction, form: ExtractForm, deadline: Deadline) -> ExtractedTexts:
    if form.image is None or form.boxes is None:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "Input does not fit the schema",
            "boxes: needed beside image, to say where its lines are.",
        )
    _check_count(form.boxes, extraction.max_lines)
    image = pixels.decode(form.image.read(), extraction.limits, "L")
    deadline.check()
    return extract(extraction.recognizer, image, form.boxes, form.wanted)


def _read_crops(extraction: Extraction, wanted: Wanted, deadline: Deadline) -> ExtractedTexts:
    numbered = sorted(
        (int(match[1]), name) for name in request.files if (match := _NUMBERED.fullmatch(name))
    )
    if not numbered:
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            "No picture",
            "Send multipart fields image1, image2 and so on, or image and boxes.",
        )
    _check_count(numbered, extraction.max_lines)
    crops: list[NDArray[np.uint8]] = [
        pixels.decode(request.files[name].read(), extraction.limits, "L") for _, name in numbered
    ]
    deadline.check()
    return extract_crops(extraction.recognizer, crops, wanted)


def _check_count(lines: Sequence[object], most: int) -> None:
    if len(lines) > most:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "Too many lines",
            f"{len(lines)} lines; at most {most} are read in one request.",
        )
