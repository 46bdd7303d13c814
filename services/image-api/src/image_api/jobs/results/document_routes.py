"""What document-worker asks of documents: the file, what pages say, and to keep what it made."""

from http import HTTPStatus
from typing import Any, Final

from apiflask import APIBlueprint
from flask import Response, request

from image_api.file_answer import send_kept
from image_api.jobs.results.documents import Documents
from image_api.jobs.tables import DocumentRow, ResultFileRow
from image_api.jobs.tasks.fence import TaskKey
from image_api.jobs.tasks.routes import Workshop, only_its_holder, task_key
from image_api.problems import away
from showoff_common.contracts import routes
from showoff_common.contracts.pages import PageReading
from showoff_common.contracts.tasks import MOST_RESULT_BYTES, Attempt, Backlog
from showoff_common.errors import Problem
from showoff_common.messaging.events import Unavailable, is_image_id, now

_CHUNK: Final = 1 << 16
_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The document as it was sent", "content": {"*/*": {}}},
    206: {"description": "The part of it that Range asked for", "content": {"*/*": {}}},
    304: {"description": "The caller's copy is still right"},
    404: {"description": "Not Found"},
    416: {"description": "Range Not Satisfiable"},
    503: {"description": "Service Unavailable"},
}


def create_blueprint(workshop: Workshop) -> APIBlueprint:
    blueprint = APIBlueprint("documents", __name__, tag="tasks", url_prefix="/api")
    blueprint.register_error_handler(Unavailable, away(routes.JOBS_AWAY))
    documents, files = workshop.documents, workshop.files

    @blueprint.get("/documents/<document>/file")
    @blueprint.doc(summary="A document as it was sent", responses=_FILE)
    def file(document: str) -> Response:
        row = _document(documents, document)
        return send_kept(files.root / row.path, row.media_type, etag=row.sha256)

    @blueprint.get("/documents/<document>/pages/<page>")
    @blueprint.output(PageReading)
    @blueprint.doc(summary="What a page says, or why it does not", responses=[404, 503])
    def page(document: str, page: str) -> PageReading:
        key = task_key(document, "read", page, HTTPStatus.NOT_FOUND)
        reading = documents.page(key.document, key.page)
        if reading is None:
            raise Problem(HTTPStatus.NOT_FOUND, "No such page", "It is not read, or not there.")
        return reading

    @blueprint.put("/documents/<document>/files/<format_name>")
    @blueprint.input(Attempt, location="query")
    @blueprint.output({}, status_code=204)
    @blueprint.doc(
        summary="Keep a finished file of a document that is being assembled",
        responses=[404, 409, 413, 503],
    )
    def put_file(document: str, format_name: str, query_data: Attempt) -> str:
        if format_name != "pdf":
            raise Problem(HTTPStatus.NOT_FOUND, "No such format", "Workers make pdf.")
        request.max_content_length = MOST_RESULT_BYTES
        _keep_file(workshop, document, format_name, query_data.attempt)
        return ""

    @blueprint.get("/backlog")
    @blueprint.output(Backlog)
    @blueprint.doc(summary="How much waits: for what scales workers", responses=[503])
    def backlog() -> Backlog:
        return workshop.leases.backlog(now())

    return blueprint


def _keep_file(workshop: Workshop, document: str, format_name: str, attempt: int) -> None:
    row, files = _document(workshop.documents, document), workshop.files
    with files.drafts() as drafts:
        draft = drafts.new()
        while chunk := request.stream.read(_CHUNK):
            draft.write(chunk)
        # Under a name of its own: what comes late, or twice, replaces and removes nothing else.
        path = files.keep(draft, row.job_id, f"{row.id}.{draft.path.name}.{format_name}")
        made = ResultFileRow(
            document_id=row.id,
            format=format_name,
            path=path,
            bytes=draft.size,
            sha256=draft.sha256,
        )
        try:
            with only_its_holder():
                before = workshop.outcomes.put_file(TaskKey(row.id, "assemble", 0), attempt, made)
        except Problem:
            files.remove(path)
            raise
        if before is not None:
            files.remove(before)


def _document(documents: Documents, document: str) -> DocumentRow:
    row = documents.find(document) if is_image_id(document) else None
    if row is None:
        raise Problem(HTTPStatus.NOT_FOUND, "No such document", "It is not here, or not any more.")
    return row
