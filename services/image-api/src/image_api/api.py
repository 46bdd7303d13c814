"""The routes of image-api: the history of pictures."""

from http import HTTPStatus

from apiflask import APIBlueprint
from flask import Response, request

from image_api.file_answer import send_kept
from image_api.files import PictureFiles
from image_api.gold.lines import Lines
from image_api.history import Cursor, Entry, History
from image_api.problems import away
from image_api.rendition import as_jpeg
from image_api.tables import Image
from image_api.view import detail, summary
from showoff_common.contracts import routes
from showoff_common.contracts.history import (
    DELETED_HEADER,
    PICTURE_RESPONSES,
    Detail,
    FileQuery,
    Page,
    PageQuery,
)
from showoff_common.errors import Problem
from showoff_common.messaging.events import Unavailable, is_image_id, now


def create_blueprint(
    history: History, files: PictureFiles, gold: Lines, kept_days: float
) -> APIBlueprint:
    """The routes; pictures are deleted after so many days."""
    blueprint = APIBlueprint("images", __name__, tag="images", url_prefix="/api/image")
    blueprint.register_error_handler(Unavailable, away(routes.HISTORY_AWAY))

    @blueprint.get("")
    @blueprint.input(PageQuery, location="query")
    @blueprint.output(Page)
    @blueprint.doc(summary="The pictures kept, newest first", responses=[422, 503])
    def page(query_data: PageQuery) -> Page:
        before = Cursor.parse(query_data.before) if query_data.before else None
        entries = history.page(query_data.limit + 1, before, query_data.search or "")
        shown = [summary(entry) for entry in entries[: query_data.limit]]
        more = len(entries) > query_data.limit
        after = str(Cursor(shown[-1].created, shown[-1].id)) if more else None
        return Page(images=shown, next=after, kept_days=kept_days)

    @blueprint.get("/<image_id>")
    @blueprint.output(Detail)
    @blueprint.doc(summary="A picture with all that is known about it", responses=[404, 503])
    def show(image_id: str) -> Detail:
        return detail(find(history, image_id))

    @blueprint.get("/<image_id>/file")
    @blueprint.input(FileQuery, location="query")
    @blueprint.doc(
        summary="The picture itself, as it was sent, or as a JPEG of some width",
        responses=PICTURE_RESPONSES,
    )
    def file(image_id: str, query_data: FileQuery) -> Response:
        image = find(history, image_id).image
        path = path_of(image, files)
        if query_data.form is None:
            response = send_kept(files.root / path, image.media_type)
        else:
            response = _rendition(files, path, image_id, query_data.width)
        # It may be deleted: browsers ask each time, and get what they have confirmed by its ETag.
        response.cache_control.private, response.cache_control.no_cache = True, True
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response

    @blueprint.delete("/<image_id>")
    @blueprint.output({}, status_code=204)
    @blueprint.doc(
        summary="Delete a picture and all about it, gold lines too", responses=[404, 503]
    )
    def remove(image_id: str) -> tuple[str, int]:
        withdrawn = is_image_id(image_id) and gold.withdraw_all(image_id, now())
        if not withdrawn:  # else the picture may be past its days, and deleting is not in vain
            find(history, image_id)
        gold.forget(history.delete(image_id, now()))
        return "", HTTPStatus.NO_CONTENT

    return blueprint


def _rendition(files: PictureFiles, path: str, image_id: str, width: int | None) -> Response:
    """Made only where the client has no copy: a picture never changes under its id."""
    response = Response(content_type="image/jpeg")
    response.set_etag(f"{image_id}-{width or 'whole'}")
    response.make_conditional(request)
    if response.status_code != HTTPStatus.NOT_MODIFIED:
        response.set_data(as_jpeg(files.read(path), width))
    return response


def find(history: History, image_id: str) -> Entry:
    """All that is kept under an id.

    Raises:
        Problem: 404 nothing is, or it was deleted.
        Unavailable: The database is away.
    """
    entry = history.find(image_id) if is_image_id(image_id) else None
    if entry is None and is_image_id(image_id) and history.is_deleted(image_id):
        raise Problem(
            HTTPStatus.NOT_FOUND,
            "Picture deleted",
            "The picture under this id was deleted.",
            headers={DELETED_HEADER: "true"},
        )
    if entry is None:
        raise Problem(HTTPStatus.NOT_FOUND, "No such picture", "No picture is kept under this id.")
    return entry


def path_of(image: Image, files: PictureFiles) -> str:
    """Where a picture's file is.

    Raises:
        Problem: 404, it is not here.
    """
    if image.path is None or not files.exists(image.path):
        raise Problem(HTTPStatus.NOT_FOUND, "No file", "The picture itself is not here.")
    return image.path
