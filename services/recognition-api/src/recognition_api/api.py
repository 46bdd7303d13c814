"""The route of recognition-api and what travels over it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Final

import numpy as np
from apiflask import APIBlueprint
from apiflask.fields import UploadFile
from flask import request
from numpy.typing import NDArray
from prometheus_client import Counter
from pydantic import BaseModel, Field, Json

from recognition_api.extraction import Wanted, extract, extract_crops
from recognition_api.recognizer import Recognizer
from showoff_common.contracts.lines import Quad
from showoff_common.contracts.texts import ExtractedTexts
from showoff_common.errors import Problem
from showoff_common.pictures import pixels
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import read_header
from showoff_common.web import caller, forms
from showoff_common.web.problems import INVALID
from showoff_common.work.admission import Admission
from showoff_common.work.deadline import Deadline
from showoff_common.work.pixel_budget import PixelBudget

_UNKNOWN: Final = Counter(
    "showoff_lines_unknown_script", "Lines in letters that the recogniser doesn't know."
)
_NUMBERED = re.compile(r"image([0-9]{1,6})")
_EXAMPLE = "-F image1=@line.png, or -F image=@page.png -F boxes='[[[0,0],[90,0],[90,30],[0,30]]]'"


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
    pixels: PixelBudget
    limits: PictureLimits
    max_lines: int


def create_blueprint(extraction: Extraction) -> APIBlueprint:
    blueprint = APIBlueprint("recognition", __name__, tag="recognition")

    @blueprint.post("/extract")
    @forms.multipart(ExtractForm, _EXAMPLE, _NUMBERED)
    @blueprint.input(ExtractForm, location="files")
    @blueprint.output(ExtractedTexts)
    @blueprint.doc(summary="What lines of text say", responses=[400, 413, 415, 422, 503, 504])
    def extract_texts(files_data: ExtractForm) -> ExtractedTexts:
        deadline = caller.deadline()
        if files_data.image is not None:
            return _counted(_read_boxes(extraction, files_data, deadline))
        if files_data.boxes is not None:
            raise _invalid("image: needed beside boxes, which say where its lines are.")
        return _counted(_read_crops(extraction, files_data.wanted, deadline))

    return blueprint


def _counted(texts: ExtractedTexts) -> ExtractedTexts:
    _UNKNOWN.inc(texts.scripts.count("unknown"))
    return texts


def _read_boxes(extraction: Extraction, form: ExtractForm, deadline: Deadline) -> ExtractedTexts:
    if form.image is None or form.boxes is None:
        raise _invalid("boxes: needed beside image, to say where its lines are.")
    if _numbered():
        raise _invalid("Send either image and boxes or image1, image2 and so on.")
    _check_count(form.boxes, extraction.max_lines)
    data = form.image.read()
    if not form.boxes:  # no need to decode: what is asked for is the model's version
        read_header(data, extraction.limits)
        return extract_crops(extraction.recognizer, [], form.wanted)
    with _room(extraction, [data], deadline):
        image = pixels.decode(data, extraction.limits, "L")
        deadline.check()
        colours = partial(pixels.decode, data, extraction.limits)
        return extract(extraction.recognizer, image, form.boxes, form.wanted, colours)


def _read_crops(extraction: Extraction, wanted: Wanted, deadline: Deadline) -> ExtractedTexts:
    if not (numbered := _numbered()):
        raise Problem(
            HTTPStatus.BAD_REQUEST,
            "No picture",
            "Send multipart fields image1, image2 and so on, or image and boxes.",
        )
    _check_count(numbered, extraction.max_lines)
    encoded = [request.files[name].read() for name in numbered]
    with _room(extraction, encoded, deadline):
        crops: list[NDArray[np.uint8]] = [
            pixels.decode(data, extraction.limits, "L") for data in encoded
        ]
        deadline.check()
        return extract_crops(extraction.recognizer, crops, wanted)


def _numbered() -> list[str]:
    """The fields of cut out lines, by their numbers."""
    matches = [match for name in request.files if (match := _NUMBERED.fullmatch(name))]
    return [match[0] for match in sorted(matches, key=lambda match: int(match[1]))]


@contextmanager
def _room(extraction: Extraction, encoded: Sequence[bytes], deadline: Deadline) -> Iterator[None]:
    """A slot, and room for the pixels of all pictures of a request together.

    Raises:
        Problem: They are no pictures, or more than is read; or there is no room in time.
    """
    headers = [read_header(data, extraction.limits) for data in encoded]
    size = sum(header.width * header.height for header in headers)
    if size > extraction.limits.max_pixels:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "Picture too large",
            f"{size} pixels in all pictures together; at most {extraction.limits.max_pixels} "
            "are read in one request.",
        )
    with (
        extraction.admission.admit(deadline, patient=caller.is_patient()),
        extraction.pixels.hold(size, deadline),
    ):
        yield


def _invalid(detail: str) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, INVALID, detail)


def _check_count(lines: Sequence[object], most: int) -> None:
    if len(lines) > most:
        raise Problem(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            "Too many lines",
            f"{len(lines)} lines; at most {most} are read in one request.",
        )
