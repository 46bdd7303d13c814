"""GET /images and what belongs to them: the history, passed on from image-api."""

from apiflask import APIBlueprint
from flask import Response

from show_off_api.routes.passing_on import DESCRIBED, REFUSALS, pass_on
from show_off_api.upstream.image_api import ImageApi, image_path
from showoff_common.contracts.formats import FORMAT_RESPONSES, FormatOfImage, TogetherQuery
from showoff_common.contracts.history import PICTURE_RESPONSES, Detail, FileQuery, Page, PageQuery


def create_blueprint(image_api: ImageApi) -> APIBlueprint:
    blueprint = APIBlueprint("images", __name__, tag="images", url_prefix="/images")

    @blueprint.get("")
    @blueprint.input(PageQuery, location="query")
    @blueprint.output(Page)
    @blueprint.doc(summary="The pictures kept, newest first", responses=[*REFUSALS, 422])
    def page(**_: object) -> Response:
        return pass_on(image_api, "/api/image")

    @blueprint.get("/<image_id>")
    @blueprint.output(Detail)
    @blueprint.doc(
        summary="A picture with all that is known about it",
        responses=[*REFUSALS, 404],
    )
    def show(image_id: str) -> Response:
        return pass_on(image_api, image_path(image_id))

    @blueprint.get("/<image_id>/file")
    @blueprint.input(FileQuery, location="query")
    @blueprint.doc(
        summary="The picture itself, as it was sent, but for where it was taken, or as a JPEG",
        responses=PICTURE_RESPONSES | DESCRIBED,
    )
    def file(image_id: str, **_: object) -> Response:
        return pass_on(image_api, image_path(image_id, "file"))

    @blueprint.get("/<image_id>/<format>")
    @blueprint.input(FormatOfImage, location="path")
    @blueprint.input(TogetherQuery, location="query")
    @blueprint.doc(
        summary="What a picture says, in a format that other programs take",
        description="The latest corrections included. In CSV an apostrophe stands before what a "
        "spreadsheet would take for a formula.",
        responses=FORMAT_RESPONSES | DESCRIBED | {422: {"description": "No such format"}},
    )
    def give(image_id: str, path_data: FormatOfImage, **_: object) -> Response:
        return pass_on(image_api, image_path(image_id, path_data.format))

    @blueprint.delete("/<image_id>")
    @blueprint.output({}, status_code=204)
    @blueprint.doc(summary="Delete a picture and all about it", responses=[*REFUSALS, 404])
    def remove(image_id: str) -> Response:
        return pass_on(image_api, image_path(image_id))

    return blueprint
