import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pika
import pytest
from tests.events import taken
from tests.servers.http_stand_in import FakeService, serving
from tests.servers.processes import wait_until
from tests.servers.rabbitmq import RabbitMq
from werkzeug.wrappers import Request, Response

from show_off_api.outbox.relay import Relay
from show_off_api.outbox.storage import StorageSender
from show_off_api.outbox.store import Outbox, OutboxLimits
from showoff_common.messaging.events import Unavailable
from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.topology import declare
from showoff_common.messaging.wire import (
    IMAGE_QUEUE,
    MAX_BODY_BYTES,
    Message,
    pack,
)

LIMITS = OutboxLimits(free=0)


def filled(folder: Path, count: int) -> tuple[Outbox, list[Message]]:
    outbox, messages = Outbox(folder / "outbox.db", LIMITS), [pack(taken()) for _ in range(count)]
    outbox.put(messages)
    return outbox, messages


class Flaky:
    """Fails at the first calls, after having taken all."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.taken: list[Message] = []

    def send(self, messages: Sequence[Message]) -> Mapping[str, str]:
        self.taken += messages
        if self.failures:
            self.failures -= 1
            raise Unavailable("later")
        return {}

    def close(self) -> None:
        pass


def test_messages_are_sent_until_they_were_taken_and_then_forgotten(tmp_path: Path) -> None:
    outbox, messages = filled(tmp_path, 3)
    sender = Flaky(failures=2)
    relay = Relay(outbox, sender)

    relay.start()
    wait_until(lambda: outbox.depth().messages == 0)
    relay.stop()

    assert sender.taken == messages * 3


def test_stopping_drains_what_waits(tmp_path: Path) -> None:
    outbox, messages = filled(tmp_path, 200)
    sender = Flaky(failures=0)
    relay = Relay(outbox, sender)

    relay.start()
    relay.stop(drain_seconds=60)

    assert outbox.depth().messages == 0
    assert sender.taken == messages


def test_stopping_does_not_wait_for_ever(tmp_path: Path) -> None:
    outbox, messages = filled(tmp_path, 1)
    relay = Relay(outbox, Flaky(failures=10**6))

    relay.start()
    relay.stop(drain_seconds=0.5)

    assert outbox.oldest(10, 10**6) == messages


class Stuck:
    """Takes messages and never says so; does not even let go."""

    def send(self, messages: Sequence[Message]) -> Mapping[str, str]:
        assert messages
        self.close()
        return {}

    def close(self) -> None:
        time.sleep(30)


def test_stopping_waits_no_longer_for_one_that_does_not_answer(tmp_path: Path) -> None:
    outbox, messages = filled(tmp_path, 1)
    relay = Relay(outbox, Stuck())
    relay.start()

    started = time.monotonic()
    relay.stop(drain_seconds=0.5)

    assert time.monotonic() - started < 5
    assert outbox.oldest(10, 10**6) == messages


def image_api(answer: Callable[[Request], Response]) -> AbstractContextManager[FakeService]:
    return serving(FakeService(answer))


def test_without_a_broker_messages_go_to_image_api(tmp_path: Path) -> None:
    outbox, (message,) = filled(tmp_path, 1)
    came: list[Request] = []

    def keep(request: Request) -> Response:
        request.get_data()
        came.append(request)
        return Response(status=204 if len(came) > 1 else 503)

    with image_api(keep) as service:
        relay = Relay(outbox, StorageSender(service.url, 2))
        relay.start()
        wait_until(lambda: outbox.depth().messages == 0)
        relay.stop()

    first, second = came
    for one in (first, second):
        assert (one.method, one.path) == ("PUT", f"/api/messages/imageQueue/{message.message_id}")
        assert one.args.to_dict() == message.headers
        assert (one.content_type, one.get_data()) == (message.content_type, message.body)


def test_handing_over_sets_aside_what_is_refused_and_goes_on(tmp_path: Path) -> None:
    outbox, messages = filled(tmp_path, 3)
    statuses = dict(zip((it.message_id for it in messages), (422, 413, 204), strict=True))

    with image_api(lambda it: Response("Why.", statuses[it.path.split("/")[-1]])) as service:
        relay = Relay(outbox, StorageSender(service.url, 2))
        relay.start()
        wait_until(lambda: outbox.depth().messages == outbox.depth().refused == 2)
        relay.stop()


def test_a_put_wakes_the_relay(tmp_path: Path) -> None:
    outbox, _ = filled(tmp_path, 0)
    sender = Flaky(failures=0)
    relay = Relay(outbox, sender)
    relay.start()

    outbox.put([pack(taken())])

    wait_until(lambda: sender.taken, 3)  # it would look by itself only every 5 seconds
    relay.stop()


def test_the_broker_confirms_a_batch_before_it_is_forgotten(
    tmp_path: Path, broker: RabbitMq
) -> None:
    outbox, _ = filled(tmp_path, 150)
    relay = Relay(outbox, Publisher(broker.url))

    relay.start()
    wait_until(lambda: outbox.depth().messages == 0)
    relay.stop()

    wait_until(lambda: broker.depth(IMAGE_QUEUE) == 150)


def test_a_message_that_no_queue_takes_is_not_forgotten(broker: RabbitMq) -> None:
    sender = Publisher(broker.url)
    astray = Message("noSuchQueue", b"x", "image/png", "1", {})

    with pytest.raises(Unavailable, match="NO_ROUTE"):
        sender.send([astray])

    assert sender.send([pack(taken())]) == {}
    sender.close()


def test_a_message_that_the_broker_refuses_holds_up_no_other(
    tmp_path: Path, broker: RabbitMq
) -> None:
    outbox, _ = filled(tmp_path, 3)
    huge = Message(IMAGE_QUEUE, bytes(MAX_BODY_BYTES + 1), "image/png", "huge", {})
    outbox.put([huge, *(pack(taken()) for _ in range(3))])
    relay = Relay(outbox, Publisher(broker.url))

    relay.start()
    wait_until(lambda: outbox.depth().messages == outbox.depth().refused == 1, 60)
    relay.stop()

    wait_until(lambda: (broker.depth(IMAGE_QUEUE) or 0) >= 6)


def test_queues_declared_otherwise_refuse_no_message(broker: RabbitMq) -> None:
    with pika.BlockingConnection(pika.URLParameters(broker.url)) as connection:
        channel = connection.channel()
        channel.queue_delete(IMAGE_QUEUE)
        channel.queue_declare(IMAGE_QUEUE, durable=True)
    sender = Publisher(broker.url)
    try:
        with pytest.raises(Unavailable, match="PRECONDITION_FAILED"):
            sender.send([pack(taken())])
    finally:
        sender.close()
        with pika.BlockingConnection(pika.URLParameters(broker.url)) as connection:
            connection.channel().queue_delete(IMAGE_QUEUE)
            declare(connection.channel())


def test_a_broker_that_is_away_is_unavailable(tmp_path: Path) -> None:
    outbox, _ = filled(tmp_path, 1)
    relay = Relay(outbox, Publisher("amqp://guest:guest@127.0.0.1:1/"))

    relay.start()
    relay.stop(drain_seconds=1)

    assert outbox.depth().messages == 1
