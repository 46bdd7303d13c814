"""What the other tests stand on: each begins with nothing of those before it on its way."""

import signal
from threading import Timer

from tests.events import taken
from tests.faults.platform import Platform, Readers
from tests.servers.processes import wait_until

from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.wire import (
    pack,
)


def test_what_an_earlier_test_left_in_a_consumers_hand_does_not_count(platform: Platform) -> None:
    platform.consumers.signal(signal.SIGSTOP)
    sender = Publisher(platform.broker.url)
    sender.send([pack(taken())])
    sender.close()
    wait_until(platform.is_settled)  # in hand: the queue is empty
    awake = Timer(3, platform.consumers.signal, [signal.SIGCONT])

    awake.start()
    platform.make_whole()
    readers = Readers(platform.bff.url)
    readers.send(1)

    platform.assert_kept_once(readers.finish().pictures)
