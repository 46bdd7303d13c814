"""A new job's way in: files first, then the rows that promise them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from werkzeug.wrappers import Request

from image_api.jobs.files import JobFiles
from image_api.jobs.intake.register import NewDocument, NewJob, Register, fingerprint
from image_api.jobs.intake.uploads import Order, Upload, take_in
from image_api.jobs.webhooks.deliveries import WebhookDesk
from showoff_common.messaging.events import Unavailable, new_image_id, now
from showoff_common.messaging.spans import creation_context


@dataclass(frozen=True)
class Intake:
    """What it takes.

    Attributes:
        most_picture_bytes: Largest picture taken.
    """

    register: Register
    files: JobFiles
    webhooks: WebhookDesk
    most_picture_bytes: int


def take_job_in(intake: Intake, request: Request, owner: str, key: str | None) -> str:
    """Keep what a request brings; the id of the job that it is now, or was before.

    Raises:
        Problem: 4xx, what is wrong with it.
        Unavailable: Database or disk can't take it; nothing of it is kept, unless the database was
            lost over the commit itself.
    """
    intake.register.check_room(owner)
    job_id = new_image_id()
    with intake.files.drafts() as drafts:
        order = take_in(request, drafts, intake.most_picture_bytes)
        if order.options.webhook is not None:
            intake.webhooks.check(owner, str(order.options.webhook.url))
        try:
            documents = [_keep(intake.files, job_id, upload) for upload in order.uploads]
        except BaseException:
            intake.files.remove_job(job_id)
            raise
    try:
        noted = intake.register.add(_new_job(job_id, owner, key, order, documents))
    except Unavailable:  # it may be noted all the same; where it is not, a sweep takes the files
        raise
    except BaseException:
        intake.files.remove_job(job_id)
        raise
    if noted != job_id:  # it was there already
        intake.files.remove_job(job_id)
    return noted


def _keep(files: JobFiles, job_id: str, upload: Upload) -> NewDocument:
    document_id, draft = uuid4().hex, upload.draft
    path = files.keep(draft, job_id, document_id)
    return NewDocument(document_id, upload.name, upload.media_type, draft.size, draft.sha256, path)


def _new_job(
    job_id: str, owner: str, key: str | None, order: Order, documents: Sequence[NewDocument]
) -> NewJob:
    sent = [(upload.name, upload.sent) for upload in order.uploads]
    return NewJob(
        id=job_id,
        owner=owner,
        options=order.options,
        documents=documents,
        created=now(),
        fingerprint=fingerprint(order.options, sent),
        idempotency_key=key,
        traceparent=creation_context(),
    )
