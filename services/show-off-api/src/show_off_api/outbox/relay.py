"""The relay: hands over what waits in the outbox, in order, until each message was taken."""

import threading
import time
from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import structlog

from show_off_api.outbox.store import Outbox
from showoff_common.backoff import Backoff
from showoff_common.messaging.wire import Message

_BATCH: Final = 64
_BATCH_BYTES: Final = 16 * 2**20
_IDLE_SECONDS: Final = 5.0
_LAST_SECONDS: Final = 1.0  # to let go of the other side

_log = structlog.get_logger(__name__)


class Sender(Protocol):
    """Where messages go."""

    def send(self, messages: Sequence[Message]) -> Mapping[str, str]:
        """Return once all messages are safe at the other side.

        Sending one twice does no harm: consumers know messages by their ids.

        Returns:
            The reasons, by message id, of those that no retry can help.

        Raises:
            Unavailable: The other side can't take them now.
        """
        ...

    def close(self) -> None:
        """Let go of the other side."""
        ...


class Relay:
    """A thread that empties the outbox.

    Args:
        outbox: What to empty.
        sender: Where to.
    """

    def __init__(self, outbox: Outbox, sender: Sender) -> None:
        self._outbox = outbox
        self._sender = sender
        self._stop_by: float | None = None
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self, drain_seconds: float = 10) -> None:
        """Hand over what waits, as far as the time allows, then end. The rest stays on disk.

        Whatever the other side does, this takes no longer: a batch that it has not confirmed by
        then is sent again after the next start.
        """
        self._stop_by = time.monotonic() + drain_seconds
        self._stopping.set()
        self._outbox.wake()
        self._thread.join(drain_seconds + _LAST_SECONDS)

    def _run(self) -> None:
        backoff = Backoff()
        while not self._time_is_up():
            try:
                idle = self._hand_over()
                backoff.reset()
            except Exception as error:  # noqa: BLE001 - whatever it is, what waits must not be forgotten
                pause = backoff.next()
                _log.warning("outbox delivery delayed", error=repr(error), pause=pause)
                if self._stopping.wait(pause):
                    time.sleep(min(pause, 0.2))  # draining: try on, but not without a pause
                continue
            if idle:
                if self._stopping.is_set():
                    break
                self._outbox.wait(_IDLE_SECONDS)
        self._sender.close()

    def _hand_over(self) -> bool:
        """Hand over a batch; whether there was none."""
        batch = self._outbox.oldest(_BATCH, _BATCH_BYTES)
        if not batch:
            return True
        refused = self._sender.send(batch)
        for message_id, reason in refused.items():
            _log.error("message refused", id=message_id, reason=reason)
        taken = [one.message_id for one in batch if one.message_id not in refused]
        self._outbox.settle(taken, refused)
        return False

    def _time_is_up(self) -> bool:
        return self._stop_by is not None and time.monotonic() > self._stop_by
