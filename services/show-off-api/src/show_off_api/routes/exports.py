"""GET /images/{id}/{form}: what is kept of a picture, in the forms that other programs take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final

from apiflask import APIBlueprint
from flask import Response

from show_off_api.access import guard
from show_off_api.exports.alto import alto
from show_off_api.exports.hocr import hocr
from show_off_api.exports.page_xml import page_xml
from show_off_api.exports.placed import place
from show_off_api.upstream.storage import HistoryService
from showoff_common.contracts.history import Detail

_STATUSES: Final = [
    *guard.REFUSALS,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
]


@dataclass(frozen=True)
class Form:
    """A form to take a reading along in."""

    summary: str
    media_type: str
    suffix: str
    write: Callable[[Detail], bytes]


FORMS: Final[Mapping[str, Form]] = {
    "text": Form("The text alone", "text/plain", "txt", lambda detail: detail.text.encode()),
    "hocr": Form("hOCR 1.2", "text/html", "hocr", lambda detail: hocr(place(detail))),
    "alto": Form("ALTO 4.4", "application/xml", "alto.xml", lambda detail: alto(place(detail))),
    "page": Form(
        "PAGE 2019", "application/xml", "page.xml", lambda detail: page_xml(place(detail))
    ),
}


def create_blueprint(history: HistoryService) -> APIBlueprint:
    blueprint = APIBlueprint("exports", __name__, tag="images", url_prefix="/images")
    for name, form in FORMS.items():
        _add(blueprint, history, name, form)
    return blueprint


def _add(blueprint: APIBlueprint, history: HistoryService, name: str, form: Form) -> None:
    content = {form.media_type: {"schema": {"type": "string"}}}
    responses: dict[int | str, dict[str, Any]] = {
        status.value: {"description": status.phrase} for status in map(HTTPStatus, _STATUSES)
    }
    responses[HTTPStatus.OK.value] = {"description": form.summary, "content": content}

    @blueprint.get(f"/<image_id>/{name}", endpoint=name)
    @blueprint.doc(
        summary=f"What a picture says: {form.summary}",
        description="The latest corrections included.",
        responses=responses,
    )
    def export(image_id: str) -> Response:
        content = form.write(history.show(image_id))
        response = Response(content, content_type=f"{form.media_type}; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{image_id}.{form.suffix}"'
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
