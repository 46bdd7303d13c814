"""From the queues to the database: a message is acknowledged once it is stored, not before."""

import threading
import time
from typing import Any, Final, Protocol

import pika
import structlog
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError
from prometheus_client import Counter, Gauge

from showoff_common.backoff import Backoff
from showoff_common.messaging.events import InvalidMessage, Unavailable
from showoff_common.messaging.spans import on_behalf_of
from showoff_common.messaging.topology import (
    DEAD_LETTER_EXCHANGE,
    DEAD_LETTER_QUEUE,
    REASON_HEADER,
    declare,
)
from showoff_common.messaging.wire import Message

_STORED = Counter("showoff_messages_kept", "Messages stored.", ["queue"])
_DEAD_LETTERED = Counter(
    "showoff_messages_dead_lettered", "Messages moved to the dead-letter queue.", ["queue"]
)
_DELAYED = Counter(
    "showoff_messages_delayed",
    "Attempts to store a message that failed for database or disk; they are repeated.",
    ["queue"],
)
_DEPTH = Gauge("showoff_queue_messages", "Messages waiting in a queue.", ["queue"])

_REASON_LENGTH: Final = 500
_DEPTH_EVERY: Final = 15.0  # seconds
_POLL: Final = 0.5  # seconds until a stop is noticed

_log = structlog.get_logger(__name__)


class Handler(Protocol):
    """Takes messages from a queue."""

    def store(self, message: Message) -> None:
        """Store it durably; raises InvalidMessage or Unavailable where it can't."""
        ...


class Consumer:
    """Empties one queue, message by message, over a connection of its own.

    A message has one of three ends. Stored: it is acknowledged. Beyond help: it goes to the dead
    letters with its reason and is acknowledged once the broker has confirmed it there (a plain
    reject could not carry a reason). Database or disk away: it stays in hand and is tried until
    they are back, without a limit of time; an outage never dead-letters it.

    Args:
        queue: The queue's name.
        url: The broker.
        handler: Takes the messages.
        prefetch: Most messages in hand.
        hold_seconds: Seconds that a message is tried in hand before the connection is closed. The
            broker counts one delivery for the whole outage then; left open, it would cut the
            connection itself every 30 minutes and count each time.
    """

    def __init__(
        self,
        queue: str,
        url: str,
        handler: Handler,
        *,
        prefetch: int = 8,
        hold_seconds: float = 300,
    ) -> None:
        self.queue = queue
        self._parameters = pika.URLParameters(url)
        self._handler = handler
        self._prefetch = prefetch
        self._hold_seconds = hold_seconds
        self._stopping = threading.Event()

    def run(self) -> None:
        """Consume until :meth:`stop`, reconnecting with back-off."""
        backoff = Backoff()
        while not self._stopping.is_set():
            try:
                connection = pika.BlockingConnection(self._parameters)
                backoff.reset()
                with connection:
                    self._consume(connection.channel())
            except Exception as error:  # noqa: BLE001 - a broker late in the handshake is no AMQPError
                pause = backoff.next()
                _log.warning("broker unavailable", queue=self.queue, error=repr(error), pause=pause)
                self._stopping.wait(pause)

    def stop(self) -> None:
        """Let the message in hand be finished and end :meth:`run`."""
        self._stopping.set()

    def _consume(self, channel: BlockingChannel) -> None:
        declare(channel)
        channel.confirm_delivery()
        channel.basic_qos(prefetch_count=self._prefetch)
        measured = 0.0
        for method, properties, body in channel.consume(self.queue, inactivity_timeout=_POLL):
            if method is not None:
                message = _message(self.queue, properties, body)
                with on_behalf_of(message):
                    self._settle(channel, method.delivery_tag, message)
            if self._stopping.is_set():
                return  # what is still in hand goes back with the connection
            if time.monotonic() > measured + _DEPTH_EVERY:
                measured = time.monotonic()
                _measure(channel, self.queue, DEAD_LETTER_QUEUE)

    def _settle(self, channel: BlockingChannel, tag: int, message: Message) -> None:
        try:
            self._store(channel, message)
            _STORED.labels(self.queue).inc()
        except _Stopped:
            return
        except InvalidMessage as error:
            self._dead_letter(channel, message, str(error))
        except Exception as error:  # noqa: BLE001 - a bug must neither lose it nor stop the queue
            _log.exception("message handler failed", queue=self.queue, id=message.message_id)
            self._dead_letter(channel, message, f"{type(error).__name__}: {error}")
        channel.basic_ack(tag)

    def _store(self, channel: BlockingChannel, message: Message) -> None:
        backoff, deadline = Backoff(), time.monotonic() + self._hold_seconds
        while True:
            try:
                return self._handler.store(message)
            except Unavailable as error:
                pause = backoff.next()
                _DELAYED.labels(self.queue).inc()
                _log.error("storing delayed", queue=self.queue, error=str(error), pause=pause)
                self._wait(channel, pause, deadline)

    def _wait(self, channel: BlockingChannel, pause: float, deadline: float) -> None:
        """Pause while the connection, as long as there is one, keeps its heartbeats."""
        end = time.monotonic() + pause
        while (left := end - time.monotonic()) > 0:
            if self._stopping.is_set():
                raise _Stopped
            try:
                if time.monotonic() > deadline and channel.connection.is_open:
                    channel.connection.close()
                if channel.connection.is_open:
                    channel.connection.sleep(min(left, _POLL))
                    continue
            except (AMQPError, OSError) as error:
                _log.warning("broker unavailable", queue=self.queue, error=repr(error))
            self._stopping.wait(min(left, _POLL))

    def _dead_letter(self, channel: BlockingChannel, message: Message, reason: str) -> None:
        reason = reason[:_REASON_LENGTH]
        channel.basic_publish(
            DEAD_LETTER_EXCHANGE,
            routing_key=self.queue,
            body=message.body,
            properties=pika.BasicProperties(
                content_type=message.content_type,
                message_id=message.message_id,
                headers={**message.headers, REASON_HEADER: reason},
                delivery_mode=pika.DeliveryMode.Persistent,
            ),
            mandatory=True,
        )
        _DEAD_LETTERED.labels(self.queue).inc()
        _log.error("dead letter", queue=self.queue, id=message.message_id, reason=reason)


class _Stopped(Exception):  # noqa: N818 - no failure
    """Told to stop with a message in hand, which goes back to its queue."""


def _message(queue: str, properties: Any, body: bytes) -> Message:  # noqa: ANN401 - pika's
    """Anything may lie in a queue: other types become text, for ``unpack`` to judge."""
    return Message(
        queue,
        body,
        content_type=str(properties.content_type or ""),
        message_id=str(properties.message_id or ""),
        headers={name: str(value) for name, value in (properties.headers or {}).items()},
    )


def _measure(channel: BlockingChannel, *queues: str) -> None:
    for queue in queues:
        declared = channel.queue_declare(queue, passive=True)
        _DEPTH.labels(queue).set(declared.method.message_count)
