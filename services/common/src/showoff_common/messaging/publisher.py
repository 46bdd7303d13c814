"""Messages to RabbitMQ: many on their way at once, each confirmed before the sender forgets it.

A broker that will not have a message (406: larger than its limit) says so by closing the channel,
and not which one it was. Those of such a batch are sent once more, one by one, so that the one at
fault is known and holds up no other.
"""

import itertools
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from typing import Any, Final

import pika
from opentelemetry import trace
from pika.exceptions import ChannelClosedByBroker

from showoff_common.messaging.events import Unavailable
from showoff_common.messaging.spans import RABBITMQ, start_send
from showoff_common.messaging.topology import Channel, declare
from showoff_common.messaging.wire import Message

_TIMEOUT: Final = 30.0  # seconds for the broker to answer
_PRECONDITION_FAILED: Final = 406


class _Refused(Exception):  # noqa: N818 - the message is at fault, not the broker
    """The broker refuses one of the messages for good."""


class Publisher:
    """Publishes to the broker at ``url``; connects when needed and again after a failure.

    Args:
        url: The broker.
        prepare: Declares the queues that messages go to, on a fresh channel.
    """

    def __init__(self, url: str, prepare: Callable[[Channel], None] = declare) -> None:
        self._parameters = pika.URLParameters(url)
        self._prepare = prepare
        self._link: _Link | None = None

    def send(self, messages: Sequence[Message]) -> Mapping[str, str]:
        """Publish messages; return once the broker has confirmed that all are on its disk.

        Returns:
            The reasons, by message id, of those that it will not have.

        Raises:
            Unavailable: The broker is away, late, full or has no such queue.
        """
        try:
            self._publish(messages)
        except _Refused as error:
            if len(messages) == 1:
                return {messages[0].message_id: str(error)}
            return dict(itertools.chain(*(self.send([one]).items() for one in messages)))
        return {}

    def _publish(self, messages: Sequence[Message]) -> None:
        if self._link is None:
            self._link = _Link(self._parameters, self._prepare)
        try:
            self._link.publish(messages).result(_TIMEOUT)
        except TimeoutError:
            self.close()
            raise Unavailable(f"broker: no answer in {_TIMEOUT:g} seconds") from None
        except (Unavailable, _Refused):
            self.close()
            raise

    def close(self) -> None:
        """End the connection."""
        if self._link is not None:
            self._link.close()
            self._link = None


class _Link:
    """One connection with one channel, run by a thread of its own, so that heartbeats go on.

    Methods with a leading underscore run in that thread, all others in the caller's.
    """

    def __init__(self, parameters: pika.URLParameters, prepare: Callable[[Channel], None]) -> None:
        self._prepare = prepare
        self._channel: Any = None
        self._batch: _Batch | None = None
        self._lost: str | None = None
        self._closing = False
        self._tags = itertools.count(1)  # as the broker counts: from 1 for each channel
        self._connection = pika.SelectConnection(
            parameters,
            on_open_callback=self._opened,
            on_open_error_callback=self._ended,
            on_close_callback=self._ended,
        )
        self._thread = threading.Thread(
            target=self._connection.ioloop.start, name="amqp", daemon=True
        )
        self._thread.start()

    def publish(self, messages: Sequence[Message]) -> "Future[None]":
        """Publish a batch, the only one on its way; done when each message is confirmed."""
        batch = _Batch(messages)
        self._connection.ioloop.add_callback_threadsafe(lambda: self._take(batch))
        return batch.done

    def close(self) -> None:
        self._connection.ioloop.add_callback_threadsafe(self._close)
        self._thread.join(_TIMEOUT)
        if not self._thread.is_alive():
            self._connection.ioloop.close()

    def _opened(self, connection: pika.SelectConnection) -> None:
        connection.channel(on_open_callback=self._channel_opened)

    def _channel_opened(self, channel: Any) -> None:  # noqa: ANN401 - pika publishes no types
        channel.add_on_close_callback(self._ended)
        channel.add_on_return_callback(self._returned)
        self._prepare(channel)
        channel.confirm_delivery(self._answered, callback=lambda _frame: self._prepared(channel))

    def _prepared(self, channel: Any) -> None:  # noqa: ANN401 - pika publishes no types
        self._channel = channel
        if self._batch is not None:
            self._batch.publish(channel, self._tags)

    def _take(self, batch: "_Batch") -> None:
        self._batch = batch
        if self._lost is not None:
            batch.fail(Unavailable(self._lost))
        elif self._channel is not None:
            batch.publish(self._channel, self._tags)

    def _returned(self, _channel: object, method: Any, *_: object) -> None:  # noqa: ANN401
        if self._batch is not None:
            self._batch.fault = f"{method.reply_text}: {method.routing_key}"

    def _answered(self, frame: Any) -> None:  # noqa: ANN401 - pika publishes no types
        if self._batch is not None:
            nacked = isinstance(frame.method, pika.spec.Basic.Nack)
            self._batch.answer(frame.method.delivery_tag, frame.method.multiple, nacked=nacked)

    def _ended(self, _which: object, reason: BaseException | str) -> None:
        # Before the channel is prepared it is about the queues, declared otherwise, not messages.
        refused = (
            self._channel is not None
            and isinstance(reason, ChannelClosedByBroker)
            and reason.reply_code == _PRECONDITION_FAILED
        )
        self._lost = f"broker: {reason!r}"
        self._channel = None
        if self._batch is not None:
            self._batch.fail(_Refused(self._lost) if refused else Unavailable(self._lost))
        if self._closing:
            self._connection.ioloop.stop()

    def _close(self) -> None:
        self._closing = True
        if self._connection.is_open:
            self._connection.close()
        else:
            self._connection.ioloop.stop()


class _Batch:
    """Messages on their way together, each known by the tag that the broker answers with."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self.done: Future[None] = Future()
        self.fault: str | None = None
        self._messages = messages
        self._spans: dict[int, trace.Span] = {}

    def publish(self, channel: Any, tags: Iterator[int]) -> None:  # noqa: ANN401
        """Publish all; ``tags`` are those that the broker's answers will name, in order."""
        for message, tag in zip(self._messages, tags, strict=False):
            self._spans[tag] = start_send(message, RABBITMQ)
            channel.basic_publish(
                "",
                message.queue,
                message.body,
                pika.BasicProperties(
                    content_type=message.content_type,
                    message_id=message.message_id,
                    headers=dict(message.headers),
                    delivery_mode=pika.DeliveryMode.Persistent,
                ),
                mandatory=True,
            )

    def answer(self, tag: int, multiple: bool, *, nacked: bool) -> None:
        """The broker has confirmed a message, or all up to it; or has it refused."""
        if nacked:
            self.fault = "broker: a queue is full"
        for answered in [one for one in self._spans if one == tag or (multiple and one < tag)]:
            self._spans.pop(answered).end()
        if not self._spans and not self.done.done():
            if self.fault is None:
                self.done.set_result(None)
            else:
                self.done.set_exception(Unavailable(self.fault))

    def fail(self, error: Exception) -> None:
        while self._spans:
            _, span = self._spans.popitem()
            span.set_status(trace.StatusCode.ERROR, str(error))
            span.end()
        if not self.done.done():
            self.done.set_exception(error)
