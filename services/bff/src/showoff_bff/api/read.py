"""POST /read: a picture in, its text out."""

from collections.abc import Callable
from dataclasses import dataclass

from apiflask import APIBlueprint
from apiflask.fields import UploadFile
from pydantic import BaseModel, ConfigDict, Field

from showoff_bff import guard
from showoff_bff.model_services import Detection, Picture, Recognition
from showoff_bff.reading import Reading, read
from showoff_common import caller
from showoff_common.admission import Admission
from showoff_common.messages import new_image_id
from showoff_common.pictures import PictureLimits, read_header
from showoff_common.regions import RegionField
from showoff_common.telemetry import current_trace_id


class ReadForm(BaseModel):
    image: UploadFile = Field(
        description="JPEG, PNG, WebP, TIFF, BMP, GIF (its first frame) or HEIC."
    )
    roi: RegionField | None = Field(
        default=None,
        description="Read only this part: x,y,width,height in pixels of the displayed picture.",
    )


class _Answer(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class BoxAnswer(_Answer):
    start_x: int
    start_y: int
    width: int
    height: int


class LineAnswer(_Answer):
    text: str
    confidence: float = Field(description="Probability that all of the line is right, 0 to 1.")
    points: list[tuple[float, float]] = Field(
        description="Four corners in pixels of the displayed picture, clockwise from the top left "
        "of the text's own direction."
    )
    box: BoxAnswer = Field(description="The upright rectangle around the line.")


class ModelAnswer(BaseModel):
    detection: str
    recognition: str


class ReadAnswer(BaseModel):
    """What a picture says."""

    id: str = Field(description="Under which the picture is kept.")
    text: str = Field(description="All of it: a row a line, paragraphs parted by an empty line.")
    width: int = Field(description="Of the displayed picture, in pixels.")
    height: int
    lines: list[LineAnswer] = Field(description="In reading order.")
    model: ModelAnswer = Field(description="Versions of the models that read it.")
    trace_id: str | None


@dataclass(frozen=True)
class Reader:
    """What the route works with.

    Attributes:
        keep: Stores what was read under an id, durably, before the answer is given; it raises a
            Problem where it cannot.
        check_room: Tells early, before the work of reading, whether so many bytes could be
            stored; it raises a Problem where not.
    """

    detection: Detection
    recognition: Recognition
    admission: Admission
    limits: PictureLimits
    read_seconds: float
    keep: Callable[[str, Picture, Reading], None]
    check_room: Callable[[int], None]


def create_blueprint(reader: Reader) -> APIBlueprint:
    blueprint = APIBlueprint("read", __name__, tag="read")

    @blueprint.post("/read")
    @blueprint.input(ReadForm, location="files")
    @blueprint.output(ReadAnswer)
    @blueprint.doc(
        summary="Read the text in a picture",
        responses=[400, *guard.REFUSALS, 413, 415, 429, 502, 503, 504],
    )
    def read_picture(files_data: ReadForm) -> ReadAnswer:
        data = files_data.image.read()
        picture = Picture(data, read_header(data, reader.limits))
        reader.check_room(len(data))
        deadline = caller.deadline(at_most=reader.read_seconds)
        with reader.admission.admit(deadline):
            reading = read(picture, files_data.roi, reader.detection, reader.recognition, deadline)
        image_id = new_image_id()
        reader.keep(image_id, picture, reading)
        return _answer(image_id, picture, reading)

    return blueprint


def _answer(image_id: str, picture: Picture, reading: Reading) -> ReadAnswer:
    return ReadAnswer(
        id=image_id,
        text=reading.text,
        width=picture.header.width,
        height=picture.header.height,
        lines=[LineAnswer.model_validate(line) for line in reading.lines],
        model=ModelAnswer(detection=reading.detection_model, recognition=reading.recognition_model),
        trace_id=current_trace_id(),
    )
