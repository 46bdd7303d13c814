"""What happens with a message: each may come twice and in any order, the end is the same."""

from typing import Protocol

from opentelemetry import trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from showoff_common.messages import (
    Message,
    PictureRead,
    PictureTaken,
    TextCorrected,
    unpack,
)
from showoff_storage.files import path_of

_tracer = trace.get_tracer(__name__)


class Files(Protocol):
    """What is asked of the disk."""

    def save(self, path: str, data: bytes) -> None: ...

    def remove(self, path: str) -> None: ...


class Records(Protocol):
    """What is asked of the database. Each call is one transaction; repeating it changes nothing."""

    def add_picture(self, event: PictureTaken, path: str) -> bool:
        """Note the picture; False where it was deleted and so is no longer wanted."""
        ...

    def add_reading(self, event: PictureRead) -> None: ...

    def add_correction(self, event: TextCorrected, message_id: str) -> None: ...


class Keeper:
    """Keeps what the messages bring, in files and records.

    Fed by the queues' consumers or, on one machine, straight by show-off-api's relay.
    """

    def __init__(self, records: Records, files: Files) -> None:
        self._records = records
        self._files = files

    def keep(self, message: Message) -> None:
        """Keep what ``message`` brings. Once this returns it outlives a power cut.

        Raises:
            InvalidMessage: No retry can help it.
            Unavailable: Database or disk can't take it now.
        """
        with _tracer.start_as_current_span(
            f"process {message.queue}",
            TraceContextTextMapPropagator().extract(message.headers),
            trace.SpanKind.CONSUMER,
            {
                "messaging.operation.type": "process",
                "messaging.destination.name": message.queue,
                "messaging.message.id": message.message_id,
                "messaging.message.body.size": len(message.body),
            },
        ):
            match unpack(message):
                case PictureTaken() as event:
                    self._keep_picture(event)
                case PictureRead() as event:
                    self._records.add_reading(event)
                case TextCorrected() as event:
                    self._records.add_correction(event, message.message_id)

    def _keep_picture(self, event: PictureTaken) -> None:
        """File first, then its row: a row never promises a file that isn't there."""
        path = path_of(event)
        with _tracer.start_as_current_span("save file", attributes={"size": len(event.data)}):
            self._files.save(path, event.data)
        if not self._records.add_picture(event, path):
            self._files.remove(path)
