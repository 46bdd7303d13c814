"""What happens with a message: each may come twice and in any order, the end is the same."""

from collections.abc import Callable
from typing import Protocol

from prometheus_client import Counter, Histogram

from image_api.files import path_of
from image_api.metadata import without_metadata
from showoff_common.messaging.events import PictureRead, PictureTaken, TextCorrected, now
from showoff_common.messaging.spans import RABBITMQ, process
from showoff_common.messaging.wire import Message, unpack
from showoff_common.telemetry.stages import stage

_LAG = Histogram(
    "showoff_message_lag_seconds",
    "Time from the creation of a message until it is stored.",
    ["queue"],
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200),
)

_CORRECTED = Counter(
    "showoff_lines_corrected", "Lines that people corrected; again where a message comes twice."
)


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


class MessageStore:
    """Stores what messages bring, in files and records.

    Called by the queues' consumers or, where there is no broker, for show-off-api's relay.

    Args:
        records: The database.
        files: The disk.
        system: Where messages come from, as traces name it.
        cut_gold: Cuts out the lines of a picture that may be kept for good.
    """

    def __init__(
        self,
        records: Records,
        files: Files,
        system: str = RABBITMQ,
        cut_gold: Callable[[str], object] = lambda _: None,
    ) -> None:
        self._records = records
        self._files = files
        self._system = system
        self._cut_gold = cut_gold

    def store(self, message: Message) -> None:
        """Store what ``message`` brings. Once this returns it outlives a power cut.

        Raises:
            InvalidMessage: No retry can help it.
            Unavailable: Database or disk can't take it now.
        """
        with process(message, self._system):
            event = unpack(message)
            match event:
                case PictureTaken():
                    self._store_picture(event)
                case PictureRead():
                    self._records.add_reading(event)
                case TextCorrected():
                    self._records.add_correction(event, message.message_id)
                    _CORRECTED.inc(len(event.lines))
                    if event.keep:
                        self._cut_gold(event.image_id)
            _LAG.labels(message.queue).observe((now() - event.created).total_seconds())

    def _store_picture(self, event: PictureTaken) -> None:
        """File first, then its row: a row never promises a file that isn't there."""
        path = path_of(event)
        with stage("save file", {"showoff.bytes": len(event.data)}):
            self._files.save(path, without_metadata(event.data, event.media_type))
        if not self._records.add_picture(event, path):
            self._files.remove(path)
