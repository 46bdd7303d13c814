"""Dead letters: list them, replay them, or drop them."""

import hashlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel

from showoff_common.messaging.topology import DEAD_LETTER_QUEUE, REASON_HEADER, declare
from showoff_common.messaging.wire import QUEUES

_BY_BROKER = "x-first-death-reason"
_KEY_LENGTH = 12


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message as it lies in the dead-letter queue."""

    key: str
    """What to call it by: made of what it holds, for it may have no id."""
    queue: str
    """Where it was meant to go."""
    reason: str
    image_id: str
    created: str
    size: int


def find(url: str) -> list[DeadLetter]:
    """All dead letters, oldest first; they stay where they are."""
    with _channel(url) as channel:
        return [letter for _, letter, _, _ in _letters(channel)]


def replay(url: str, keys: Collection[str] | None = None) -> list[DeadLetter]:
    """Send dead letters to their queues once more.

    A letter is deleted when the broker has confirmed the new message, so none is lost on the way;
    at worst one is sent twice, which image-api does not mind. One that comes back meanwhile stays.

    Args:
        url: The broker.
        keys: Which; all where it is None.

    Returns:
        Those that were sent.
    """
    sent = []
    with _channel(url) as channel:
        for tag, letter, properties, body in _letters(channel):
            wanted = letter not in sent and (keys is None or letter.key in keys)
            if wanted and letter.queue in QUEUES:
                headers = {
                    name: value
                    for name, value in (properties.headers or {}).items()
                    if name != REASON_HEADER and not name.startswith("x-")
                }
                properties.headers, properties.delivery_mode = headers, 2
                channel.basic_publish("", letter.queue, body, properties, mandatory=True)
                channel.basic_ack(tag)
                sent.append(letter)
    return sent


def drop(url: str, keys: Collection[str] | None = None) -> list[DeadLetter]:
    """Delete dead letters for good: those called ``keys``, or all where it is None."""
    dropped = []
    with _channel(url) as channel:
        for tag, letter, _, _ in _letters(channel):
            if keys is None or letter.key in keys:
                channel.basic_ack(tag)
                dropped.append(letter)
    return dropped


@contextmanager
def _channel(url: str) -> Iterator[BlockingChannel]:
    with pika.BlockingConnection(pika.URLParameters(url)) as connection:
        channel = connection.channel()
        declare(channel)
        channel.confirm_delivery()
        yield channel
        # Not left to the end of the connection, which the broker notices at its leisure: whoever
        # looks next, would miss them.
        channel.basic_nack(multiple=True, requeue=True)


def _letters(
    channel: BlockingChannel,
) -> Iterator[tuple[int, DeadLetter, pika.BasicProperties, bytes]]:
    """Each that is there; those that are not acknowledged go back in the end."""
    # Until there is none: a queue reports 0 messages also while it is too busy to count.
    while True:
        method, properties, body = channel.basic_get(DEAD_LETTER_QUEUE)
        if method is None:
            return
        yield method.delivery_tag, _letter(method.routing_key, properties, body), properties, body


def _letter(queue: str, properties: Any, body: bytes) -> DeadLetter:  # noqa: ANN401 - pika's
    headers = properties.headers or {}
    key = hashlib.sha256(f"{queue} {properties.message_id} ".encode() + body).hexdigest()
    return DeadLetter(
        key=key[:_KEY_LENGTH],
        queue=queue,
        reason=str(headers.get(REASON_HEADER) or headers.get(_BY_BROKER) or "not said"),
        image_id=str(headers.get("request_id", "")),
        created=str(headers.get("created", "")),
        size=len(body),
    )
