"""The process that hands tasks out: it takes back what was lost, and keeps the queues shallow."""

import threading
from typing import Final

import structlog

from image_api.jobs.dispatch.leader import Leadership
from image_api.jobs.dispatch.queueing import Dispatch
from image_api.jobs.tasks.leases import Leases
from image_api.jobs.tasks.reaper import reap
from showoff_common.backoff import Backoff
from showoff_common.messaging.events import Unavailable, now
from showoff_common.messaging.publisher import Publisher
from showoff_common.messaging.tasks import pack_task
from showoff_common.telemetry import tracing

_EVERY: Final = 0.25  # seconds
_STAND_BY: Final = 2.0

_log = structlog.get_logger(__name__)


class Dispatcher:
    """Runs until it is stopped; of several one works, and the others wait for its end."""

    def __init__(
        self, leases: Leases, dispatch: Dispatch, publisher: Publisher, leadership: Leadership
    ) -> None:
        self._leases = leases
        self._dispatch = dispatch
        self._publisher = publisher
        self._leadership = leadership
        self._stopping = threading.Event()

    def run(self) -> None:
        backoff, led = Backoff(), False
        while not self._stopping.is_set():
            try:
                with tracing.untraced():
                    leads = self._leadership.is_mine()
                    if leads and not led:
                        self._dispatch.take_all_back()
                        _log.info("leading")
                led = leads
                if leads:
                    self.once()
                self._stopping.wait(_EVERY if leads else _STAND_BY)
                backoff.reset()
            except Unavailable as error:
                pause = backoff.next()
                _log.warning("dispatch delayed", error=str(error), pause=pause)
                self._stopping.wait(pause)
        self._publisher.close()
        self._leadership.resign()

    def stop(self) -> None:
        """Let what is being sent be sent, and end :meth:`run`."""
        self._stopping.set()

    def once(self) -> int:
        """Take back what was lost and hand out what there is room for; how many tasks.

        Raises:
            Unavailable: Database or broker can't take it now; what was not sent waits again.
        """
        with tracing.untraced():
            reap(self._leases, now())
            queued = self._dispatch.fill(now())
        if not queued:
            return 0
        try:
            self._publisher.send([pack_task(task, trace) for task, trace in queued])
        except Unavailable:
            self._dispatch.take_back([task for task, _ in queued])
            raise
        return len(queued)
