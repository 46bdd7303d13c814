"""Messages without a broker between: `showoff_common.contracts.messages` tells how they come."""

from http import HTTPStatus

import structlog
from apiflask import APIBlueprint
from flask import request

from image_api.handlers import MessageStore
from showoff_common.contracts.messages import PREFIX
from showoff_common.errors import Problem
from showoff_common.messaging.events import InvalidMessage, Unavailable
from showoff_common.messaging.wire import MAX_BODY_BYTES, Message

_log = structlog.get_logger(__name__)


def create_blueprint(store: MessageStore) -> APIBlueprint:
    blueprint = APIBlueprint("messages", __name__, tag="messages", url_prefix=PREFIX)

    @blueprint.put("/<queue>/<message_id>")
    @blueprint.output({}, status_code=204)
    @blueprint.doc(
        summary="Keep what a message brings, where there is no broker",
        responses=[413, 422, 503],
    )
    def keep(queue: str, message_id: str) -> str:
        request.max_content_length = MAX_BODY_BYTES
        content_type = request.content_type or ""
        headers = request.args.to_dict()
        message = Message(queue, request.get_data(), content_type, message_id, headers)
        try:
            store.store(message)
        except InvalidMessage as error:
            raise _hopeless(str(error)) from None
        except Unavailable as error:
            raise Problem(
                HTTPStatus.SERVICE_UNAVAILABLE,
                "Not kept yet",
                f"{error}",
                headers={"Retry-After": "1"},
            ) from error
        except Exception as error:  # noqa: BLE001 - a bug must not hold up what waits behind
            _log.exception("message handler failed", queue=queue, id=message_id)
            raise _hopeless(f"{type(error).__name__}: {error}") from None
        return ""

    return blueprint


def _hopeless(reason: str) -> Problem:
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "Message can't be kept", reason)
