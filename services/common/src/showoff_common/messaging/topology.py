"""The broker's queues, declared identically by every client: RabbitMQ 3.10 up to 4.x.

Quorum queues only, which survive a killed broker. A queue hands what its consumers gave up on to
the dead letters, and does so at least once: it keeps a message until the dead-letter queue has
confirmed it, which asks for `reject-publish` as the way to overflow.
"""

from typing import Any, Final, Protocol

from showoff_common.messaging.wire import QUEUES

DEAD_LETTER_EXCHANGE: Final = "deadLetters"
DEAD_LETTER_QUEUE: Final = "deadLetterQueue"

REASON_HEADER: Final = "reason"
"""Why image-api could not take a message. Those that the broker itself gave up on have RabbitMQ's
own `x-first-death-reason` instead."""

DELIVERY_LIMIT: Final = 20
"""How often a message may come back from a consumer that died over it. Each unplanned death counts
for all messages that were in hand, so it leaves room for the innocent."""


class Channel(Protocol):
    """What is needed of pika's channels, the blocking and the asynchronous one."""

    def exchange_declare(self, exchange: str, exchange_type: str, *, durable: bool) -> object: ...

    def queue_declare(self, queue: str, *, durable: bool, arguments: dict[str, Any]) -> object: ...

    def queue_bind(self, queue: str, exchange: str) -> object: ...


def declare(channel: Channel) -> None:
    """Declare all queues; declaring what is there already changes nothing."""
    channel.exchange_declare(DEAD_LETTER_EXCHANGE, "fanout", durable=True)
    # A dead letter waits until a person has looked at it, however often: RabbitMQ 4 would drop it
    # after 20 looks by default, and 3.x takes no -1 for "without limit".
    channel.queue_declare(
        DEAD_LETTER_QUEUE,
        durable=True,
        arguments={"x-queue-type": "quorum", "x-delivery-limit": 10**9},
    )
    channel.queue_bind(DEAD_LETTER_QUEUE, DEAD_LETTER_EXCHANGE)
    for queue in QUEUES:
        channel.queue_declare(
            queue,
            durable=True,
            arguments={
                "x-queue-type": "quorum",
                "x-delivery-limit": DELIVERY_LIMIT,
                "x-dead-letter-exchange": DEAD_LETTER_EXCHANGE,
                "x-dead-letter-strategy": "at-least-once",
                "x-overflow": "reject-publish",
            },
        )
