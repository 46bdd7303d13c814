"""Consumers on a real broker; what they feed is told to fail, and when."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.events import taken
from tests.servers.processes import wait_until
from tests.servers.rabbitmq import RabbitMq

from image_api.consumers import Consumer
from showoff_common.messaging.events import (
    Unavailable,
)
from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.topology import DEAD_LETTER_QUEUE
from showoff_common.messaging.wire import (
    IMAGE_QUEUE,
    Message,
    pack,
)


class Store:
    """Keeps in memory; fails while it is told to."""

    def __init__(self) -> None:
        self.stored: list[Message] = []
        self.tries = 0
        self.away = threading.Event()

    def store(self, message: Message) -> None:
        self.tries += 1
        if self.away.is_set():
            raise Unavailable("database: away")
        self.stored.append(message)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def sender(broker: RabbitMq) -> Iterator[Publisher]:
    sender = Publisher(broker.url)
    yield sender
    sender.close()


@contextmanager
def consuming(url: str, store: Store, hold_seconds: float = 300) -> Iterator[Consumer]:
    consumer = Consumer(IMAGE_QUEUE, url, store, hold_seconds=hold_seconds)
    thread = threading.Thread(target=consumer.run)
    thread.start()
    try:
        yield consumer
    finally:
        consumer.stop()
        thread.join()


def test_a_message_waits_in_hand_for_the_database_and_is_kept_once(
    broker: RabbitMq, store: Store, sender: Publisher
) -> None:
    store.away.set()
    message = pack(taken())
    sender.send([message])

    with consuming(broker.url, store):
        wait_until(lambda: store.tries >= 3)
        store.away.clear()
        wait_until(lambda: store.stored)

    assert [one.message_id for one in store.stored] == [message.message_id]
    assert broker.depth(IMAGE_QUEUE) == broker.depth(DEAD_LETTER_QUEUE) == 0


def test_in_a_long_outage_the_queue_is_let_go_but_not_the_message(
    broker: RabbitMq, store: Store, sender: Publisher
) -> None:
    store.away.set()
    sender.send([pack(taken())])

    with consuming(broker.url, store, hold_seconds=0.5):
        wait_until(lambda: broker.depth(IMAGE_QUEUE) == 1)  # the broker has it back
        tries = store.tries
        wait_until(lambda: store.tries > tries)  # and it is tried all the same
        store.away.clear()
        wait_until(lambda: store.stored)
        wait_until(lambda: broker.depth(IMAGE_QUEUE) == 0)

    assert len({one.message_id for one in store.stored}) == 1
    assert broker.depth(DEAD_LETTER_QUEUE) == 0


def test_stopping_gives_back_what_is_in_hand(
    broker: RabbitMq, store: Store, sender: Publisher
) -> None:
    store.away.set()
    sender.send([pack(taken())])

    with consuming(broker.url, store):
        wait_until(lambda: store.tries >= 1)

    wait_until(lambda: broker.depth(IMAGE_QUEUE) == 1)


def test_a_broker_that_hangs_in_the_handshake_is_tried_again(store: Store) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(60)
        url = f"amqp://127.0.0.1:{silent.getsockname()[1]}/?stack_timeout=0.5"

        with consuming(url, store):
            tries = [silent.accept()[0] for _ in range(2)]

    for one in tries:
        one.close()
