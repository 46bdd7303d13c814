"""POST /correct-text: what a person says it reads."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from apiflask import APIBlueprint
from flask import request

from show_off_api.access import guard
from show_off_api.outbox.events import Outbox, keep_correction
from showoff_common.contracts.corrections import CorrectionAnswer, CorrectionForm, must_be_kept
from showoff_common.errors import Problem
from showoff_common.web import forms

_MOST_BYTES: Final = 2 * 2**20
"""100,000 characters of text, however they are escaped, once as a whole and once as lines."""


def create_blueprint(
    outbox: Outbox, is_deleted: Callable[[str], bool], *, gold: bool
) -> APIBlueprint:
    """The route.

    Args:
        outbox: Takes corrections.
        is_deleted: Whether a picture is known to be deleted; False where that is not known now.
        gold: Whether corrected lines may be kept.
    """
    blueprint = APIBlueprint("correct", __name__, tag="correct")

    @blueprint.before_request
    def bound() -> None:
        largest = request.max_content_length
        request.max_content_length = min(largest or _MOST_BYTES, _MOST_BYTES)

    @blueprint.post("/correct-text")
    @forms.json()
    @blueprint.input(CorrectionForm)
    @blueprint.output(CorrectionAnswer, status_code=202)
    @blueprint.doc(
        summary="Correct the text of a picture",
        description="Also of one that is not stored yet: a correction may come first. One that was "
        "deleted is answered with 410, as far as that is known at the time.",
        responses=[400, *guard.REFUSALS, 410, 413, 415, 422, 429, 503],
    )
    def correct(json_data: CorrectionForm) -> CorrectionAnswer:
        must_be_kept(json_data, gold=gold)
        if is_deleted(json_data.id):
            raise Problem(
                HTTPStatus.GONE,
                "Picture deleted",
                "This picture was deleted; its text can't be corrected any more.",
            )
        keep_correction(outbox, json_data, guard.holder())
        return CorrectionAnswer(id=json_data.id)

    return blueprint
