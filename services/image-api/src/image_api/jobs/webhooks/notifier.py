"""Sends webhooks' messages, several at a time, until told to stop."""

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import structlog

from image_api.jobs.webhooks.deliveries import Outbox, Outcome, Outgoing
from image_api.jobs.webhooks.sending import Courier
from showoff_common.backoff import Backoff
from showoff_common.messaging.events import Unavailable, now

_AT_ONCE: Final = 8
_EVERY: Final = 1.0  # seconds

_log = structlog.get_logger(__name__)


class Notifier:
    """The process that reaches outside; several may run beside each other."""

    def __init__(self, outbox: Outbox, courier: Courier) -> None:
        self._outbox = outbox
        self._courier = courier
        self._stopping = threading.Event()

    def run(self) -> None:
        """Send what is due until :meth:`stop`; what is being sent then is finished."""
        backoff = Backoff()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            while not self._stopping.is_set():
                try:
                    taken = self._outbox.take(now(), _AT_ONCE)
                    list(pool.map(self._send, taken))
                    backoff.reset()
                except Unavailable as error:
                    pause = backoff.next()
                    _log.warning("database away", error=str(error), pause=pause)
                    self._stopping.wait(pause)
                    continue
                if not taken:
                    self._stopping.wait(_EVERY)

    def stop(self) -> None:
        self._stopping.set()

    def _send(self, message: Outgoing) -> None:
        try:
            outcome = self._courier.send(message, now())
        except Exception as error:  # noqa: BLE001 - a bug over one must not keep back the others
            _log.exception("webhook failed", id=message.id)
            outcome = Outcome("waiting", None, type(error).__name__)
        state = self._outbox.settle(message, outcome, now())
        _log.info(
            "webhook", id=message.id, attempt=message.attempt, state=state, error=outcome.error
        )
