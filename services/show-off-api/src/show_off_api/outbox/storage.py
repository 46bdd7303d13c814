"""Where there is no broker: each message goes straight to image-api."""

from collections.abc import Mapping, Sequence
from typing import Final

import httpx
from opentelemetry.trace import StatusCode

from showoff_common.contracts.messages import HOPELESS, message_path
from showoff_common.messaging.events import Unavailable
from showoff_common.messaging.spans import EMBEDDED, start_send
from showoff_common.messaging.wire import Message

_SECONDS: Final = 60.0
"""For an answer: longer than its database waits for a lock."""


class StorageSender:
    """Hands messages to image-api, one by one; it answers once it has kept one.

    Args:
        url: Its base address.
        connect_seconds: Longest wait for a connection.
    """

    def __init__(self, url: str, connect_seconds: float) -> None:
        timeout = httpx.Timeout(_SECONDS, connect=connect_seconds)
        self._client = httpx.Client(base_url=url, trust_env=False, timeout=timeout)

    def send(self, messages: Sequence[Message]) -> Mapping[str, str]:
        refused = {}
        for message in messages:
            span = start_send(message, EMBEDDED)
            try:
                if reason := self._put(message):
                    refused[message.message_id] = reason
            except Unavailable as error:
                span.set_status(StatusCode.ERROR, str(error))
                raise
            finally:
                span.end()
        return refused

    def close(self) -> None:
        self._client.close()

    def _put(self, message: Message) -> str | None:
        """Have a message kept; why it never will be, where no retry can help it.

        Raises:
            Unavailable: It can't be kept now.
        """
        try:
            answer = self._client.put(
                message_path(message.queue, message.message_id),
                params=dict(message.headers),
                content=message.body,
                headers={"Content-Type": message.content_type},
            )
        except httpx.HTTPError as error:
            raise Unavailable(f"image-api: {error!r}") from None
        if answer.status_code in HOPELESS:
            return f"status {answer.status_code}: {answer.text}"
        if not answer.is_success:
            raise Unavailable(f"image-api: status {answer.status_code}")
        return None
