"""The routes of detection-api and what travels over them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from apiflask import APIBlueprint
from apiflask.fields import UploadFile
from flask import Response
from pydantic import BaseModel, ConfigDict, Field, RootModel

from detection_api.detector import Detector
from detection_api.lines import TextLines
from detection_api.page import find_page
from detection_api.turns import turned, turned_back
from showoff_common.contracts.lines import FoundLines
from showoff_common.pictures import pixels
from showoff_common.pictures.limits import PictureLimits
from showoff_common.pictures.opening import PictureHeader, read_header
from showoff_common.pictures.regions import Region, RegionField
from showoff_common.pictures.turns import TurnField
from showoff_common.web import caller, forms
from showoff_common.work.admission import Admission
from showoff_common.work.deadline import Deadline
from showoff_common.work.pixel_budget import PixelBudget

MODEL_HEADER = "Model-Version"
ERRORS = [400, 413, 415, 422, 503, 504]
_EXAMPLE = "-F image=@picture.jpg"


class PictureForm(BaseModel):
    """A picture, and the part of it to search."""

    model_config = ConfigDict(extra="forbid")

    image: UploadFile = Field(description="One whole picture.")
    roi: RegionField | None = Field(
        default=None, description="Search only here; answers are in pixels of the whole picture."
    )


class TurnedForm(PictureForm):
    """The same, searched as turned by the caller."""

    turn: TurnField = 0


class Point(BaseModel):
    """Pixels of the displayed picture, origin top left."""

    axis_x: float
    axis_y: float


class Line(BaseModel):
    """A line of text as a quadrilateral."""

    ord_num: int = Field(description="From 0, by the height of the top left corner.")
    points: list[Point] = Field(
        min_length=4, max_length=4, description="Clockwise from the top left of the text."
    )
    probability: float = Field(ge=0, le=1)


Lines = RootModel[list[Line]]


class MinimalBox(BaseModel):
    """The upright rectangle around a line of text, within the picture."""

    start_x: int
    start_y: int
    width: int
    height: int


MinimalBoxes = RootModel[list[MinimalBox]]


@dataclass(frozen=True)
class Detection:
    """What the routes work with."""

    detector: Detector
    admission: Admission
    pixels: PixelBudget
    limits: PictureLimits

    def find(self, form: TurnedForm) -> tuple[TextLines, tuple[int, int]]:
        """Lines from top to bottom, and the width and height of the whole picture.

        Raises:
            Problem: The picture or the region is no good, or too many are being served.
        """
        deadline, data = caller.deadline(), form.image.read()
        header = read_header(data, self.limits)
        with self._room(header, deadline):
            image = pixels.decode(data, self.limits)
            height, width = image.shape[:2]
            roi = (form.roi or Region(0, 0, width, height)).within(width, height)
            part = image[roi.y : roi.y + roi.height, roi.x : roi.x + roi.width]
            deadline.check()
            lines = self.detector.detect(turned(part, form.turn))
            lines = turned_back(lines, form.turn, roi.width, roi.height)
        points = lines.points + np.array([roi.x, roi.y], np.float32)
        order = np.lexsort((points[:, 0, 0], points[:, 0, 1]))
        return TextLines(points[order], lines.scores[order]), (width, height)

    def find_page(self, form: PictureForm) -> FoundLines:
        """Lines in reading order, whichever way up the picture stands; raises as `find`."""
        deadline, data = caller.deadline(), form.image.read()
        header = read_header(data, self.limits)
        with self._room(header, deadline):
            image = pixels.decode(data, self.limits)
            deadline.check()
            page = find_page(self.detector, image, form.roi)
        return page.as_answer(header, self.detector.version)

    @contextmanager
    def _room(self, header: PictureHeader, deadline: Deadline) -> Iterator[None]:
        """A slot, and room for the picture's pixels; what is no picture waits for neither."""
        size = header.width * header.height
        patient = caller.is_patient()
        with self.admission.admit(deadline, patient=patient), self.pixels.hold(size, deadline):
            yield


def create_blueprint(detection: Detection) -> APIBlueprint:
    blueprint = APIBlueprint("detection", __name__, tag="detection")

    @blueprint.post("/lines")
    @forms.multipart(PictureForm, _EXAMPLE)
    @blueprint.input(PictureForm, location="files")
    @blueprint.output(FoundLines)
    @blueprint.doc(
        summary="The lines of text in reading order, whichever way up they stand", responses=ERRORS
    )
    def lines(files_data: PictureForm) -> FoundLines:
        return detection.find_page(files_data)

    @blueprint.post("/boxes")
    @forms.multipart(TurnedForm, _EXAMPLE)
    @blueprint.input(TurnedForm, location="files")
    @blueprint.output(Lines)
    @blueprint.doc(summary="Where the lines of text are", responses=ERRORS)
    def boxes(files_data: TurnedForm) -> Lines:
        lines, _ = detection.find(files_data)
        answer: list[Line] = []
        for corners, score in zip(lines.points.tolist(), lines.scores.tolist(), strict=True):
            points = [Point(axis_x=round(x, 2), axis_y=round(y, 2)) for x, y in corners]
            answer.append(Line(ord_num=len(answer), points=points, probability=round(score, 4)))
        return Lines(answer)

    @blueprint.post("/minimal-boxes")
    @forms.multipart(TurnedForm, _EXAMPLE)
    @blueprint.input(TurnedForm, location="files")
    @blueprint.output(MinimalBoxes)
    @blueprint.doc(summary="The upright rectangles around the lines of text", responses=ERRORS)
    def minimal_boxes(files_data: TurnedForm) -> MinimalBoxes:
        lines, size = detection.find(files_data)
        low = np.clip(np.floor(lines.points.min(1)), 0, size).astype(int)
        high = np.clip(np.ceil(lines.points.max(1)), 0, size).astype(int)
        boxes = zip(low.tolist(), (high - low).tolist(), strict=True)
        return MinimalBoxes(
            [
                MinimalBox(start_x=x, start_y=y, width=width, height=height)
                for (x, y), (width, height) in boxes
            ]
        )

    @blueprint.after_request
    def name_model(response: Response) -> Response:
        response.headers[MODEL_HEADER] = detection.detector.version
        return response

    return blueprint
