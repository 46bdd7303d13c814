"""Where tasks come from: the broker's queues or, where there is no broker, image-api itself."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Final

import pika
import structlog
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError
from pydantic import ValidationError

from document_worker.storage import Away, Storage
from showoff_common.backoff import Backoff
from showoff_common.contracts.tasks import Step, Task
from showoff_common.messaging.tasks import ASSEMBLY_QUEUE, PAGE_QUEUE, declare_task_queues
from showoff_common.telemetry.tracing import untraced

_POLL: Final = 0.5  # seconds until a stop is noticed
_HEARTBEAT: Final = 10.0  # seconds, well below the broker's 60
_IDLE: Final = 1.0  # seconds before image-api is asked again

_log = structlog.get_logger(__name__)
Do = Callable[[Task], None]
Rest = Callable[[], None]


def consume(
    url: str, *, assembly: bool, do: Do, stopping: threading.Event, rest: Rest = lambda: None
) -> None:
    """Take tasks from a queue, one after the other, until told to stop; reconnect with back-off.

    Now and then, while there are none, it rests.

    A message is acknowledged when its task is no longer in hand, whatever became of it: the
    database knows, and has it sent again where that is needed.
    """
    queue = ASSEMBLY_QUEUE if assembly else PAGE_QUEUE
    backoff = Backoff()
    while not stopping.is_set():
        try:
            with pika.BlockingConnection(pika.URLParameters(url)) as connection:
                backoff.reset()
                _consume(connection.channel(), queue, do, stopping, rest)
        except Exception as error:  # noqa: BLE001 - a broker late in the handshake is no AMQPError
            pause = backoff.next()
            _log.warning("broker unavailable", queue=queue, error=repr(error), pause=pause)
            stopping.wait(pause)


def _consume(
    channel: BlockingChannel, queue: str, do: Do, stopping: threading.Event, rest: Rest
) -> None:
    declare_task_queues(channel)
    channel.basic_qos(prefetch_count=1)
    with ThreadPoolExecutor(1) as hand:
        for method, _, body in channel.consume(queue, inactivity_timeout=_POLL):
            if method is not None:
                done: Future[None] = hand.submit(_do, body, do)
                done.add_done_callback(lambda _: _wake(channel.connection))
                while not done.done():
                    channel.connection.process_data_events(time_limit=_HEARTBEAT)
                done.result()
                channel.basic_ack(method.delivery_tag)
            else:
                rest()
            if stopping.is_set():
                return


def _wake(connection: pika.BlockingConnection) -> None:
    """End its wait for events; to be called from another thread."""
    with suppress(AMQPError):  # it is gone, which ends the wait, too
        connection.add_callback_threadsafe(lambda: None)


def _do(body: bytes, do: Do) -> None:
    try:
        task = Task.model_validate_json(body)
    except ValidationError:
        _log.error("no task", size=len(body))
        return
    do(task)


def poll(
    storage: Storage,
    steps: list[Step],
    do: Do,
    stopping: threading.Event,
    rest: Rest = lambda: None,
) -> None:
    """Ask image-api for tasks, one after the other, until told to stop; rest while it has none."""
    backoff = Backoff()
    while not stopping.is_set():
        try:
            with untraced():
                task = storage.next(steps)
            backoff.reset()
        except Away as error:
            _log.warning("no tasks to be had", error=str(error))
            stopping.wait(backoff.next())
            continue
        if task is None:
            rest()
            stopping.wait(_IDLE)
        else:
            do(task)
