"""POST /correct-text: what a person says it reads."""

from apiflask import APIBlueprint
from pydantic import BaseModel, Field

from show_off_api.access import guard
from show_off_api.outbox.events import Outbox, keep_correction
from showoff_common.messaging.events import (
    CorrectedLine,
    ImageId,
    Text,
)


class CorrectionForm(BaseModel):
    id: ImageId = Field(description="The picture's id, as POST /read gave it.")
    text: Text = Field(description="All of the text, corrected.")
    lines: list[CorrectedLine] = Field(
        default=[], max_length=10_000, description="The lines that were corrected, if known."
    )


class CorrectionAnswer(BaseModel):
    """Accepted: it will be stored, and the latest wins."""

    id: str


def create_blueprint(outbox: Outbox) -> APIBlueprint:
    blueprint = APIBlueprint("correct", __name__, tag="correct")

    @blueprint.post("/correct-text")
    @blueprint.input(CorrectionForm)
    @blueprint.output(CorrectionAnswer, status_code=202)
    @blueprint.doc(
        summary="Correct the text of a picture",
        description="Also of one that is not stored yet: a correction may come first.",
        responses=[400, *guard.REFUSALS, 413, 422, 503],
    )
    def correct(json_data: CorrectionForm) -> CorrectionAnswer:
        keep_correction(outbox, json_data.id, json_data.text, json_data.lines)
        return CorrectionAnswer(id=json_data.id)

    return blueprint
